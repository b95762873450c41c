// What became of each file, and how it was read.

import { el, button, fill, table } from "../dom.js";
import { announce } from "../announce.js";
import { copyText } from "../copy.js";
import { count, number } from "../words.js";
import { openable } from "./finding.js";

const PAGE = 100;

/** How many files there are, how many gave something, and how many could not be read. */
export function fileCounts(files) {
  const byFile = new Map();
  for (const row of files) byFile.set(row.file, [...(byFile.get(row.file) ?? []), row.status]);
  const statuses = [...byFile.values()];
  const used = /^(used|used in part|no rating used|combined|same as)/;
  return {
    all: byFile.size,
    used: statuses.filter((of) => of.some((status) => used.test(status))).length,
    unread: statuses.filter((of) => of.every((status) => status === "could not be read")).length,
  };
}

/** The section. `explain(path)` tells how a submitted file was read; `report`: the program's own report. */
export function filesSection(view, explain, open = false) {
  const counts = fileCounts(view.files);
  const others = counts.all - counts.used - counts.unread;
  const became = [`${number(counts.used)} used`, counts.unread > 0 && `${number(counts.unread)} could not be read`,
    others > 0 && `${number(others)} not used`].filter(Boolean).join(", ");
  const summary = el("summary", {}, el("b", {}, `Show all ${count(counts.all, "file")}`), ` (${became})`);
  const list = openable({ class: "plain-details", id: "all-files", open }, summary, () => filesTable(view.files, explain));
  if (open) list.fillOnce();
  return el("section", {},
    el("h2", { id: "files", tabindex: "-1" }, `Files: what became of each (${number(counts.all)})`),
    list,
    view.report?.length ? reportDetails(view.report) : null);
}

function filesTable(files, explain) {
  const holder = el("div", {});
  let shown = PAGE;
  const columns = [["File"], ["What became of it"], ["School"], ["Ratings used"], ["Why"]];
  const draw = () => {
    const rows = files.slice(0, shown).map((row) => fileRow(row, explain));
    fill(holder, table("Files", columns, rows), files.length > shown ? el("p", { class: "bar" },
      `${number(shown)} of ${number(files.length)} lines are shown.`,
      button(`Show ${number(Math.min(PAGE * 5, files.length - shown))} more`, "small", () => {
        const from = shown;
        shown += PAGE * 5;
        draw();
        holder.querySelectorAll("tbody button")[from]?.focus();
      })) : null);
  };
  draw();
  return holder;
}

function fileRow(row, explain) {
  const whole = /^used$|^ignored$/.test(row.status);
  const ratings = (row.rated ?? 0) + (row.missing ?? 0) + (row.rejected ?? 0);
  const why = el("button", { type: "button", class: "small", "aria-expanded": "false" }, "How it was read",
    el("span", { class: "unseen" }, `: ${row.file}`));
  const made = el("tr", {},
    el("th", { scope: "row" }, row.file, row.sheet ? el("span", { class: "quiet under" }, row.sheet) : null),
    el("td", { class: whole ? null : "strong" }, row.status),
    el("td", {}, row.school ?? (row.status === "ignored" ? "" : "not known")),
    el("td", {}, ratings > 0 ? `${number(row.rated)} of ${number(ratings)}` : "none"),
    el("td", {}, why));
  why.addEventListener("click", () => toggleWhy(made, why, row.file, explain));
  return made;
}

/** Shows how a file was read in a row of its own under it, or takes that away again. */
async function toggleWhy(row, why, file, explain) {
  if (why.getAttribute("aria-expanded") === "true") {
    row.nextElementSibling?.remove();
    why.setAttribute("aria-expanded", "false");
    return;
  }
  why.setAttribute("aria-expanded", "true");
  const holder = el("td", { colspan: "5" }, el("p", { class: "quiet" }, "One moment …"));
  row.after(el("tr", { class: "why" }, holder));
  fill(holder, await explanation(file, explain));
  announce(`How ${file} was read is shown below it`);
}

/** How a submitted file was read, sheet by sheet. Of a file in an archive the archive is told. */
export async function explanation(file, explain) {
  try {
    return reportText(await explain(file.split(" › ")[0]), `How ${file} was read`);
  } catch {
    return el("p", {}, "The file cannot be read again. Was it changed or moved? Drop the folder again.");
  }
}

/** Lines of the program with their tones. `label`: what readers are told that they are. */
function reportText(lines, label) {
  return el("pre", { class: "report", tabindex: "0", role: "region", "aria-label": label }, lines.map((line) => [
    line.map(({ text, tone }) => tone && tone !== "plain" ? el("span", { class: `tone-${tone}` }, text) : text), "\n"]));
}

function reportDetails(report) {
  const summary = el("summary", {}, el("b", {}, "Show the whole report as text"), " (as the program ksfgrid writes it)");
  return openable({ class: "plain-details" }, summary, () => {
    const told = el("span", { class: "quiet told" });
    const text = report.map((line) => line.map((span) => span.text).join("")).join("\r\n");
    const copy = button("Copy the report", "small", () => copyText(text, copy, (said) => { told.textContent = said; }, "Copied."));
    return [el("p", { class: "bar" }, copy, told), reportText(report, "The program’s report")];
  });
}
