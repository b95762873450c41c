// A dropped folder through the browser's handles (Chromium): the last way, because they leave out files called "~$…" in silence.

import { placed } from "./chosen.js";

/** Asks for the handle of a dropped item; only while the event is handled. Resolves with null where there are none. */
export function handleOf(item) {
  return item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null);
}

/** All files in a folder, with their paths from it. Fails if there is no handle, or if anything in the folder cannot be read. */
export async function readHandle(asked) {
  const folder = await asked;
  if (folder?.kind !== "directory") throw new Error("no handle");
  const files = [];
  const open = [{ handle: folder, path: folder.name }];
  while (open.length > 0) {
    const { handle, path } = open.pop();
    for await (const [name, inside] of handle.entries()) {
      const at = `${path}/${name}`;
      if (inside.kind === "directory") open.push({ handle: inside, path: at });
      else files.push(placed(await inside.getFile(), at));
    }
  }
  return files;
}
