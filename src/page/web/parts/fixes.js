// What to fix first: findings by file (a page at a time) or by kind of fault.

import { el, button, fill, focusOn, jump, radios, select } from "../dom.js";
import { announce } from "../announce.js";
import { copyText } from "../copy.js";
import { count, number } from "../words.js";
import { findingLine } from "./finding.js";
import { kindsList } from "./kinds.js";

/** As many findings of a severity are shown at once. */
const PAGE = 25;
/** More findings than these are shown by kind first. */
const MANY = 30;
/** Over several clusters, these. */
const FEW = 10;

const SECTIONS = [
  ["error", "Errors: counted in no figure"],
  ["warning", "Warnings: used or left out, better checked"],
  ["note", "Notes: good to know"],
];

/**
 * The section. `scope`: { view, fixes: indexes of the findings, clusters: those to choose from, { name, within }, or null, cluster: name of the cluster
 * in view or null, engine, toGrid, list: "file" | "kind" | null, onList }
 */
export class Fixes {
  constructor(scope) {
    this.scope = scope;
    this.view = scope.view;
    this.cluster = "";
    this.list = scope.list ?? (scope.fixes.length > (scope.cluster ? MANY : FEW) ? "kind" : "file");
    this.shown = { error: PAGE, warning: PAGE, note: PAGE };
    this.body = el("div", {});
    this.bar = el("div", { class: "bar" });
    const title = el("h2", { id: "what-to-fix", tabindex: "-1" }, "What to fix first");
    this.element = el("section", { class: "fixes" },
      title, el("p", {}, this.lead(), " ", jump("Back to the grid", scope.toGrid)), this.bar, this.body);
    this.meanings = new Map(this.view.kinds.map((kind) => [kind.code, kind.meaning]));
    this.names = new Map(this.view.framework?.ksfs.map((ksf) => [ksf.number, ksf.name]) ?? []);
    this.drawBar();
    this.draw();
  }

  lead() {
    const { fixes, cluster } = this.scope;
    if (fixes.length === 0) return "Nothing to fix.";
    if (fixes.length <= FEW || cluster) return "Ask the school, put its corrected return into the folder in place of the old one, and choose or drop the folder again.";
    const findings = fixes.map((index) => this.view.fixes[index]);
    const files = new Set(findings.map((one) => one.file).filter(Boolean)).size;
    const kinds = new Set(findings.map((one) => one.code)).size;
    return `${count(fixes.length, "point")} of ${count(kinds, "kind")} in ${count(files, "file")}. Errors count in no figure.`;
  }

  drawBar() {
    if (this.scope.fixes.length === 0) return;
    const told = el("span", { class: "quiet told" });
    const copy = button("Copy all texts for e-mails", "small", () => this.copyMails(copy, told));
    const { clusters } = this.scope;
    fill(this.bar,
      radios("List", [["file", "by file"], ["kind", "by kind of fault"]], this.list, (list) => this.setList(list)),
      clusters ? [
        el("label", { for: "fix-cluster" }, "Cluster"),
        select("fix-cluster", [["", "All"], ...clusters.map(({ name }, at) => [String(at), name])], this.cluster, (at) => this.setCluster(at)),
      ] : null,
      this.told().length > 0 ? copy : null,
      told);
  }

  setList(list) {
    this.list = list;
    this.scope.onList(list);
    this.draw();
    announce(list === "file" ? "Listed by file" : "Listed by kind of fault");
  }

  setCluster(at) {
    this.cluster = at;
    this.draw();
    announce(`${count(this.chosen().length, "finding")} of ${this.scope.clusters[at]?.name ?? "all clusters"}`);
  }

  /** The findings in view, as indexes. */
  chosen() {
    if (!this.cluster) return this.scope.fixes;
    const [authority, cluster] = this.scope.clusters[this.cluster].within;
    const isThere = ({ within }) => within?.[0] === authority && within[1] === cluster;
    return this.scope.fixes.filter((index) => isThere(this.view.fixes[index]));
  }

  /** The findings in view that a school is told about. */
  told() {
    return this.chosen().filter((index) => this.view.fixes[index].mail);
  }

  async copyMails(at, told) {
    const text = await this.scope.engine.mails(this.told());
    copyText(text, at, (came) => { told.textContent = came; });
  }

  draw() {
    const chosen = this.chosen();
    if (this.list === "kind") fill(this.body, kindsList(this.view, chosen));
    else fill(this.body, SECTIONS.map(([severity, title]) => this.section(severity, title, chosen)));
  }

  section(severity, title, chosen) {
    const of = chosen.filter((index) => this.view.fixes[index].severity === severity);
    const shown = of.slice(0, this.shown[severity]);
    const rules = {
      ksfName: (ksf) => this.names.get(ksf) ?? "",
      meaning: (code) => this.meanings.get(code) ?? null,
      details: (index) => this.scope.engine.details(index),
    };
    const lost = severity === "error" && of.length > 0 && of.every((index) => isLostFile(this.view.fixes[index]));
    return [
      el("h3", {}, `${lost && !this.scope.cluster ? "Files that could not be read" : title} (${number(of.length)})`),
      of.length === 0 ? el("p", {}, "None.") : el("div", { class: "findings" }, shown.map((index) =>
        findingLine(this.view.fixes[index], index, rules))),
      of.length > shown.length ? this.more(severity, of, shown.length) : null,
    ];
  }

  more(severity, of, from) {
    const next = Math.min(PAGE, of.length - from);
    const show = (many) => {
      this.shown[severity] += many;
      this.draw();
      focusOn(this.element.querySelector(`#finding-${of[from]} summary`));
    };
    return el("p", { class: "more" },
      `${number(from)} of ${number(of.length)} are shown.`,
      button(`Show ${number(next)} more`, "small", () => show(next)));
  }

  /** Near its beginning the list is shown from there; further down, the finding is at the top. */
  scrollTo(line) {
    const near = line.offsetTop - this.element.offsetTop < window.innerHeight / 2;
    (near ? this.element.querySelector("h2") : line).scrollIntoView({ block: "start" });
  }

  /** Opens a finding and puts the focus on it. */
  open(index) {
    if (this.list !== "file" || (this.cluster && !this.chosen().includes(index))) {
      this.list = "file";
      this.cluster = "";
      this.drawBar();
    }
    const { severity } = this.view.fixes[index];
    const of = this.chosen().filter((one) => this.view.fixes[one].severity === severity);
    this.shown[severity] = Math.max(this.shown[severity], of.indexOf(index) + 1);
    this.draw();
    const line = this.element.querySelector(`#finding-${index}`);
    if (!line) return;
    line.fillOnce();
    line.open = true;
    this.scrollTo(line);
    line.querySelector("summary").focus({ preventScroll: true });
  }
}

function isLostFile({ lost, school, file }) {
  return lost && !school && file;
}
