// The strip over everything that was read: what it is, and how to read something else.

import { el } from "../dom.js";

/** `text`: what was read; `hint`: what a drop does; `more`: further buttons */
export function strip(pickers, text, hint, more = null) {
  return el("section", { class: "strip", "aria-label": "Returns" },
    el("p", { class: "what" }, text),
    pickers.buttons("small", "small"),
    el("p", {}, hint),
    more);
}
