// Findings by kind of fault: what is the same of many files is told once, with a table of where.

import { el, button, fill, table } from "../dom.js";
import { asTable, copyText } from "../copy.js";
import { count, number, quoted } from "../words.js";
import { openable, tag } from "./finding.js";

/** As many lines of a kind are shown at first, and at most. */
const FIRST = 4;
const MOST = 200;

const COLUMNS = [
  ["Cluster", (finding) => finding.cluster],
  ["School", (finding) => finding.school],
  ["KSF", (finding) => finding.ksf === null || finding.ksf === undefined ? null : `KSF ${finding.ksf}`],
  ["Typed", (finding) => finding.value],
  ["File", (finding) => finding.file],
  ["Sheet", (finding) => finding.sheet],
  ["Cell", (finding) => finding.cell],
  ["Found", (finding) => finding.found],
];

/** The kinds of the findings with these indexes. */
export function kindsList(view, indexes) {
  const among = new Set(indexes);
  const kinds = view.kinds
    .map((kind) => ({ ...kind, findings: kind.findings.filter((index) => among.has(index)) }))
    .filter((kind) => kind.findings.length > 0);
  if (kinds.length === 0) return el("p", {}, "None.");
  return el("div", { class: "findings" }, kinds.map((kind) => kindLine(view, kind)));
}

function kindLine(view, kind) {
  const findings = kind.findings.map((index) => view.fixes[index]);
  const typed = [...new Set(findings.map((finding) => finding.value).filter(Boolean))].slice(0, 3);
  const summary = el("summary", {},
    el("span", { class: "marker", "aria-hidden": "true" }),
    tag(kind.severity),
    el("span", { class: "whose" },
      el("b", {}, `${number(findings.length)} × ${kind.title.replace(/\.$/, "")}`), el("span", { class: "quiet where" }, kind.code)),
    el("span", { class: "found" },
      el("span", { class: "closed" }, kind.remedy),
      el("span", { class: "when-open" }, typed.length > 0 ? `such as ${typed.map(quoted).join(", ")}` : kind.meaning)));
  return openable({ class: "finding kind" }, summary, () => opened(kind, findings));
}

function opened(kind, findings) {
  // Findings that say what was typed need no sentence beside them; the others are nothing without theirs.
  const used = COLUMNS.filter(([name, of]) => findings.some((one) => of(one)) && (name !== "Found" || !findings.some((one) => one.value)));
  const holder = el("div", {});
  const told = el("span", { class: "quiet told" });
  const draw = (many) => {
    const rows = findings.slice(0, many).map((finding) => used.map(([, of]) => of(finding) ?? ""));
    fill(holder, table(kind.title, used.map(([name]) => [name, name === "Found" ? "long" : null]), rows));
  };
  draw(FIRST);
  const all = Math.min(MOST, findings.length);
  const show = findings.length <= FIRST ? null : button(all < findings.length ? `Show ${number(all)}` : `Show all ${number(all)}`, "small", () => {
    draw(all);
    show.remove();
  });
  const copy = button(findings.length === 1 ? "Copy as a table for Excel" : `Copy these ${number(findings.length)} as a table for Excel`, "small", () =>
    copyText(asTable([used.map(([name]) => name), ...findings.map((finding) => used.map(([, of]) => of(finding)))]), copy,
      (text) => { told.textContent = text; }, `Copied: ${count(findings.length, "line")}. Paste them into Excel.`));
  return [
    el("p", {}, el("b", {}, "To do: "), kind.remedy),
    holder,
    el("p", { class: "bar" }, show, copy, told),
  ];
}
