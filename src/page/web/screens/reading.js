// While it reads: how far it is, which file it is at, which files broke, and a way out.

import { el, button } from "../dom.js";
import { announce } from "../announce.js";
import { baseName, count, number } from "../words.js";
import { strip } from "../parts/strip.js";

/** A file takes long if nothing happened for this time, in milliseconds. */
const LONG = 2000;
/** The readers' own limit, in seconds. */
const LIMIT = 5;
/** Between two announcements, in milliseconds. */
const PAUSE = 3000;

export class Reading {
  /** `label`: "folder “Riverside”"; `workers`: whether a file that takes long is given up */
  constructor({ pickers, label, of, workers, cancel }) {
    this.of = of;
    this.done = 0;
    this.workers = workers;
    this.now = "";
    this.unreadable = new Map();
    this.moved = performance.now();
    this.announced = { quarter: 0, at: -Infinity };
    this.bar = el("progress", { max: Math.max(1, of), value: 0, "aria-label": "Files read" });
    this.counted = el("b", {});
    this.slow = el("span", {});
    this.names = el("p", { class: "now", "aria-hidden": "true" });
    this.list = el("ul", {});
    this.brokenPart = el("section", { hidden: true }, el("h2", {}, "Could not be read"), this.list);
    this.element = el("div", { class: "narrow reading" },
      el("h1", { tabindex: "-1" }, "Reading the returns"),
      this.bar,
      el("div", { class: "head" }, el("p", { class: "counted" }, this.counted, " ", this.slow), button("Cancel", "second", cancel)),
      this.names,
      this.brokenPart,
      strip(pickers, `Reading ${label}`, "or drop here: reading stops and starts again"));
    this.draw();
    this.ticking = setInterval(() => this.draw(), 500);
  }

  progress({ done, of, name }) {
    if (done !== this.done || name !== this.now) this.moved = performance.now();
    Object.assign(this, { done, of: of ?? this.of, now: name ?? "" });
    this.draw();
    this.tell();
  }

  broken({ name, why }) {
    this.unreadable.set(name, why);
    this.brokenPart.hidden = false;
    this.list.replaceChildren(...[...this.unreadable].map(([file, reason]) => el("li", {}, el("b", {}, baseName(file)), ` ${reason}`)));
    announce(`${baseName(name)} could not be read`);
  }

  draw() {
    this.bar.max = Math.max(1, this.of);
    this.bar.value = this.done;
    this.counted.textContent = `${number(this.done)} of ${count(this.of, "file")} read.`;
    const waited = performance.now() - this.moved;
    const long = waited > LONG && this.now && this.done < this.of;
    this.slow.textContent = long ? `One file takes long${this.workers ? "; the others go on" : ""}.` : "";
    const since = Math.round(waited / 1000);
    const limit = long && this.workers && since < LIMIT ? ` (${count(since, "second")}, given up after ${LIMIT})` : "";
    this.names.textContent = this.now ? `Now: ${this.now}${limit}` : "";
  }

  /** Every quarter, and not too often. */
  tell() {
    const quarter = Math.floor((this.done / Math.max(1, this.of)) * 4);
    const now = performance.now();
    if (quarter <= this.announced.quarter || quarter >= 4 || now - this.announced.at < PAUSE) return;
    this.announced = { quarter, at: now };
    announce(`${number(this.done)} of ${count(this.of, "file")} read`);
  }

  end() {
    clearInterval(this.ticking);
  }
}
