// All readers of a run: small ones side by side, and after them a large one, alone, for files that a small one had no
// memory for. Together they keep within what a browser can spare.

import { Ahead, fetched } from "./files.js";
import { Reader } from "./reader.js";

/** Megabytes that a reader may have. */
export const SMALL = 160;
export const LARGE = 512;

/** A container in which so many files broke a reader is not tried again. */
const MOST_BROKEN = 5;

const MOST_READERS = 4;

export class Pool {
  #ports;
  #on;
  #stopped = false;
  #readers = [];

  /** `ports.small(onPath)` and `ports.large(onPath)` start instances; `ports.several` tells whether side by side. */
  constructor(ports, on) {
    this.#ports = ports;
    this.#on = on;
  }

  /** Reads all tasks ({ place, file, limit, why }); `receive(place, { read } or { broken })` is given what came of each. */
  async read(tasks, receive) {
    const forLarge = [];
    const queue = tasks.map((task) => ({ ...task, broken: {} }));
    const number = this.#ports.several ? Math.min(MOST_READERS, navigator.hardwareConcurrency || 2, tasks.length) : 1;
    const small = { make: this.#ports.small, queue, receive, onMemory: (task) => forLarge.push(task) };
    await Promise.all(Array.from({ length: number }, () => this.#work(small)));
    const large = { make: this.#ports.large, queue: forLarge, receive, onMemory: null };
    if (forLarge.length > 0) await this.#work(large);
  }

  stop() {
    this.#stopped = true;
    this.#readers.forEach((reader) => reader.end());
  }

  /** One reader works until the queue is empty. */
  async #work(job) {
    const reader = new Reader(job.make, (path) => this.#on.path(path));
    this.#readers.push(reader);
    const ahead = new Ahead(job.queue);
    for (let next = ahead.next(); next && !this.#stopped; next = ahead.next()) {
      await this.#one(reader, job, next);
    }
    reader.end();
  }

  async #one(reader, job, { task, coming }) {
    for (let first = coming; ; first = null) {
      const { bytes, broken } = await (first ?? fetched(task));
      try {
        job.receive(task.place, broken ? { broken } : { read: await reader.read(task.place, bytes, task.broken) });
        return;
      } catch (error) {
        if (this.#stopped || error.path === undefined) throw error;
        if (error.how === "memory" && job.onMemory) {
          job.onMemory(task);
          return;
        }
        this.#noteBroken(task, error);
      }
    }
  }

  /** The file is not read again; nor is the container around it, if too many in it are like it. */
  #noteBroken(task, { path, how }) {
    const tooMany = Object.keys(task.broken).length >= MOST_BROKEN;
    const known = path in task.broken;
    task.broken[tooMany || known ? task.place.name : path] = { how };
    this.#on.broken({ name: path, how });
  }
}
