// What was read: the grid in view, what to fix, and the way to the workbook.

import { el, button, fill, focusOn, jump, radios, select } from "../dom.js";
import { announce } from "../announce.js";
import { count, number } from "../words.js";
import { figuresLine, notReturned, registeredOf, scopeOf } from "../scope.js";
import { key, ksfGrid } from "../parts/grid.js";
import { errorLine } from "../parts/error_line.js";
import { Fixes } from "../parts/fixes.js";
import { authoritiesSection, clustersSection } from "../parts/clusters.js";
import { notReturnedSection } from "../parts/not_returned.js";
import { prioritiesSection, sentencesSection } from "../parts/sections.js";
import { fileCounts, filesSection } from "../parts/files.js";

/**
 * `state`: { view, place, order, list, said (what just happened), options }; `on`: save(), large(), print(), names(), placed(place),
 * ordered(order), listed(list), explain(path)
 */
export class Done {
  constructor(state, strip, on) {
    this.state = state;
    this.on = on;
    this.view = state.view;
    this.title = el("h1", { tabindex: "-1" });
    this.line = el("p", { class: "quiet figures" });
    this.more = el("p", { class: "quiet" });
    this.saveButton = button("", "first", on.save);
    this.largeButton = button("Show large", "second", on.large, { id: "show-large" });
    this.printButton = button("", "second", on.print);
    this.errors = el("div", {});
    this.choice = el("div", { class: "bar places" });
    this.body = el("div", {});
    this.elements = [
      strip,
      el("div", { class: "head done-head" },
        el("div", { class: "titles" }, this.title, this.line, this.more),
        el("div", { class: "row buttons" }, this.saveButton, this.largeButton, this.printButton)),
      this.errors, this.choice, this.body,
    ];
    this.draw();
  }

  get scope() {
    return scopeOf(this.view, this.state.place);
  }

  draw() {
    const scope = this.scope;
    this.current = scope;
    this.title.textContent = this.state.title ?? scope.title;
    this.say(this.state.said);
    this.drawButtons(scope);
    this.drawErrors(scope);
    this.drawChoice(scope);
    this.drawBody(scope);
  }

  /** The line under the title: figures, and what just happened. */
  say(text) {
    this.state.said = text;
    const scope = this.current;
    const elsewhere = scope.whole || text ? "" : `${this.whole()}.`;
    this.line.textContent = [figuresLine(this.view, scope), text || elsewhere].filter(Boolean).join(" ");
  }

  whole() {
    const { authorities, title } = this.view;
    const clusters = authorities.reduce((sum, one) => sum + one.clusters.length, 0);
    return `${title}: ${count(clusters, "cluster")}`;
  }

  drawButtons(scope) {
    const { save, authorities } = this.view;
    const zip = /\.zip$/i.test(save.name);
    const more = this.state.options.packs || this.state.options.data;
    const clusters = authorities.reduce((sum, one) => sum + one.clusters.length, 0);
    const ofAll = scope.whole ? "" : ` of all ${number(clusters)}`;
    this.saveButton.textContent = !zip ? `Save workbook${ofAll}` : more ? "Save everything (zip)" : "Save workbooks (zip)";
    this.more.textContent = !zip || !scope.whole ? "" : more || authorities.length < 2
      ? `The zip holds: ${save.what}. Unpack it before you open them.`
      : "The zip holds a workbook for each authority and “National summary.xlsx”. Unpack it before you open them.";
    this.largeButton.hidden = !scope.grid;
    this.printButton.textContent = scope.grid ? "Print the grid" : "Print this table";
  }

  drawErrors(scope) {
    const missing = notReturned(this.view, scope);
    fill(this.errors, errorLine({
      view: this.view, fixes: scope.fixes, several: scope.level !== "cluster", within: scope.whole ? null : scope.title,
      notReturned: missing.reduce((sum, group) => sum + group.schools.length, 0), names: this.view.names?.length ?? 0,
    }, {
      finding: (index) => this.openFinding(index),
      fixes: () => this.goTo("what-to-fix"),
      notReturned: () => this.goTo("not-returned"),
      names: this.on.names,
    }));
  }

  /** Which authority and cluster are in view, where there are several. */
  drawChoice(scope) {
    const { authorities } = this.view;
    const { place } = this.state;
    const focused = document.activeElement?.id;
    const several = authorities.length > 1;
    const clusters = scope.authority?.clusters ?? authorities.flatMap((one) => one.clusters);
    const parts = [];
    if (several) parts.push(...this.authorityChoice(authorities, place));
    if (scope.authority ? clusters.length > 1 : several) parts.push(...this.clusterChoice(scope, clusters, place));
    fill(this.choice, parts, parts.length > 0 && scope.level !== "cluster" && !several ? el("b", { class: "far" }, "Averages by cluster") : null);
    this.choice.hidden = parts.length === 0;
    if (focused && this.choice.querySelector(`#${focused}`)) document.getElementById(focused).focus();
  }

  authorityChoice(authorities, place) {
    const all = [["", `All ${authorities.length} authorities`], ...authorities.map((one, at) => [String(at), one.name])];
    const chosen = place.authority === null ? "" : String(place.authority);
    return [el("label", { for: "authority" }, "Local authority"),
      select("authority", all, chosen, (value) => this.goToPlace({ authority: value === "" ? null : Number(value), cluster: null }))];
  }

  clusterChoice(scope, clusters, place) {
    const all = [["", `All ${number(clusters.length)} clusters`]];
    if (scope.authority) clusters.forEach((one, at) => all.push([String(at), one.name]));
    else this.view.authorities.forEach((authority, a) => authority.clusters.forEach((one, c) => all.push([`${a}/${c}`, `${authority.name}: ${one.name}`])));
    const chosen = place.cluster === null ? "" : String(place.cluster);
    const go = (value) => {
      const [a, c] = value.includes("/") ? value.split("/").map(Number) : [place.authority, value === "" ? null : Number(value)];
      this.goToPlace({ authority: a, cluster: c });
    };
    const step = (by, text) => {
      const to = clusters[place.cluster + by];
      return to ? button(`${text}: ${to.name}`, "small", () => this.goToPlace({ ...place, cluster: place.cluster + by }), { id: `step-${text}` }) : null;
    };
    return [el("label", { for: "cluster" }, "Cluster"), select("cluster", all, chosen, go),
      ...(place.cluster === null || !scope.authority ? [] : [step(-1, "Previous"), step(1, "Next")])];
  }

  /** Shows another authority or cluster; the focus stays where it is, or goes to the title. */
  goToPlace(place, focusTitle = false) {
    this.state.place = place;
    this.state.said = "";
    this.on.placed(place);
    const stepped = document.activeElement?.id;
    this.draw();
    const scope = this.current;
    announce(scope.level === "cluster" ? `Grid of ${scope.title}` : scope.title);
    if (focusTitle) focusOn(this.title);
    else if (stepped?.startsWith("step-") && document.activeElement === document.body) document.getElementById("cluster")?.focus();
    if (focusTitle) window.scrollTo(0, 0);
  }

  drawBody(scope) {
    this.fixes = new Fixes({
      view: this.view, fixes: scope.fixes, engine: this.on.engine, toGrid: () => this.toGrid(), list: this.state.list, cluster: scope.cluster?.name ?? null,
      clusters: scope.level === "cluster" ? null : this.clustersToFix(scope), onList: (list) => { this.state.list = list; this.on.listed(list); },
    });
    const missing = notReturned(this.view, scope);
    const clusters = scope.cluster ? [scope.cluster] : this.clustersOf(scope).map(({ cluster }) => cluster);
    const byScope = { cluster: () => this.ofCluster(scope), authority: () => this.ofAuthority(scope), all: () => this.ofAll() };
    fill(this.body,
      byScope[scope.level](),
      this.fixes.element,
      scope.level === "cluster" ? prioritiesSection(scope.cluster.priorities, this.view.framework) : null,
      missing.length > 0 ? notReturnedSection(missing, {
        registered: registeredOf(this.view, scope, clusters).registered,
        unread: scope.whole ? fileCounts(this.view.files).unread : 0, severalAuthorities: scope.level === "all",
      }) : null,
      scope.whole ? filesSection(this.view, this.on.explain) : null);
  }

  clustersOf(scope) {
    const authorities = scope.authority ? [scope.authority] : this.view.authorities;
    return authorities.flatMap((authority) => authority.clusters.map((cluster, at) => ({
      cluster, open: () => this.goToPlace({ authority: this.view.authorities.indexOf(authority), cluster: at }, true),
    })));
  }

  /** The clusters in view that have findings; with their authority where there are several. */
  clustersToFix(scope) {
    const { authorities, fixes } = this.view;
    const known = new Set(scope.fixes.map((index) => String(fixes[index].within)));
    const all = authorities.flatMap((authority, a) => authority.clusters.map((cluster, c) => ({
      name: scope.level === "all" ? `${authority.name}: ${cluster.name}` : cluster.name, within: [a, c],
    })));
    const found = all.filter(({ within }) => known.has(String(within)));
    return found.length > 1 ? found : null;
  }

  ofCluster(scope) {
    return [this.gridPart(scope, true), sentencesSection(scope.cluster.sentences)];
  }

  ofAuthority(scope) {
    return [scope.grid ? this.gridPart(scope, false) : null, clustersSection(this.clustersOf(scope), this.view.framework)];
  }

  ofAll() {
    const { view } = this;
    const rows = view.authorities.map((authority, at) => ({
      authority, open: () => this.goToPlace({ authority: at, cluster: null }, true),
      errors: view.fixes.filter((one) => one.severity === "error" && one.within?.[0] === at).length,
    }));
    return [
      authoritiesSection(rows, view, () => this.showFiles()),
      view.national ? el("section", {},
        el("h2", {}, "Averages by authority"), this.gridPart(this.current, false)) : null,
    ];
  }

  gridPart(scope, order) {
    const holder = el("div", { class: "grid-region", role: "region", "aria-label": `KSF grid of ${scope.title}`, tabindex: "0" });
    const draw = () => fill(holder, ksfGrid(scope.grid, this.view.framework, {
      caption: `KSF grid of ${scope.title}`, order: this.state.order, mean: scope.mean, counts: scope.counts, foot: scope.foot,
      gap: (cell, ksf, column) => this.gapLink(cell, ksf, column),
    }));
    draw();
    return el("div", { class: "grid-part" },
      scope.level === "all" ? null : el("h2", { class: "unseen" }, "KSF grid"),
      holder, key(this.view.framework, "gap"),
      order ? el("div", { class: "bar order" },
        radios("Order of rows", [["number", "KSF number"], ["need", "need"]], this.state.order, (chosen) => {
          this.state.order = chosen;
          this.on.ordered(chosen);
          draw();
          announce(chosen === "need" ? "Rows in need order" : "Rows in KSF order");
        }),
        el("span", { class: "quiet" }, "To change a rating, save the workbook and type over it in Excel.")) : null);
  }

  gapLink(cell, ksf, column) {
    const dashed = el("span", { class: "dash" }, "gap");
    if (cell.fix === null || cell.fix === undefined) return dashed;
    return jump(dashed, () => this.openFinding(cell.fix), {
      class: "gap-link", "aria-label": `Gap: ${column}, KSF ${ksf.number}. What to fix`,
    });
  }

  openFinding(index) {
    this.fixes.open(index);
  }

  goTo(id) {
    const heading = document.getElementById(id);
    heading?.scrollIntoView({ block: "start" });
    focusOn(heading);
  }

  toGrid() {
    window.scrollTo(0, 0);
    focusOn(this.title);
  }

  showFiles() {
    const list = document.getElementById("all-files");
    if (list) list.open = true;
    this.goTo("files");
  }
}
