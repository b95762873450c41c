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
  const opened = new Map();
  const open = ({ place, file }) => {
    if (!opened.has(place.name)) opened.set(place.name, bytesOf(glue, place.name, file));
    return opened.get(place.name);
  };
  const calls = {
    read: async (task) => {
      const fetched = await open(task);
      opened.delete(task.place.name);
      return readFile(glue, task, fetched);
    },
    list: (task) => readList(glue, task),
    unreadable: ({ place, broken }) => glue.unreadable(JSON.stringify(place), JSON.stringify(broken)),
    collect: ({ name, args }) => {
      collector ??= new glue.Collector();
      return collector[name](...args);
    },
    places: ({ given }) => JSON.parse(glue.places(JSON.stringify(given))),
  };
  return {
    open,
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

function readFile(glue, { place, broken }, fetched) {
  if (fetched.broken) return glue.unreadable(JSON.stringify(place), JSON.stringify(fetched.broken));
  return glue.read(JSON.stringify(place), fetched.bytes, JSON.stringify(broken));
}

async function readList(glue, { kind, file, framework }) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return kind === "register" ? glue.readRegister(file.name, bytes, framework) : glue.readNames(file.name, bytes);
}

/** The bytes that are to be read of a file, or why they cannot be. */
async function bytesOf(glue, name, file) {
  const limit = glue.limit(name, file.size);
  if (limit < 0) return { broken: { how: "opened", why: glue.too_large(name, file.size) } };
  try {
    const part = file.size > limit ? file.slice(0, limit) : file;
    return { bytes: new Uint8Array(await part.arrayBuffer()) };
  } catch {
    const why = "it was moved, deleted or changed while it was read, or another program keeps it";
    return { broken: { how: "opened", why } };
  }
}
