// One reader: an instance that reads file after file, is watched, and is replaced when a file breaks it.

import { Ended } from "./roles.js";

/** A reader that says nothing for so long is ended. */
const PATIENCE = 5000;

/** A reader that has grown beyond this is replaced: memory is never given back. */
const GROWN = 96;

export class Reader {
  #makePort;
  #port;
  #path = null;
  #since = 0;

  /** `makePort(onPath)` starts an instance; `onPath` is told of each file that is read. */
  constructor(makePort, onPath) {
    this.#makePort = () =>
      makePort((path) => {
        this.#path = path;
        this.#since = performance.now();
        onPath(path);
      });
  }

  /**
   * Reads the bytes of one submitted file. → what the collector is given. Throws `Ended` with `path`, the file that broke the reader.
   * `broken`: paths within it that broke a reader before, and how.
   */
  async read(place, bytes, broken) {
    this.#port ??= this.#makePort();
    this.#path = null;
    this.#since = performance.now();
    const watch = setInterval(() => this.#watch(), 500);
    try {
      const result = await this.#port.call("read", { place, bytes, broken });
      if (this.#port.megabytes > GROWN) this.end();
      return result;
    } catch (error) {
      this.end();
      const ended = error instanceof Ended ? error : new Ended("stopped");
      ended.path = this.#path ?? place.name;
      throw ended;
    } finally {
      clearInterval(watch);
    }
  }

  /** A page in the background is woken seldom: whatever was said meanwhile is heard before the reader is judged. */
  #watch() {
    const since = this.#since;
    if (performance.now() - since < PATIENCE) return;
    setTimeout(() => {
      if (this.#since === since) this.#port?.end("time");
    }, 100);
  }

  end() {
    this.#port?.end();
    this.#port = null;
  }
}
