// The script of a worker: plays one role, told by the first message.

import { Ended, role } from "./roles.js";

let played;
let turn = Promise.resolve();

/** Calls are answered one after the other, in their order. */
self.onmessage = ({ data }) => {
  if (data.module) {
    played = role(data.module, data.cap, (path) => self.postMessage({ at: path }));
    self.postMessage({ ready: true });
    return;
  }
  turn = turn.then(() => answer(data));
};

async function answer({ id, call, task }) {
  try {
    const result = await played.call(call, task);
    const bytes = result instanceof Uint8Array ? [result.buffer] : [];
    self.postMessage({ id, result, megabytes: played.megabytes() }, bytes);
  } catch (error) {
    self.postMessage({ id, ended: error instanceof Ended ? error.how : "stopped" });
  }
}
