// The bytes of files, as the browser hands them over.

/** So long may the browser take to hand a file over, in milliseconds. */
const PATIENCE = 60000;

/** The bytes of a task's file as far as they are to be read, or why they cannot be: { bytes } or { broken }. Never fails. */
export async function fetched({ file, limit, why }) {
  if (why) return { broken: { how: "opened", why } };
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(notOpened("the browser could not fetch it within a minute")), PATIENCE);
  });
  try {
    return await Promise.race([bytesOf(file, limit), late]);
  } catch {
    return notOpened("it was moved, deleted or changed while it was read, or another program keeps it");
  } finally {
    clearTimeout(timer);
  }
}

async function bytesOf(file, limit) {
  const part = file.size > limit ? file.slice(0, limit) : file;
  return { bytes: new Uint8Array(await part.arrayBuffer()) };
}

function notOpened(why) {
  return { broken: { how: "opened", why } };
}

/** Files that are fetched before it is their turn, as far as they are small. */
export class Ahead {
  static #MOST = 4;
  static #LARGE = 4 * 1024 * 1024;
  #queue;
  #waiting = [];

  /** Takes its tasks from a queue that others take from, too. */
  constructor(queue) {
    this.#queue = queue;
  }

  /** The next task with its bytes, on their way; nothing at the end. */
  next() {
    while (this.#waiting.length < Ahead.#MOST && this.#queue.length > 0) {
      const task = this.#queue.shift();
      this.#waiting.push({ task, coming: task.file.size < Ahead.#LARGE ? fetched(task) : null });
    }
    return this.#waiting.shift();
  }
}
