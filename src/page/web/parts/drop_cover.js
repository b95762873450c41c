// What is shown over the window while something is dragged over it.

import { el } from "../dom.js";

/** Puts the words into the cover. `page.cover(replaces, checks)` sets them when a drag enters. */
export function dropCover(cover, page) {
  const title = el("p", { class: "drop-title" });
  const text = el("p", {});
  cover.prepend(el("div", { class: "drop-words", "aria-hidden": "true" }, title, text));
  document.body.append(cover);
  page.cover = (replaces, checks) => {
    title.textContent = replaces ? "Drop to read these instead" : "Drop to read";
    text.textContent = `${replaces ? "What is shown now is replaced." : "A folder, files or a zip."} They stay on this computer.`;
    if (checks) text.textContent = `ksfgrid.html: its checksum is shown. ${text.textContent}`;
  };
}
