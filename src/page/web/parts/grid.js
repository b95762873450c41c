// The KSF grid as a table: KSFs down, schools (or clusters, or authorities) across.

import { el, unseen } from "../dom.js";
import { said } from "../words.js";

/** More columns than these stand with the number over the letter. */
const BESIDE = 12;

/** The pixels that a turned name takes for a letter and for a line. */
const LETTER = 7.3;
const LINE = 14;

/**
 * The table. `how`: { caption, order: "number" | "need", gap: (cell, row, column) → node, mean: heading of the means, counts: whether
 * low, medium and high are shown, foot: whether the averages of the columns are }
 */
export function ksfGrid(grid, framework, how) {
  const columns = grid.columns.length;
  const stacked = columns > BESIDE;
  const table = el("table", { class: `grid${stacked ? " stacked" : ""}${columns > 20 ? " many" : ""}` },
    el("caption", { class: "unseen" }, how.caption),
    widths(grid, how),
    head(grid, how),
    el("tbody", {}, ordered(grid, how.order).map((row) => bodyRow(row, grid, framework, how))),
    how.foot && grid.foot ? el("tfoot", {}, footRow(grid, framework, how)) : null);
  table.style.setProperty("--columns", columns);
  table.style.setProperty("--counts", how.counts ? 4 : 1);
  table.style.setProperty("--names", `${nameHeight(grid, stacked)}px`);
  return table;
}

/** The rows by number or by need; those without a rank stand last. */
export function ordered(grid, order) {
  if (order !== "need") return grid.rows;
  return [...grid.rows].sort((a, b) => (a.needRank ?? Infinity) - (b.needRank ?? Infinity) || a.ksf - b.ksf);
}

/** How high the heading must be so that the longest turned name fits its column. */
function nameHeight(grid, stacked) {
  const longest = Math.max(0, ...grid.columns.map((column) => column.name.length));
  const width = stacked ? 28 : Math.min(65, 590 / grid.columns.length);
  const lines = Math.max(1, Math.min(3, Math.floor(width / LINE)));
  // Names break between words, so that lines are not filled: a quarter more.
  const needed = (longest * LETTER) / lines * (lines > 1 ? 1.25 : 1);
  return Math.round(Math.min(260, Math.max(108, needed)));
}

function widths(grid, how) {
  const last = how.counts ? ["mean", "count", "count", "count", "count"] : ["mean", "count"];
  return el("colgroup", {}, ["ksf", ...grid.columns.map(() => "school"), ...last].map((kind) => el("col", { class: kind })));
}

function head(grid, how) {
  const turned = (text) => el("th", { scope: "col" }, el("span", { class: "turned" }, text));
  return el("thead", {}, el("tr", {},
    el("th", { scope: "col", class: "ksf" }, "KSF"),
    grid.columns.map((column) => turned(column.name)),
    turned(how.mean),
    how.counts ? ["Low", "Medium", "High"].map(turned) : null,
    turned("Need rank")));
}

function bodyRow(row, grid, framework, how) {
  const ksf = framework.ksfs[row.ksf];
  const cells = row.cells.map((cell, at) => gridCell(cell, framework, () => how.gap(cell, ksf, grid.columns[at].name)));
  return el("tr", {},
    el("th", { scope: "row", class: "ksf" }, el("span", { class: "number" }, ksf.number), el("span", {}, ksf.name)),
    cells,
    meanCell(row.mean, framework),
    how.counts ? [row.low, row.medium, row.high].map((count) => el("td", { class: "count" }, count)) : null,
    el("td", { class: row.needRank && row.needRank <= 3 ? "count strong" : "count" }, row.needRank ?? ""));
}

function footRow(grid, framework, how) {
  const { means, mean, low, medium, high } = grid.foot;
  return el("tr", {},
    el("th", { scope: "row", class: "ksf" }, "Average over all KSFs"),
    means.map((one) => meanCell(one, framework)),
    meanCell(mean, framework),
    how.counts ? [low, medium, high].map((count) => el("td", { class: "count strong" }, count)) : null,
    el("td", { class: "count" }));
}

function gridCell(cell, framework, gap) {
  if (cell.rating !== undefined) return shaded(String(cell.rating), cell.band, framework);
  if (cell.mean) return meanCell(cell.mean, framework);
  if (cell.gap) return el("td", { class: "gap" }, gap());
  return el("td", { class: "empty" }, unseen("nobody answered"));
}

/** A cell with a mean, or an empty one. */
export function meanCell(mean, framework) {
  return mean ? shaded(mean.text, mean.band, framework, "mean") : el("td", { class: "empty mean" });
}

function shaded(text, band, framework, kind = "") {
  const letter = letterOf(band, framework);
  return el("td", { class: `${band} ${kind}`.trim() },
    el("span", { class: "seen", "aria-hidden": "true" }, text, " ", el("span", { class: "letter" }, letter)),
    unseen(said(text, band)));
}

function letterOf(band, framework) {
  return framework.bands.find((one) => one.band === band)?.letter ?? "";
}

/** The key under a grid. */
/** In `short`, for a projector and for paper, the bands have their names alone. */
export function key(framework, gap, { meaning = "no rating that can be used", short = false } = {}) {
  return el("ul", { class: "key", "aria-label": "Key" },
    framework.bands.map((one) => el("li", {},
      el("span", { class: `sample ${one.band}` }, `${range(one)} ${one.letter}`), el("span", {}, short ? upperFirst(one.band) : one.meaning))),
    el("li", {}, el("span", { class: "sample gap" }, el("span", { class: "dash" }, gap)), el("span", {}, meaning)));
}

function upperFirst(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function range({ from, to }) {
  return from === to ? String(from) : `${from}–${to}`;
}
