// One finding: its line, and what stands under it when it is opened.

import { el, button, newId } from "../dom.js";
import { copyField } from "../copy.js";
import { found, where, whose } from "../words.js";

const TAGS = { error: "Error", warning: "Warning", note: "Note" };

/** How severe something is, in words and in a shape of its own: never in a band's colour. */
export function tag(severity) {
  return el("span", { class: `tag ${severity}` }, TAGS[severity]);
}

/** An element that is filled when it is opened for the first time. */
export function openable(attributes, summary, content) {
  const made = el("details", attributes, summary);
  const body = el("div", { class: "opened" });
  made.append(body);
  made.fillOnce = () => {
    if (!body.firstChild) body.append(...[content()].flat(Infinity).filter(Boolean));
  };
  made.addEventListener("toggle", () => made.open && made.fillOnce());
  return made;
}

/**
 * A finding as a line that opens. `rules`: ksfName gives a KSF's name by its number, meaning what a rule's findings mean, details
 * more about a finding by its index, when it comes.
 */
export function findingLine(finding, index, rules) {
  const summary = el("summary", {},
    el("span", { class: "marker", "aria-hidden": "true" }),
    tag(finding.severity),
    el("span", { class: "whose" },
      el("b", {}, whose(finding)), el("span", { class: "quiet where" }, where(finding))),
    el("span", { class: "found" },
      el("span", {}, found(finding)),
      el("span", { class: "quiet to-do" }, finding.remedy ? `To do: ${finding.remedy}` : "")));
  return openable({ class: "finding", id: `finding-${index}` }, summary, () => opened(finding, index, rules));
}

function opened(finding, index, rules) {
  const left = el("div", { class: "facts" }, facts(finding, rules));
  const right = el("div", { class: "mail" });
  rules.details(index).then((more) => {
    if (more?.around) left.append(around(more.around));
    if (finding.mail && more?.mail) right.append(...mail(finding, more.mail));
  });
  return finding.mail ? [left, right] : [left];
}

function facts(finding, { ksfName, meaning }) {
  const ksf = finding.ksf;
  const rows = [
    ["File", finding.file],
    ["Sheet", finding.sheet],
    ["Cell", finding.cell],
    ["Rating", ksf === null || ksf === undefined ? null : `KSF ${ksf} ${ksfName(ksf)}`],
    ["Found", finding.cell ? null : finding.found],
    ["To do", finding.remedy ? el("b", {}, finding.remedy) : null],
    ["Until then", untilThen(finding, meaning)],
    ["Rule", `${finding.code} on the workbook’s sheet Findings`],
  ];
  return el("dl", {}, rows.filter(([, value]) => value).map(([name, value]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/** What holds as long as nothing is done about it. */
function untilThen(finding, meaning) {
  const ofRating = finding.severity === "error" && finding.ksf !== null && finding.ksf !== undefined;
  if (ofRating) return "This rating is a gap and counts in no figure.";
  return meaning(finding.code);
}

/** The cells around the one that is meant. */
function around({ columns, rows, at: [atRow, atColumn] }) {
  const cell = (text, row, column) => {
    const meant = row === atRow && column === atColumn;
    return el("td", { class: meant ? "meant" : null }, meant ? el("strong", {}, text) : text);
  };
  return el("div", { class: "around" },
    el("h4", {}, "In the return"),
    el("div", { class: "scroll" }, el("table", { class: "cells" },
      el("caption", { class: "unseen" }, "The cells around it"),
      el("thead", {}, el("tr", {}, ["Row", ...columns].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rows.map((row, at) => el("tr", {},
        el("th", { scope: "row" }, row.row), row.cells.map((text, column) => cell(text, at, column))))))));
}

function mail(finding, text) {
  const id = newId("mail");
  const lines = text.split("\n").length;
  const field = el("textarea", { id, readonly: true, rows: Math.min(14, lines + 1), spellcheck: "false" });
  field.value = text;
  const told = el("p", { class: "quiet told" });
  return [
    el("label", { for: id }, finding.school ? "Text for the e-mail to the school" : "Text for the e-mail"),
    field,
    button("Copy text for the e-mail", "second", () => copyField(field, (came) => { told.textContent = came; })),
    told,
  ];
}
