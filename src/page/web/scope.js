// What is in view: a cluster, an authority with its clusters, or several authorities; and what belongs to it.

import { baseName, count, inShort, number } from "./words.js";

/** Where the view opens: at the cluster if there is one, else over all of them. */
export function firstPlace(view) {
  const [only] = view.authorities.length === 1 ? view.authorities : [];
  return { authority: only ? 0 : null, cluster: only?.clusters.length === 1 ? 0 : null };
}

/** The same place after the returns were read again, as far as it is still there. */
export function samePlace(view, before, place) {
  const first = firstPlace(view);
  const authorityName = before.authorities[place.authority]?.name;
  const authority = view.authorities.findIndex((one) => one.name === authorityName);
  if (authority < 0) return first;
  const clusterName = before.authorities[place.authority].clusters[place.cluster]?.name;
  const cluster = view.authorities[authority].clusters.findIndex((one) => one.name === clusterName);
  return { authority, cluster: cluster < 0 ? first.cluster : cluster };
}

/**
 * What a place shows: { level: "cluster" | "authority" | "all", title, authority, cluster, grid, mean, counts, foot, fixes, whole }.
 * `whole` is true where everything that was read is in view.
 */
export function scopeOf(view, place) {
  const severalAuthorities = view.authorities.length > 1;
  const authority = place.authority === null ? null : view.authorities[place.authority];
  if (!authority) return allAuthorities(view);
  const at = place.cluster ?? (authority.clusters.length === 1 ? 0 : null);
  if (at === null) {
    return {
      level: "authority", title: severalAuthorities ? authority.name : view.title, authority, cluster: null, grid: authority.averages,
      mean: "All schools", counts: false, foot: false, whole: !severalAuthorities,
      fixes: indexes(view, (one) => !severalAuthorities || one.within?.[0] === place.authority),
    };
  }
  const cluster = authority.clusters[at];
  const whole = !severalAuthorities && authority.clusters.length === 1;
  return {
    level: "cluster", title: whole ? view.title : cluster.name, authority, cluster, grid: cluster.grid,
    mean: "Average", counts: true, foot: true, whole,
    fixes: indexes(view, (one) => whole || (one.within?.[0] === place.authority && one.within[1] === at)),
  };
}

function allAuthorities(view) {
  return {
    level: "all", title: view.title, authority: null, cluster: null, grid: view.national, mean: "All schools",
    counts: false, foot: false, whole: true, fixes: indexes(view, () => true),
  };
}

function indexes(view, belongs) {
  const all = [];
  view.fixes.forEach((finding, index) => belongs(finding) && all.push(index));
  return all;
}

/** How many ratings of a cluster's grid are used, and how many are gaps. */
export function gridCounts(grid) {
  let used = 0;
  let gaps = 0;
  for (const row of grid.rows) {
    for (const cell of row.cells) {
      if (cell.rating !== undefined) used += 1;
      else if (cell.gap) gaps += 1;
    }
  }
  return { used, gaps };
}

/** "9 schools, 88 of 90 ratings used." of the place in view. */
export function figuresLine(view, scope) {
  if (scope.level === "cluster") {
    const { used, gaps } = gridCounts(scope.grid);
    return `${count(scope.grid.columns.length, "school")}, ${number(used)} of ${number(used + gaps)} ratings used.`;
  }
  const clusters = scope.authority ? scope.authority.clusters : view.authorities.flatMap((one) => one.clusters);
  const schools = clusters.reduce((sum, cluster) => sum + cluster.grid.columns.length, 0);
  const { registered, returned } = registeredOf(view, scope, clusters);
  const came = registered === null ? count(schools, "school") : `${number(returned)} of ${count(registered, "school")} returned`;
  const { used, missing, rejected } = view.figures;
  const ratings = scope.whole && scope.level === "authority" ? `; ${number(used)} of ${number(used + missing + rejected)} ratings used` : "";
  return `${came}, in ${count(clusters.length, "cluster")}${ratings}.`;
}

/** How many schools are on the register, and returned; null without one. */
export function registeredOf(view, scope, clusters) {
  if (scope.whole) return { registered: view.figures.registered ?? null, returned: view.figures.returned ?? 0 };
  if (clusters.some((one) => one.registered === null || one.registered === undefined)) return { registered: null, returned: null };
  const sum = (field) => clusters.reduce((total, cluster) => total + (cluster[field] ?? 0), 0);
  return { registered: sum("registered"), returned: sum("returned") };
}

/** Who has not returned, of the place in view: [{ authority, cluster, schools }] */
export function notReturned(view, scope) {
  const authorities = scope.authority ? [scope.authority] : view.authorities;
  const groups = authorities.flatMap((one) => (one.notReturned ?? []).map((group) => ({ ...group, authority: one.name })));
  const here = scope.cluster && !scope.whole ? groups.filter((group) => group.cluster === scope.cluster.name) : groups;
  return here.filter((group) => group.schools.length > 0);
}

/** "Read again: 2 of 3 errors are settled, 1 is left." */
export function readAgain(before, view) {
  const identity = (one) => [one.code, one.file, one.sheet, one.cell, one.school, one.ksf].join("\n");
  const errors = (of) => of.fixes.filter((one) => one.severity === "error").map(identity);
  const earlier = errors(before);
  const now = errors(view);
  const known = new Set(earlier);
  const left = now.filter((one) => known.has(one)).length;
  const added = now.length - left;
  const settled = Math.max(0, earlier.length - left);
  const still = new Set(now);
  const gone = before.fixes.filter((one) => one.severity === "error" && !still.has(identity(one)));
  const named = gone.length > 0 && gone.length <= 3 ? ` Settled: ${gone.map(inShort).join("; ")}.` : "";
  const newOnes = added > 0 ? ` ${count(added, "error")} ${added === 1 ? "is" : "are"} new.` : "";
  const files = missingFiles(before, view);
  return `Read again: ${came(earlier.length, settled, left, named)}${newOnes}${files}`;
}

/** What came of the earlier errors. */
function came(earlier, settled, left, named) {
  if (earlier === 0) return "there was no error before.";
  if (left === 0) return earlier === 1 ? "the error is settled." : `all ${number(earlier)} errors are settled.`;
  const rest = `${number(left)} ${left === 1 ? "is" : "are"} left.`;
  if (settled === 0) return `no error is settled, ${rest}`;
  return `${number(settled)} of ${count(earlier, "error")} ${settled === 1 ? "is" : "are"} settled, ${rest}${named}`;
}

/** Files that were there and are not: an error that went with its file is not settled. */
function missingFiles(before, view) {
  const now = new Set(view.files.map((row) => row.file));
  const missing = [...new Set(before.files.map((row) => row.file))].filter((file) => !now.has(file));
  if (missing.length === 0) return "";
  const named = missing.slice(0, 3).map(baseName).join(", ") + (missing.length > 3 ? ` and ${number(missing.length - 3)} more` : "");
  return ` No longer there: ${named}.`;
}
