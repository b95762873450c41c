// Firefox's own protocol for being driven (Marionette): a line of JSON each way, each with its length before it.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { FIREFOX } from "./places.mjs";
import { until } from "./until.mjs";

/** So long may an answer take, in milliseconds. */
const PATIENCE = 90_000;

/** Firefox with a profile of its own. `settings`: its preferences. */
export async function startFirefox(settings) {
  const profile = await mkdtemp(join(tmpdir(), "ksfgrid-firefox-"));
  // It chooses a free port, and writes it beside its profile.
  const all = { "marionette.port": 0, ...settings };
  const lines = Object.entries(all).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  await writeFile(join(profile, "user.js"), lines.join("\n"));
  const flags = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile];
  const firefox = spawn(FIREFOX, flags, { stdio: "ignore" });
  process.on("exit", () => firefox.kill());
  const port = await until(() => readFile(join(profile, "MarionetteActivePort"), "utf8").catch(() => null), "Firefox to start");
  const marionette = new Marionette(connect(Number(port), "127.0.0.1"));
  await marionette.greeted;
  await marionette.send("WebDriver:NewSession", {});
  marionette.end = async () => {
    await marionette.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
    await new Promise((resolve) => (firefox.exitCode === null ? firefox.once("exit", resolve) : resolve()));
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return marionette;
}

class Marionette {
  #socket;
  #received = Buffer.alloc(0);
  #waiting = new Map();
  #last = 0;

  constructor(socket) {
    this.#socket = socket;
    this.greeted = new Promise((resolve, reject) => {
      this.#waiting.set("greeting", { resolve, reject });
      socket.on("error", reject);
    });
    socket.on("data", (bytes) => this.#receive(bytes));
    socket.on("close", () => this.#waiting.forEach(({ reject }) => reject(new Error("Firefox has ended"))));
  }

  /** Sends a command; → its result. */
  send(name, parameters) {
    this.#last += 1;
    const id = this.#last;
    const text = JSON.stringify([0, id, name, parameters]);
    this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Firefox gives no answer to ${text.slice(0, 200)}`)), PATIENCE);
      const settled = (settle) => (value) => {
        clearTimeout(late);
        settle(value);
      };
      this.#waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
    });
  }

  #receive(bytes) {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const colon = this.#received.indexOf(":");
      const start = colon + 1;
      const end = start + Number(this.#received.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || this.#received.length < end) return;
      this.#answer(JSON.parse(this.#received.subarray(start, end)));
      this.#received = this.#received.subarray(end);
    }
  }

  #answer(message) {
    const [, id, error, result] = Array.isArray(message) ? message : [1, "greeting", null, message];
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) reject(new Error(`${error.error}: ${error.message}`));
    else resolve(result);
  }
}
