// Clusters side by side, to find one and to open its grid; and local authorities likewise.

import { el, fill, jump, newId, select, table } from "../dom.js";
import { announce } from "../announce.js";
import { count, listed, number } from "../words.js";
import { meanCell } from "./grid.js";

/** "25 of 26", or the number alone where no register says how many there are. */
export function returnedOf(returned, registered) {
  return registered === null || registered === undefined ? number(returned ?? 0) : `${number(returned)} of ${number(registered)}`;
}

/** "KSF 10, 9, 2": the numbers of the first three needs. */
export function firstNeeds(grid, framework) {
  const first = grid.rows.filter((row) => row.needRank && row.needRank <= 3).sort((a, b) => a.needRank - b.needRank);
  return first.length === 0 ? "" : `KSF ${first.map((row) => framework.ksfs[row.ksf].number).join(", ")}`;
}

const meanOf = (cluster) => Number.parseFloat(cluster.grid.foot?.mean?.text ?? "Infinity");

const ORDERS = {
  name: () => 0,
  average: (a, b) => meanOf(a) - meanOf(b),
  "to fix": (a, b) => b.toFix - a.toFix,
  "not returned": (a, b) => missing(b) - missing(a),
};

function missing({ registered, returned }) {
  return registered === null || registered === undefined ? 0 : registered - returned;
}

/** As many clusters are in the table at once; finding narrows them. */
const MOST = 100;

/** The section. `clusters`: [{ cluster, open }]; opening shows its grid. */
export function clustersSection(clusters, framework) {
  const findId = newId("find");
  const sortId = newId("sort");
  const holder = el("div", {});
  let order = "name";
  const field = el("input", { id: findId, type: "search", autocomplete: "off", on: { input: () => draw(true) } });
  const draw = (tell) => {
    const wanted = field.value.trim().toLowerCase();
    const matching = clusters.map((one) => ({ ...one, hit: hit(one.cluster, wanted) })).filter((one) => one.hit !== null);
    if (ORDERS[order] !== ORDERS.name) matching.sort((a, b) => ORDERS[order](a.cluster, b.cluster));
    fill(holder, matching.length === 0 ? el("p", {}, "No cluster or school is called so.") : clustersTable(matching.slice(0, MOST), framework),
      matching.length > MOST ? el("p", { class: "quiet" }, `${MOST} of ${number(matching.length)} are shown. Type a name to find the others.`) : null);
    if (tell) announce(count(matching.length, "cluster"));
  };
  const sorted = select(sortId, Object.keys(ORDERS).map((name) => [name, name]), order, (name) => {
    order = name;
    draw(false);
    announce(`Sorted by ${name}`);
  });
  draw(false);
  return el("section", {},
    el("h2", { id: "clusters", tabindex: "-1" }, `Clusters (${number(clusters.length)})`),
    el("div", { class: "bar" },
      el("label", { for: findId }, "Find a cluster or school"), field,
      el("label", { for: sortId }, "Sort by"), sorted),
    holder);
}

/** Which schools of a cluster match; null if neither they nor its name do. */
function hit(cluster, wanted) {
  if (wanted === "" || cluster.name.toLowerCase().includes(wanted)) return [];
  const schools = cluster.grid.columns.map((column) => column.name).filter((name) => name.toLowerCase().includes(wanted));
  return schools.length > 0 ? schools : null;
}

function clustersTable(clusters, framework) {
  const columns = [["Cluster"], ["Returned", "right"], ["Average", "centre"], ["First three needs", "whole"], ["To fix", "right"], ["Open"]];
  const rows = clusters.map(({ cluster, open, hit: schools }) => [
    schools.length === 0 ? cluster.name : [cluster.name, el("span", { class: "quiet under" }, listed(schools.slice(0, 3)))],
    returnedOf(cluster.returned ?? cluster.grid.columns.length, cluster.registered),
    meanCell(cluster.grid.foot?.mean, framework),
    firstNeeds(cluster.grid, framework),
    number(cluster.toFix),
    jump("Grid", open, { "aria-label": `Grid of ${cluster.name}` }),
  ]);
  return table("Clusters", columns, rows);
}

/** The local authorities side by side. `authorities`: [{ authority, errors, open }] */
export function authoritiesSection(authorities, view, showFiles) {
  const columns = [["Local authority"], ["Clusters", "right"], ["Returned", "right"], ["Average", "centre"], ["First three needs", "whole"],
    ["Errors", "right"], ["Open"]];
  const rows = authorities.map(({ authority, errors, open }, at) => {
    const sum = (field) => authority.clusters.reduce((total, cluster) => total + (cluster[field] ?? 0), 0);
    const registered = authority.clusters.every((cluster) => cluster.registered === null) ? null : sum("registered");
    const schools = authority.clusters.reduce((total, cluster) => total + cluster.grid.columns.length, 0);
    const grid = authority.averages ?? authority.clusters[0]?.grid;
    return [
      authority.name,
      number(authority.clusters.length),
      returnedOf(registered === null ? schools : sum("returned"), registered),
      meanCell(view.national?.foot?.means?.[at] ?? grid?.foot?.mean, view.framework),
      grid ? firstNeeds(grid, view.framework) : "",
      number(errors),
      jump("Clusters", open, { "aria-label": `Clusters of ${authority.name}` }),
    ];
  });
  return el("section", {},
    el("h2", { id: "authorities", tabindex: "-1" }, "Local authorities"),
    table("Local authorities", columns, rows),
    el("p", { class: "below" }, "Is that one authority too many? A folder’s name may stand for one. See ",
      jump("what became of each file", showFiles), ", or set the local authority under Options."));
}
