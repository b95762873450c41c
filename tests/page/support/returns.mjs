// Returns of invented schools, as text tables.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./places.mjs";

/** The names of a framework file's success factors. */
function factorsOf(file) {
  return [...readFileSync(join(ROOT, file), "utf8").matchAll(/^name = "(.*)"/gm)].map(([, name]) => name);
}

export const KSFS = factorsOf("src/framework/extended-services.toml");

export const RATINGS = [7, 6, 5, 4, 3, 2, 8, 9, 10, 1];

/** A school's form. Each school's ratings differ a little, so that none is a copy of another. */
export function form(school, { cluster = "Riverside", ratings = ratingsOf(school), authority = "Northshire" } = {}) {
  const rows = KSFS.map((ksf, at) => `"${at + 1} ${ksf}",${ratings[at]}`);
  return [`School,${school}`, `Cluster,${cluster}`, `Local authority,${authority}`, "", "KSF,Rating", ...rows, ""].join("\r\n");
}

function ratingsOf(school) {
  const sum = [...school].reduce((total, letter, at) => total + letter.codePointAt(0) * (at + 1), 0);
  return RATINGS.map((rating, at) => ((rating + Math.floor(sum / 3 ** at)) % 10) + 1);
}

/** Forms of so many schools: { "School 1.csv": … } */
export function forms(many, named = (number) => `School ${number}.csv`) {
  const numbers = Array.from({ length: many }, (_, at) => at + 1);
  return Object.fromEntries(numbers.map((number) => [named(number), form(`Primary School ${number}`)]));
}

const STANDARDS = factorsOf("fixtures/frameworks/family-hubs.toml");

/** A form of the framework in fixtures/frameworks/family-hubs.toml. */
export function hubForm(school) {
  const rows = STANDARDS.map((standard, at) => `${at + 1} ${standard},${(at % 4) + 1}`);
  return [`School,${school}`, "Cluster,Hubs", "", "Standard,Rating", ...rows, ""].join("\r\n");
}
