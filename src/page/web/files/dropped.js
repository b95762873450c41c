// Files and folders that are dropped anywhere in the window.
//
// While something is dragged, an unseen input for a folder covers the window. Chromium gives a page from a disk no other sure
// way into a dropped folder (its entries cannot be read there), and hands the drop to the input after the event `drop`, in which
// we see what was dropped:
// - one folder: it is left to the input; a browser whose entries can be read (Firefox) may be quicker: the first one counts;
//   where both fail or keep silent, its handle is asked;
// - files only: they are taken from the event;
// - anything else: the user is asked for one folder, because the input would take the first folder and lose the others.

import { el } from "../dom.js";
import { placed } from "./chosen.js";
import { readEntries } from "./entries.js";
import { handleOf, readHandle } from "./handles.js";

/** For so long the input may keep silent once the folder was read through its handle, in milliseconds. */
const SILENCE = 2000;

/** Firefox's folder input refuses files unless the page accepts the drag itself; then Chromium's would get nothing. */
const REFUSES_FILES = /\bFirefox\//.test(navigator.userAgent);

const NOT_OPENED = "Some of what you dropped could not be opened. Use Choose a folder.";

/** Watches the window. `on`: entered(), left(), took(files), failed(text). */
export function watchDrops(on) {
  const watch = new DropWatch(on);
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    window.addEventListener(name, (event) => carriesFiles(event) && watch[name](event));
  }
  // A drag that ended outside tells nobody; the pointer only moves without one.
  window.addEventListener("pointermove", () => watch.leave());
  return watch.cover;
}

function carriesFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

class DropWatch {
  constructor(on) {
    this.on = on;
    this.pending = null;
    this.input = el("input", { type: "file", class: "drop-input", tabindex: "-1", "aria-hidden": "true" });
    this.input.webkitdirectory = true;
    // Without this, Chromium refuses a drop of several things, and nothing could be said about it.
    this.input.multiple = true;
    this.input.addEventListener("change", () => this.inputTook());
    this.input.addEventListener("cancel", () => this.settle(null, "input"));
    this.cover = el("div", { class: "drop-cover", hidden: true }, this.input);
  }

  dragenter(event) {
    event.preventDefault();
    if (!this.cover.hidden) return;
    this.cover.hidden = false;
    this.on.entered();
  }

  dragover(event) {
    // Off the input the browser would open what is dropped, and the page would be lost.
    if (event.target !== this.input || REFUSES_FILES) event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  }

  dragleave(event) {
    const outside = event.relatedTarget === null && (event.target === this.input || event.target === document.documentElement);
    if (outside) this.leave();
  }

  leave() {
    if (this.cover.hidden) return;
    this.cover.hidden = true;
    this.on.left();
  }

  drop(event) {
    const overInput = event.target === this.input;
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
    const folders = entries.filter((entry) => entry?.isDirectory);
    const files = [...event.dataTransfer.files];
    if (folders.length === 1 && entries.length === 1) {
      if (!overInput) event.preventDefault();
      const at = entries.indexOf(folders[0]);
      this.folder(folders[0], handleOf(items[at]), overInput);
    } else {
      event.preventDefault();
      this.end();
      if (folders.length === 0) this.took(files.map((file) => placed(file)));
      else this.on.failed(severalDropped(folders.length, entries.length - folders.length));
    }
  }

  /** One folder: the input and the entries race; where they fail, the handle is the last. */
  folder(entry, asked, overInput) {
    const drop = { left: new Set(overInput ? ["input", "entries", "handle"] : ["entries", "handle"]) };
    this.pending = drop;
    const settle = (files, from) => this.pending === drop && this.settle(files, from);
    readEntries(entry).then((files) => settle(files, "entries"), () => settle(null, "entries"));
    readHandle(asked).then((files) => {
      drop.byHandle = files;
      setTimeout(() => settle(files, "handle"), drop.left.has("input") ? SILENCE : 0);
    }, () => settle(null, "handle"));
    // The input must stay where it is until the browser has given it the drop.
    setTimeout(() => this.end(), 0);
  }

  inputTook() {
    const files = [...this.input.files].map((file) => placed(file));
    this.input.value = "";
    if (this.pending || !this.cover.hidden) this.settle(files, "input");
    this.end();
  }

  settle(files, from) {
    const drop = this.pending;
    if (files) {
      this.pending = null;
      this.took(files);
    } else if (drop) {
      drop.left.delete(from);
      if (from === "input" && drop.byHandle) this.settle(drop.byHandle, "handle");
      if (this.pending !== drop || drop.left.size > 0) return;
      this.pending = null;
      this.on.failed(NOT_OPENED);
    }
  }

  took(files) {
    if (files.length > 0) this.on.took(files);
    else this.on.failed("There are no files in what you dropped.");
  }

  end() {
    this.cover.hidden = true;
  }
}

function severalDropped(folders, files) {
  const counts = ["", "One folder", "Two folders", "Three folders", "Four folders", "Five folders"];
  const dropped = counts[folders] ?? `${folders} folders`;
  if (files > 0) return `${dropped} and ${files === 1 ? "a file" : "files"} were dropped; put them into one folder.`;
  return `${dropped} were dropped; put them into one.`;
}
