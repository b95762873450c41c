// The line under the buttons: how much is to fix, and links to it. It never stands in the way of saving.

import { el, jump } from "../dom.js";
import { count, inShort, baseName, listed } from "../words.js";

/** Up to this many errors are named. */
const NAMED = 3;

/**
 * The line. `scope`: { view, fixes, several: more than one cluster is in view, within: name of the one cluster of several or null,
 * notReturned: count, names: count }; `to`: finding(index), fixes(), notReturned(), names()
 */
export function errorLine(scope, to) {
  const of = (severity) => scope.fixes.filter((index) => scope.view.fixes[index].severity === severity);
  const parts = lead({ ...scope, errors: of("error"), warnings: of("warning") }, to);
  const none = parts.quiet ? " nothing" : "";
  return el("div", { class: `error-line${none}` }, el("b", {}, parts.text), parts.links, others(scope, to));
}

function lead(scope, to) {
  const { view, errors, warnings, several, within } = scope;
  const linkToFixes = jump("What to fix first", to.fixes);
  if (errors.length === 0) return withoutErrors(scope, linkToFixes);
  if (within) {
    const kinds = [count(errors.length, "error"), warnings.length > 0 && count(warnings.length, "warning")].filter(Boolean);
    return { text: `${listed(kinds)} to fix in ${within}.`, links: [linkToFixes] };
  }
  const named = () => errors.map((index) => jump(inShort(view.fixes[index]), () => to.finding(index)));
  if (several) return ofSeveral(scope, linkToFixes, to);
  if (errors.length <= NAMED) return { text: `${count(errors.length, "error")} to fix:`, links: named() };
  const files = new Set(errors.map((index) => view.fixes[index].file).filter(Boolean)).size;
  return { text: `${count(errors.length, "error")} to fix in ${count(files, "file")}.`, links: [linkToFixes] };
}

function withoutErrors({ view, warnings, within }, linkToFixes) {
  const where = within ? ` in ${within}` : "";
  if (warnings.length > 0) return { text: `No errors; ${count(warnings.length, "warning")} to check${where}.`, links: [linkToFixes] };
  const gaps = view.figures.missing + view.figures.rejected;
  return { text: gaps > 0 ? `Nothing to fix${where}.` : "Nothing to fix: every rating was used.", links: [], quiet: true };
}

/** Several clusters: everything is counted; files that nobody could read are named if there is nothing else. */
function ofSeveral(scope, linkToFixes, to) {
  const { view, errors, warnings, notReturned, names } = scope;
  const lost = errors.filter((index) => view.fixes[index].lost && !view.fixes[index].school);
  if (lost.length === errors.length && lost.length <= NAMED) {
    return {
      text: `${count(lost.length, "file")} could not be read: no school from ${lost.length === 1 ? "it" : "them"} is in a grid.`,
      links: lost.map((index) => jump(baseName(view.fixes[index].file ?? "What to fix first"), () => to.finding(index))),
    };
  }
  const nobody = new Set(lost.map((index) => view.fixes[index]).filter((one) => one.file && !one.within).map((one) => one.file)).size;
  const counted = [
    count(errors.length, "error"),
    warnings.length > 0 && count(warnings.length, "warning"),
    notReturned > 0 && `${notReturned} not returned`,
    names > 0 && `${count(names, "name")} to settle`,
  ].filter(Boolean).join(", ");
  const belongs = nobody > 0 && view.authorities.length > 1
    ? `; ${count(nobody, "file")} ${nobody === 1 ? "belongs" : "belong"} to no authority` : "";
  return { text: `${counted}${belongs}.`, links: [linkToFixes] };
}

function others({ notReturned, names, several }, to) {
  return [
    notReturned > 0 && jump(several ? "Not returned" : `Not returned (${notReturned})`, to.notReturned),
    names > 0 && jump(several ? "Names to settle" : `Names to settle (${names})`, to.names),
  ];
}
