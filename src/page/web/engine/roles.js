// What is done beside the page: reading files, and collecting what was read. Each role has an instance of the program's
// part of its own; it runs in a worker, or, where the browser allows none, in the page itself.

import { create } from "ksfgrid:glue";

/** How a call ended that left the instance unusable. */
export class Ended extends Error {
  constructor(how) {
    super(how);
    this.name = "Ended";
    this.how = how;
  }
}

/**
 * An instance that answers calls by name. `announce` is told the path of each file before it is read.
 * `cap`: the megabytes that the instance may have.
 */
export function role(module, cap, announce) {
  const glue = create(announce);
  const { memory } = glue.initSync({ module });
  let collector;
  const calls = {
    read: ({ place, bytes, broken }) => glue.read(JSON.stringify(place), bytes, JSON.stringify(broken)),
    list: ({ kind, name, bytes, framework }) =>
      kind === "register" ? glue.readRegister(name, bytes, framework) : glue.readNames(name, bytes),
    collect: ({ name, args }) => {
      collector ??= new glue.Collector();
      return collector[name](...args);
    },
    example: () => glue.example(),
    places: ({ given }) => JSON.parse(glue.places(JSON.stringify(given))),
  };
  return {
    async call(name, task) {
      try {
        return await calls[name](task);
      } catch (error) {
        throw new Ended(howItEnded(error, memory.buffer.byteLength, cap));
      }
    },
    megabytes: () => memory.buffer.byteLength / 1024 / 1024,
  };
}

/** An instance that came near its cap wanted more memory; any other end is a fault of the file. */
function howItEnded(error, bytes, cap) {
  const isNear = bytes > cap * 1024 * 1024 * 0.8;
  return isNear && error instanceof WebAssembly.RuntimeError ? "memory" : "stopped";
}
