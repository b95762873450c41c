// The first view: what this is for, where the returns go in, and what happens then.

import { el, jump } from "../dom.js";

/** The place for returns, large, as it stands on the first view and where nothing could be used. */
export function zone(pickers, status) {
  return el("div", { class: "zone" },
    el("div", { class: "row" }, pickers.buttons("first", "second")),
    el("p", {}, "or drop a folder, files or a zip anywhere in this window"),
    el("p", { class: "quiet", id: "zone-status" }, status ?? "Nothing chosen yet"));
}

/** `parts`: pickers, options (an element), status, oneAtATime (no workers), example (a function, or null) */
export function firstScreen({ pickers, options, status, oneAtATime, example }) {
  return [
    oneAtATime ? notice() : null,
    el("h1", { tabindex: "-1" }, "Make the KSF grid from your schools’ returns"),
    el("p", { class: "intro" }, "KSFs are the key success factors that schools rate themselves on. Put the returns, as the schools sent them, into one folder named after the cluster. For a whole authority: a folder named after it, and in it a folder for each cluster."),
    zone(pickers, status),
    options,
    el("section", { class: "then" },
      el("h2", {}, "What happens then"),
      el("ol", {},
        step("1. The grid appears", "in seconds: every school’s ratings, shaded low, medium and high, and the cluster’s needs in order."),
        step("2. What to fix is listed", "by file, sheet and cell, with the words to send to the school. Nothing is guessed, nothing in your files is changed."),
        step("3. You save a workbook", "for Excel: grid, priorities, action plan and charts, ready for the workshop.")),
      el("p", {}, el("b", {}, "After the workshop:"), " drop the workbook that you saved and changed, and the grid is made from its ratings."),
      example ? el("p", {}, jump("Try it with ten invented schools", example)) : null),
  ];
}

function step(title, text) {
  return el("li", {}, el("b", {}, title), " ", el("span", {}, text));
}

function notice() {
  return el("div", { class: "box notice" }, el("p", {},
    el("b", {}, "This browser lets the page do only one thing at a time."),
    " It works, but more slowly, and the window may not answer while it reads. If a file stops it, close the page, move out the file named last, and start again."));
}
