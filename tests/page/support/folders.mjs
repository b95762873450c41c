// Folders of returns for a test, deleted after it.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A new, empty folder. */
export async function newFolder(t) {
  const folder = await mkdtemp(join(tmpdir(), "ksfgrid-page-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A new folder of this name with these files: { path: text or bytes }. */
export async function folderWith(t, name, files) {
  const folder = join(await newFolder(t), name);
  await mkdir(folder);
  await saveAll(folder, files);
  return folder;
}

/** A new file of this name. */
export async function fileWith(t, name, content) {
  const path = join(await newFolder(t), name);
  await writeFile(path, content);
  return path;
}

export async function saveAll(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
