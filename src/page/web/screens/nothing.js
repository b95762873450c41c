// Nothing could be used: which files there were, what they are, and what to do.

import { el, button, fill, table } from "../dom.js";
import { baseName, count, found } from "../words.js";
import { explanation } from "../parts/files.js";
import { zone } from "./first.js";

const MOST = 200;

/** `explain(path)`: how a submitted file was read */
export function nothingScreen(view, { pickers, status, options, explain }) {
  const rows = filesAndWhy(view);
  const box = el("div", { class: "box", role: "alert", tabindex: "-1" },
    el("h1", {}, "There is no grid to show"),
    el("p", {}, [view.nothing.what, view.nothing.remedy].filter(Boolean).join(" ")));
  const explained = rows.filter((row) => row.explained).slice(0, 10);
  return [
    box,
    rows.length > 0 ? el("div", { class: "plain-rows" }, table("Files", [["File"], ["What it is", "long"], ["What to do", "long"]],
      rows.slice(0, MOST).map(({ file, what, todo }) => [file, what, todo]))) : null,
    rows.length > MOST ? el("p", { class: "quiet" }, `${MOST} of ${count(rows.length, "file")} are shown.`) : null,
    el("div", { class: "why-lines" }, explained.map(({ file }) => whyLine(file, explain))),
    el("h2", {}, "Choose again"),
    zone(pickers, status),
    options,
  ];
}

/** Each file with what was found of it; of a file without a finding, what became of it. */
function filesAndWhy(view) {
  const findings = new Map();
  for (const finding of view.fixes) if (finding.file && !findings.has(finding.file)) findings.set(finding.file, finding);
  const files = [...new Set([...view.files.map((row) => row.file), ...findings.keys()])];
  return files.map((file) => {
    const finding = findings.get(file);
    if (finding) return { file, what: found(finding), todo: finding.remedy, explained: !/^F10[1-4]|F114|F116/.test(finding.code) };
    const row = view.files.find((one) => one.file === file);
    const what = row?.what ? `It is ${row.what}, and was not read.` : row?.status ?? "";
    return { file, what, todo: row?.status === "ignored" ? "Ask for the return as an Excel file." : "", explained: false };
  });
}

function whyLine(file, explain) {
  const holder = el("div", {});
  const show = button(`Why was ${baseName(file)} not read? Sheet by sheet`, "link", async () => {
    const open = show.getAttribute("aria-expanded") === "true";
    show.setAttribute("aria-expanded", String(!open));
    fill(holder, open ? null : await explanation(file, explain));
  }, { "aria-expanded": "false" });
  return el("div", { class: "why-line" }, show, holder);
}
