// The grid alone, large: for a projector. What is to fix is not shown before a room of schools.

import { el, button, fill, radios } from "../dom.js";
import { announce } from "../announce.js";
import { count } from "../words.js";
import { key, ksfGrid } from "../parts/grid.js";

/** `scope` as in scope.js; `closed()` is called once */
export class Large {
  constructor(scope, framework, { order, period, ordered, closed }) {
    this.closed = closed;
    this.order = order;
    const columns = scope.level === "cluster" ? "school" : scope.level === "authority" ? "cluster" : "authority";
    const many = count(scope.grid.columns.length, columns, columns === "authority" ? "authorities" : undefined);
    const holder = el("div", { class: "large-grid", role: "region", "aria-label": `KSF grid of ${scope.title}`, tabindex: "0" });
    const draw = () => fill(holder, ksfGrid(scope.grid, framework, {
      caption: `KSF grid of ${scope.title}`, order: this.order, mean: scope.mean, counts: false, foot: false,
      gap: () => el("span", { class: "dash" }, el("span", { "aria-hidden": "true" }, "–"), el("span", { class: "unseen" }, "no rating")),
    }));
    draw();
    this.close = button("Close", "second", () => this.end());
    this.element = el("main", { class: `large${scope.grid.columns.length > 12 ? " dense" : ""}`, "aria-label": `${scope.title}, large` },
      el("div", { class: "head" },
        el("h1", { tabindex: "-1" }, scope.title),
        el("p", {}, [many, period].filter(Boolean).join(", ")),
        el("div", { class: "row" },
          radios("Rows by", [["number", "KSF"], ["need", "need"]], order, (chosen) => {
            this.order = chosen;
            ordered(chosen);
            draw();
            announce(chosen === "need" ? "Rows in need order" : "Rows in KSF order");
          }),
          this.close)),
      holder, key(framework, "–", { meaning: "no rating", short: true }));
    this.element.style.setProperty("--rows", scope.grid.rows.length);
    this.onKey = (event) => event.key === "Escape" && this.end();
    this.onScreen = () => { if (!document.fullscreenElement && this.wasFull) this.end(); else this.wasFull = true; };
  }

  /** Takes the whole screen; where that is refused, the window. */
  async show() {
    document.body.classList.add("is-large");
    document.body.append(this.element);
    document.addEventListener("keydown", this.onKey);
    document.addEventListener("fullscreenchange", this.onScreen);
    this.close.focus();
    try {
      await document.documentElement.requestFullscreen();
    } catch {
      this.wasFull = false;
    }
  }

  end() {
    if (!this.element.isConnected) return;
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("fullscreenchange", this.onScreen);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    document.body.classList.remove("is-large");
    this.element.remove();
    this.closed(this.order);
  }
}
