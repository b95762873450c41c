// Joins the page: module, glue, style and scripts into one file without any reference to another.
//
//   node build.mjs GLUE MODULE LICENCES OUT
//
// GLUE and MODULE are what wasm-bindgen writes (--target no-modules); LICENCES is a JSON file: [{ name, version, licence, text }].
// The same source gives the same bytes.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { licenceTexts } from "./licence_texts.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** The oldest browsers that have all that the page needs: for the stream that unpacks, and for modules in workers' scripts. */
const TARGET = ["chrome97", "edge97", "firefox113", "safari16.4"];

const [glueFile, moduleFile, licencesFile, out] = process.argv.slice(2);

async function bundle(entry, virtual) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    write: false,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    format: "iife",
    target: TARGET,
    plugins: [provide(virtual)],
  });
  return result.outputFiles[0].text;
}

/** Modules that the build makes: "ksfgrid:name" → their source. */
function provide(virtual) {
  return {
    name: "ksfgrid",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^ksfgrid:/ }, ({ path }) => ({ path, namespace: "ksfgrid" }));
      onLoad({ filter: /.*/, namespace: "ksfgrid" }, ({ path }) => virtual[path.slice("ksfgrid:".length)]);
    },
  };
}

/** Each call makes an instance of its own: the glue keeps its state in variables. */
function factory(glue) {
  return { contents: `export function create(announce) {\n${glue}\nreturn wasm_bindgen;\n}`, loader: "js" };
}

const packed = (bytes) => gzipSync(bytes, { level: 9 }).toString("base64");
const text = (contents) => ({ contents, loader: "text" });
const hash = (source) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
const escaped = (value) => String(value).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What people ask for first, and behind it everything. */
const FIRST = ["ksfgrid", "calamine", "rust_xlsxwriter"];

function licenceTables(licences) {
  const first = FIRST.map((name) => licences.find((part) => part.name === name)).filter(Boolean);
  return `${licenceTable(first)}
<details class="plain-details"><summary><b>All ${licences.length} libraries, versions and licences</b></summary>${licenceTable(licences)}</details>
<details id="licence-texts" class="plain-details"><summary><b>The texts of these licences</b></summary><pre tabindex="0" aria-label="The texts of these licences"></pre></details>`;
}

function licenceTable(licences) {
  const row = ({ name, version, licence }) => `<tr><td>${[name, version, licence].map(escaped).join("</td><td>")}</td></tr>`;
  const head = "<thead><tr><th scope=\"col\">Part</th><th scope=\"col\">Version</th><th scope=\"col\">Licence</th></tr></thead>";
  return `<table>${head}<tbody>${licences.map(row).join("")}</tbody></table>`;
}

const version = (await readFile(join(here, "../../../Cargo.toml"), "utf8")).match(/^version = "(.*)"/m)[1];
const licences = JSON.parse(await readFile(licencesFile, "utf8"));
const virtual = { glue: factory(await readFile(glueFile, "utf8")) };
virtual.worker = text(await bundle("engine/worker.js", virtual));
virtual.module = text(packed(await readFile(moduleFile)));
virtual.licences = text(packed(licenceTexts(licences)));
const script = (await bundle("main.js", virtual)).trim();
const style = (await bundle("style/main.css", virtual)).trim();

// What stands between the tags of an element is what its hash is of.
let page = await readFile(join(here, "page.html"), "utf8");
const scripts = [script];
page = page.replace(/<script>([^]*?)<\/script>/g, (element, source) => {
  scripts.push(source);
  return element;
});
const csp = [
  "default-src 'none'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  `script-src ${scripts.map(hash).join(" ")} 'wasm-unsafe-eval'`,
  "worker-src blob:",
  `style-src ${hash(style)}`,
].join("; ");
const parts = {
  "{{csp}}": csp,
  "{{version}}": version,
  "{{licences}}": licenceTables(licences),
  "<!-- style -->": `<style>${style}</style>`,
  "<!-- script -->": `<script>${script}</script>`,
};
for (const [mark, part] of Object.entries(parts)) page = page.replaceAll(mark, () => part);
await writeFile(out, page);
