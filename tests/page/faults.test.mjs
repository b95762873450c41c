// A file that breaks its reader, or that cannot be opened, is named; all else is read and saved.

import assert from "node:assert/strict";
import { chmod, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { strToU8, zipSync } from "fflate";

import { fileWith, folderWith } from "./support/folders.mjs";
import { abilities, openPage } from "./support/page.mjs";
import { FAULTY_PAGE } from "./support/places.mjs";
import { workbookOf } from "./support/program.mjs";
import { form, forms } from "./support/returns.mjs";

const DAMAGED = "The workbook is damaged or was cut short (its structure contradicts itself).";
const FAULTS = {
  "made panic.csv": DAMAGED,
  "made endless recursion.csv": DAMAGED,
  "made endless loop.csv": "Reading the file took longer than any return takes, and was stopped.",
  "made endless memory.csv": "Reading the file needed more memory than any return needs, and was stopped.",
};
const FOUR = Object.fromEntries(Object.keys(FAULTS).map((file) => [file, form(file)]));

/** Drops a folder, or chooses it where nothing can be dropped. */
const take = (page, folder) => (abilities.drop ? page.drop(folder) : page.chooseFolder(folder));
const FOLDER = { skip: !abilities.chooseFolder && "this browser's driver cannot choose folders" };

async function assertSchools(page, many) {
  assert.match(await page.text(".figures"), new RegExp(`^${many} schools?, ${many * 10} of ${many * 10} ratings used\\.`));
}

async function assertSavedAsByProgram(t, page, path) {
  assert.ok(Buffer.compare(Buffer.from((await page.save()).bytes), await workbookOf(t, path)) === 0);
}

test("of four files that break their readers each is named, all else is read and saved, and the page goes on", FOLDER, async (t) => {
  const folder = await folderWith(t, "Riverside", { ...forms(10), ...FOUR });
  const next = await folderWith(t, "Harbour", forms(3));
  const page = await openPage(t, { file: FAULTY_PAGE });
  await take(page, folder);
  await assertSchools(page, 10);
  assert.deepEqual(await page.findings(), FAULTS);
  assert.equal((await page.save()).name, "Riverside.xlsx");
  await take(page, next);
  await assertSchools(page, 3);
  await assertSavedAsByProgram(t, page, next);
});

test("in a zip, too, each is named by itself", async (t) => {
  const packed = Object.entries({ ...forms(10), ...FOUR }).map(([path, text]) => [path, strToU8(text)]);
  const zip = await fileWith(t, "inbox.zip", zipSync({ Riverside: Object.fromEntries(packed) }));
  const page = await openPage(t, { file: FAULTY_PAGE });
  await page.chooseFiles(zip);
  await assertSchools(page, 10);
  const within = Object.entries(FAULTS).map(([file, found]) => [`inbox.zip › Riverside › ${file}`, found]);
  assert.deepEqual(await page.findings(), Object.fromEntries(within));
  assert.match((await page.save()).name, /\.xlsx$/);
});

test("a folder of nothing but such files ends, and says what each is", FOLDER, async (t) => {
  const folder = await folderWith(t, "Riverside", FOUR);
  const page = await openPage(t, { file: FAULTY_PAGE });
  await take(page, folder);
  assert.equal(await page.title(), "There is no grid to show");
  const rows = await page.evaluate(() => [...document.querySelectorAll(".plain-rows tbody tr")].map((row) => [row.cells[0].textContent, row.cells[1].textContent]));
  assert.deepEqual(Object.fromEntries(rows), FAULTS);
});

test("reading is stopped in the midst of an endless file, and the page goes on", FOLDER, async (t) => {
  const folder = await folderWith(t, "Riverside", { ...forms(3), ...forms(4, (number) => `made endless loop ${number}.csv`) });
  const next = await folderWith(t, "Harbour", forms(3));
  const page = await openPage(t, { file: FAULTY_PAGE });
  const started = await page.startToRead((driver) => driver.choose([folder], () => page.clickButton("Choose a folder")));
  await page.waitFor(() => document.querySelector(".reading"));
  await page.clickButton("Cancel");
  await started.shown();
  assert.match(await page.text("#zone-status"), /^Stopped\. \d of 7 files were read; nothing was saved\.$/);
  await take(page, next);
  await assertSavedAsByProgram(t, page, next);
});

const GONE = /^The file could not be opened: it was moved, deleted or changed while it was read/;

test("a return that is deleted after it was chosen", FOLDER, async (t) => {
  const folder = await folderWith(t, "Riverside", forms(3));
  const page = await openPage(t);
  await page.clickOptions();
  await page.fill("Date of the run", "31/13/2010");
  await page.chooseFolder(folder);
  await rm(join(folder, "School 2.csv"));
  await page.fill("Date of the run", "");
  await page.useSetOptions();
  await assertSchools(page, 2);
  const { "School 2.csv": found, ...others } = await page.findings();
  assert.match(found, GONE);
  assert.deepEqual(others, {});
});

const isRoot = process.getuid?.() === 0;

test("a return that may not be read", { skip: (isRoot && "root may read everything") || FOLDER.skip }, async (t) => {
  const folder = await folderWith(t, "Riverside", forms(3));
  await chmod(join(folder, "School 2.csv"), 0o000);
  const page = await openPage(t);
  await take(page, folder);
  await assertSchools(page, 2);
  assert.match((await page.findings())["School 2.csv"], GONE);
});
