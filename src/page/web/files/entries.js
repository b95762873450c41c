// A dropped folder through the browser's entries, where they can be read (not in Chromium on a page from a disk).

import { placed } from "./chosen.js";

/** All files in a folder, with their paths from it. Fails if anything in it cannot be read: a part would look like the whole. */
export async function readEntries(folder) {
  const files = [];
  const open = [folder];
  while (open.length > 0) {
    for (const entry of await listed(open.pop())) {
      if (entry.isDirectory) open.push(entry);
      else files.push(placed(await fileOf(entry), entry.fullPath.replace(/^\//, "")));
    }
  }
  return files;
}

/** What is in a folder. A reader gives a part at a time (at most 100 in Chromium), and nothing at the end. */
async function listed(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}

function fileOf(entry) {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
