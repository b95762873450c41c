// What is printed: one A4 sheet of the grid in view, without what is to fix.

import { el } from "../dom.js";
import { baseName, today } from "../words.js";
import { figuresLine } from "../scope.js";
import { key, ksfGrid } from "../parts/grid.js";
import { sentencesSection } from "../parts/sections.js";

/** The sheet of the place in view. */
export function printSheet(view, scope, { order, period }) {
  const lost = [...new Set(scope.fixes.map((index) => view.fixes[index]).filter((one) => one.lost && !one.school && one.file).map((one) => baseName(one.file)))];
  const shown = lost.slice(0, 5).join(", ") + (lost.length > 5 ? ` and ${lost.length - 5} more files` : "");
  const about = [figuresLine(view, scope), period && `${period}.`, `Printed ${today()}.`, lost.length > 0 && `Not in the grid: ${shown}.`];
  const columns = scope.grid.columns.length;
  return el("section", { class: `sheet${columns > 12 ? " dense" : ""}`, "aria-label": "To print" },
    el("h1", {}, `KSF grid: ${scope.title}`),
    el("p", {}, about.filter(Boolean).join(" ")),
    ksfGrid(scope.grid, view.framework, {
      caption: `KSF grid of ${scope.title}`, order, mean: scope.mean, counts: scope.counts, foot: scope.foot,
      gap: () => el("span", { class: "dash" }, "–"),
    }),
    key(view.framework, "–", { short: true }),
    scope.cluster ? sentencesSection(scope.cluster.sentences) : null);
}
