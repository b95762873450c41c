// Lists what is built into a target, with versions, licences and their texts.
//
//   node licences.mjs TARGET OUT [cargo options …]
//
// OUT is a JSON file: [{ name, version, licence, text }], sorted by name.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [target, out, ...options] = process.argv.slice(2);
const cargo = process.env.CARGO ?? "cargo";
const run = (...args) => execFileSync(cargo, args, { encoding: "utf8", maxBuffer: 2 ** 28 });

const metadata = JSON.parse(run("metadata", "--format-version", "1", "--locked", "--filter-platform", target, ...options));
const built = new Set(
  run("tree", "--locked", "--edges", "normal,no-proc-macro", "--target", target, "--prefix", "none", "--format", "{p}", ...options)
    .split("\n")
    .map((line) => line.split(" ").slice(0, 2).join(" "))
    .filter(Boolean),
);

/** The texts of a licence beside a package's manifest; of a crate without one, what its manifest says. */
function textOf({ manifest_path, authors, license }) {
  const folder = dirname(manifest_path);
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
  const texts = files.map((name) => join(folder, name)).filter((path) => existsSync(path)).map((path) => {
    try {
      return readFileSync(path, "utf8").trim();
    } catch {
      return "";
    }
  });
  return texts.filter(Boolean).join("\n\n") || `${license}. ${authors.join(", ")}`.trim();
}

const parts = metadata.packages
  .filter(({ name, version }) => built.has(`${name} v${version}`))
  .map((one) => ({ name: one.name, version: one.version, licence: one.license ?? "see its text", text: textOf(one) }))
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
writeFileSync(out, JSON.stringify(parts));
