// Ways to a role: in a worker, or in the page itself where the browser allows no workers. Both answer calls with promises.

import script from "ksfgrid:worker";
import { Ended, role } from "./roles.js";

let address;

/** A role in a worker. `onPath` is told the path of each file before it is read. */
export class WorkerPort {
  #worker;
  #waiting = new Map();
  #next = 0;
  #onPath;
  megabytes = 0;

  constructor(module, cap, onPath = () => {}) {
    address ??= URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    this.#worker = new Worker(address);
    this.#onPath = onPath;
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail("stopped");
    };
    this.#worker.postMessage({ module, cap });
  }

  /** Resolves when the role can be called. */
  ready() {
    return new Promise((resolve, reject) => this.#waiting.set("ready", { resolve, reject }));
  }

  /** Calls the role; the bytes of a file, if it is given some, are the role's from then on. */
  call(call, task) {
    const id = this.#next++;
    const given = task?.bytes ? [task.bytes.buffer] : [];
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call, task }, given);
    });
  }

  /** Ends the role; calls that wait fail with this reason. */
  end(how = "stopped") {
    this.#worker.terminate();
    this.#fail(how);
  }

  #receive(data) {
    if (data.at !== undefined) {
      this.#onPath(data.at);
      return;
    }
    const key = data.ready ? "ready" : data.id;
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    this.megabytes = data.megabytes ?? this.megabytes;
    if (data.ended) {
      waiting?.reject(new Ended(data.ended));
    } else {
      waiting?.resolve(data.result);
    }
  }

  #fail(how) {
    for (const waiting of this.#waiting.values()) waiting.reject(new Ended(how));
    this.#waiting.clear();
  }
}

/** A role in the page itself. Between two calls the page may draw. */
export class LocalPort {
  #played;
  megabytes = 0;

  constructor(module, cap, onPath = () => {}) {
    this.#played = role(module, cap, onPath);
  }

  async ready() {}

  async call(call, task) {
    await new Promise((resolve) => setTimeout(resolve));
    const result = await this.#played.call(call, task);
    this.megabytes = this.#played.megabytes();
    return result;
  }

  end() {}
}

/** Whether workers can be started here, tried out. */
export async function workersWork(module, cap) {
  let port;
  try {
    port = new WorkerPort(module, cap);
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 4000));
    await Promise.race([port.ready(), late]);
    return port;
  } catch {
    port?.end();
    return null;
  }
}
