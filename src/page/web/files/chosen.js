// Files as a browser hands them over → files as the engine takes them, and what the page calls them.

import { count, quoted } from "../words.js";

/**
 * A file with its place: { path, folders, named, file }. Files of a folder carry their path from it; those that were chosen or
 * dropped one by one have none.
 */
export function placed(file, path = file.webkitRelativePath || file.name) {
  const folders = path.split("/").slice(0, -1);
  return { path, folders, named: folders.length === 0, file };
}

/** What was chosen: { files, label, key }. The same folder or files chosen again have the same `key`. */
export function chosen(files) {
  const top = new Set(files.map((one) => one.folders[0] ?? ""));
  if (top.size === 1 && !top.has("")) {
    const [folder] = top;
    return { files, label: `folder ${quoted(folder)}`, count: count(files.length, "file"), folder, key: `folder ${folder}` };
  }
  const names = files.map((one) => one.path).sort();
  const label = files.length === 1 ? quoted(names[0]) : null;
  return { files, label, count: count(files.length, "file"), folder: null, key: names.join("\n") };
}

/** "folder “Riverside”, 10 files", "“inbox.zip”", "3 files" */
export function called(source) {
  if (source.folder) return `${source.label}, ${source.count}`;
  return source.label ?? source.count;
}

/** An input for files that only its button uses: out of the tab order and hidden from readers. `take` gets a list of files. */
export function hiddenInput({ folder = false, multiple = false, accept = null }, take) {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", multiple, hidden: true, tabIndex: -1, webkitdirectory: folder });
  if (accept) input.accept = accept;
  input.setAttribute("aria-hidden", "true");
  input.addEventListener("change", () => {
    const files = [...input.files];
    // Emptied at once: the same folder chosen again must be a change, too.
    input.value = "";
    take(files);
  });
  return input;
}
