// Joins lists of licences (see licences.mjs) to one text: node licence_file.mjs OUT LIST…

import { readFileSync, writeFileSync } from "node:fs";

import { licenceTexts } from "./web/licence_texts.mjs";

const [out, ...lists] = process.argv.slice(2);
const all = new Map();
for (const list of lists) {
  for (const part of JSON.parse(readFileSync(list, "utf8"))) all.set(`${part.name} ${part.version}`, part);
}
const parts = [...all.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
const table = parts.map(({ name, version, licence }) => `${name} ${version}: ${licence}`).join("\n");
writeFileSync(out, `What is built into ksfgrid, and under which licences.\n\n${table}\n\n\n${licenceTexts(parts)}`);
