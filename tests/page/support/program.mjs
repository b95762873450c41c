// The program beside the page: what it writes of the same returns, and what it finds.

import { execFile } from "node:child_process";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { newFolder } from "./folders.mjs";
import { PROGRAM, RETURNS } from "./places.mjs";

const run = promisify(execFile);
const MUCH = { maxBuffer: 256 * 1024 * 1024 };

/** Today by the computer's clock, as the page takes it. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The workbook that the program writes of these files and folders. */
export async function workbookOf(t, paths, ...options) {
  const out = join(await newFolder(t), "KSF.xlsx");
  await build(paths, out, options);
  return readFile(out);
}

/** All files that the program writes into a folder for people: path → bytes. */
export async function folderOf(t, paths, ...options) {
  const out = join(await newFolder(t), "written");
  await mkdir(out);
  await build(paths, `${out}/`, options);
  return filesIn(out);
}

/** The table of ratings that the program writes, as CSV or JSON lines. */
export async function tableOf(t, paths, format, ...options) {
  const folder = await newFolder(t);
  const out = join(folder, `Ratings.${format}`);
  await build(paths, `${folder}/written/`, ["--data", out, ...options]);
  return readFile(out);
}

function build(paths, out, options) {
  const date = options.includes("--as-of") ? [] : ["--as-of", today()];
  return run(PROGRAM, ["build", ...[paths].flat(), "-o", out, "--no-links", "--quiet", ...date, ...options], MUCH);
}

/** What the program finds in these files and folders. That there are errors is no failure. */
export async function checkOf(paths, ...options) {
  const asked = run(PROGRAM, ["check", ...[paths].flat(), "--format", "json", "--as-of", today(), ...options], MUCH);
  const { stdout } = await asked.catch((failed) => {
    if (failed.code === 1) return failed;
    throw failed;
  });
  return JSON.parse(stdout);
}

/** Writes generated returns of so many schools; → the folder. */
export async function generatedReturns(t, schools) {
  const folder = join(await newFolder(t), "England");
  await run(RETURNS, [String(schools), folder]);
  return folder;
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const forPeople = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  const paths = forPeople.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const read = paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path)]);
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}
