// What the page saves is what the program writes of the same returns, byte for byte.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { strToU8, unzipSync, zipSync } from "fflate";

import { fileWith, folderWith, saveAll } from "./support/folders.mjs";
import { abilities, openPage } from "./support/page.mjs";
import { FIXTURES } from "./support/places.mjs";
import { checkOf, folderOf, generatedReturns, tableOf, workbookOf } from "./support/program.mjs";
import { RATINGS, form, forms, hubForm } from "./support/returns.mjs";

const NORTHSHIRE = join(FIXTURES, "northshire");
const DROP = { skip: !abilities.drop && "this browser's driver cannot drop" };
const FOLDER = { skip: !abilities.chooseFolder && "this browser's driver cannot choose folders" };

function assertSameBytes(saved, written) {
  assert.ok(Buffer.compare(Buffer.from(saved), written) === 0, `${saved.length} bytes differ from the program's ${written.length}`);
}

/** A zip's files are those that the program wrote into a folder. */
function assertSameFiles(zip, written) {
  const saved = unzipSync(zip);
  assert.deepEqual(Object.keys(saved).sort(), [...written.keys()].sort());
  for (const [path, bytes] of written) assertSameBytes(saved[path], bytes);
}

test("the fixtures by the chooser of folders", FOLDER, async (t) => {
  const page = await openPage(t);
  await page.chooseFolder(NORTHSHIRE);
  const saved = await page.save();
  assert.equal(saved.name, "Northshire.xlsx");
  assertSameBytes(saved.bytes, await workbookOf(t, NORTHSHIRE));
});

test("the fixtures by a drop", DROP, async (t) => {
  const page = await openPage(t);
  await page.drop(NORTHSHIRE);
  assertSameBytes((await page.save()).bytes, await workbookOf(t, NORTHSHIRE));
});

test("files of the fixtures, chosen one by one", async (t) => {
  const files = ["Ashgrove Primary.xlsx", "Ferrygate Primary School.xls", "St Bernadine's RC Primary School.ods"];
  const paths = files.map((file) => join(NORTHSHIRE, "Riverside", file));
  const page = await openPage(t);
  await page.chooseFiles(...paths);
  assertSameBytes((await page.save()).bytes, await workbookOf(t, paths));
});

test("files that are dropped without a folder", DROP, async (t) => {
  const paths = ["Ashgrove Primary.xlsx", "Withyford School.xlsx"].map((file) => join(NORTHSHIRE, "Riverside", file));
  const page = await openPage(t);
  await page.drop(...paths);
  assertSameBytes((await page.save()).bytes, await workbookOf(t, paths));
});

test("two hundred forms", FOLDER, async (t) => {
  const folder = await generatedReturns(t, 200);
  const page = await openPage(t);
  await page.chooseFolder(folder);
  assertSameBytes((await page.save()).bytes, await workbookOf(t, folder));
});

test("several authorities, each one's workbook and the summary, or all in one", FOLDER, async (t) => {
  const folder = await generatedReturns(t, 400);
  const page = await openPage(t);
  await page.chooseFolder(folder);
  assertSameFiles((await page.save()).bytes, await folderOf(t, folder));
  await page.useOptions(() => page.tick("Several authorities"));
  assertSameBytes((await page.save()).bytes, await workbookOf(t, folder));
});

test("four hundred forms of several authorities, with packs and the table of ratings", FOLDER, async (t) => {
  const folder = await generatedReturns(t, 400);
  const page = await openPage(t);
  await page.chooseFolder(folder);
  await page.useOptions(async () => {
    await page.tick("A pack for each cluster");
    await page.tick("The ratings as a table");
  });
  const written = await folderOf(t, folder, "--packs");
  written.set("Ratings.csv", await tableOf(t, folder, "csv"));
  assert.ok(written.size > 80, `${written.size} files`);
  assertSameFiles((await page.save()).bytes, written);
});

test("a workbook with the table of ratings as JSON lines", FOLDER, async (t) => {
  const page = await openPage(t);
  await page.chooseFolder(NORTHSHIRE);
  await page.useOptions(async () => {
    await page.tick("The ratings as a table");
    await page.tick("JSON lines");
  });
  const written = [["Northshire.xlsx", await workbookOf(t, NORTHSHIRE)], ["Ratings.jsonl", await tableOf(t, NORTHSHIRE, "jsonl")]];
  assertSameFiles((await page.save()).bytes, new Map(written));
});

test("period, date, cluster and authority under Options", FOLDER, async (t) => {
  const folder = await folderWith(t, "Returns", { "Oakfield.csv": form("Oakfield School", { cluster: "", authority: "" }) });
  const page = await openPage(t);
  await page.chooseFolder(folder);
  await page.useOptions(async () => {
    await page.fill("Period", "Spring 2010");
    await page.fill("Date of the run", "31/3/2010");
    await page.fill("Cluster", "Riverside");
    await page.fill("Local authority", "Northshire");
  });
  const options = ["--period", "Spring 2010", "--as-of", "2010-03-31", "--cluster", "Riverside", "--la", "Northshire"];
  assertSameBytes((await page.save()).bytes, await workbookOf(t, folder, ...options));
});

/** The program asks only for schools of clusters that have returned. */
const REGISTER = [
  "School,Cluster,LA,DfE number",
  "Oakfield School,Riverside,Northshire,201/2001",
  "Yew Tree School,Riverside,Northshire,201/2002",
  "Ash Lane School,Harbour,Northshire,201/2003",
].join("\r\n");

test("a register of schools", FOLDER, async (t) => {
  const folder = await folderWith(t, "Northshire", { "Oakfield.csv": form("Oakfield School") });
  const register = await fileWith(t, "All schools.csv", REGISTER);
  const page = await openPage(t);
  await page.clickOptions();
  await page.chooseList("Register of schools", register);
  await page.chooseFolder(folder);
  assert.match(await page.text("#not-returned"), /\(1 of 2\)/);
  assertSameBytes((await page.save()).bytes, await workbookOf(t, folder, "--register", register));
});

test("a register that lies among the returns and is named after they were read", FOLDER, async (t) => {
  const folder = await folderWith(t, "Northshire", { "Oakfield.csv": form("Oakfield School"), "All schools.csv": REGISTER });
  const register = join(folder, "All schools.csv");
  const page = await openPage(t);
  await page.chooseFolder(folder);
  await page.useOptions(() => page.chooseList("Register of schools", register));
  assertSameBytes((await page.save()).bytes, await workbookOf(t, folder, "--register", register));
});

test("a framework of other success factors", FOLDER, async (t) => {
  const framework = join(FIXTURES, "frameworks", "family-hubs.toml");
  const folder = await folderWith(t, "Hubs", { "North.csv": hubForm("North Primary School") });
  const page = await openPage(t);
  await page.chooseFolder(folder);
  await page.useOptions(() => page.chooseList("Other success factors", framework));
  assertSameBytes((await page.save()).bytes, await workbookOf(t, folder, "--framework", framework));
});

test("names that were settled, as a list", FOLDER, async (t) => {
  const folder = await folderWith(t, "Riverside", {
    "a.csv": form("Castle Lane Infant School", { ratings: RATINGS }),
    "b.csv": form("Castle Lane Infants School", { ratings: [...RATINGS.slice(0, 9), ""] }),
    "c.csv": form("Ottermere High School"),
  });
  const page = await openPage(t);
  await page.chooseFolder(folder);
  await page.clickLink("Names to settle");
  await page.tick("Same school");
  const list = await page.driver.download(() => page.clickButton("Save the list of names"));
  const names = await fileWith(t, list.name, list.bytes);
  await page.startToRead(() => page.clickButton("Use these answers")).then(({ shown }) => shown());
  assertSameBytes((await page.save()).bytes, await workbookOf(t, folder, "--names", names));
});

const INBOX = {
  Northshire: {
    Riverside: { "Oakfield.csv": strToU8(form("Oakfield School")), "notes.txt": strToU8("Present: all") },
    Harbour: { "Quay.csv": strToU8(form("Quay School", { cluster: "Harbour" })) },
    __MACOSX: { "._Quay.csv": new Uint8Array(9) },
  },
};

test("a zip of a folder", async (t) => {
  const inbox = await fileWith(t, "inbox.zip", zipSync(INBOX));
  const page = await openPage(t);
  await (abilities.drop ? page.drop(inbox) : page.chooseFiles(inbox));
  assertSameBytes((await page.save()).bytes, await workbookOf(t, inbox));
});

test("a workbook that the page saved, read back, and the same of the program's", async (t) => {
  const page = await openPage(t);
  const returns = Object.entries(forms(12));
  const folder = await folderWith(t, "Riverside", Object.fromEntries(returns));
  await page.chooseFiles(...returns.map(([name]) => join(folder, name)));
  const first = await page.save();
  const workbook = await fileWith(t, first.name, first.bytes);
  await page.chooseFiles(workbook);
  assertSameBytes((await page.save()).bytes, await workbookOf(t, workbook));
});

test("files whose names need care", FOLDER, async (t) => {
  const folder = await awkwardlyNamed(t);
  const page = await openPage(t);
  await page.chooseFolder(folder);
  assertSameBytes((await page.save()).bytes, await workbookOf(t, folder));
  assert.deepEqual(fates(await page.files()), fates(rowsOf(await checkOf(folder))));
});

test("a dropped folder of files whose names need care", DROP, async (t) => {
  const folder = await awkwardlyNamed(t);
  const page = await openPage(t);
  await page.drop(folder);
  assertSameBytes((await page.save()).bytes, await workbookOf(t, folder));
});

function awkwardlyNamed(t) {
  return folderWith(t, "Ynys Môn & “Co”", {
    "Ysgol Gynradd Tŷ'r Felin.csv": form("Ysgol Gynradd Tŷ'r Felin"),
    "E\u0301cole Saint-Andre\u0301.csv": form("E\u0301cole Saint-Andre\u0301"),
    "100% #1 ?.csv": form("Hundred School"),
    "a & b <i>.csv": form("Ampersand School"),
    "UPPER.CSV": form("Upper School"),
    "~$UPPER.CSV": "lock",
    "~$Closed.xlsx": "lock",
    ".dot.csv": form("Dotted School"),
    "Thumbs.db": "x",
    ".hidden/inside.csv": form("Hidden School"),
    "__MACOSX/._UPPER.CSV": "x",
    "Box 2 › more/deep/er/Deep.csv": form("Deep School"),
  });
}

test("a thousand and one files: none is lost, and each one's fate is the program's", FOLDER, async (t) => {
  const { page, folder } = await thousandAndOne(t);
  await page.chooseFolder(folder);
  await assertSameFates(page, folder);
});

test("a thousand and one files in a dropped folder", DROP, async (t) => {
  const { page, folder } = await thousandAndOne(t);
  await page.drop(folder);
  await assertSameFates(page, folder);
});

async function thousandAndOne(t) {
  const folder = await folderWith(t, "Many", forms(940, (number) => `School ${String(number).padStart(4, "0")}.csv`));
  await saveAll(folder, Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`~$School ${at}.xlsx`, "lock"])));
  return { page: await openPage(t), folder };
}

async function assertSameFates(page, folder) {
  const shown = fates(await page.files());
  assert.equal(new Set(shown.map(([file]) => file)).size, 1001);
  assert.deepEqual(shown, fates(rowsOf(await checkOf(folder))));
}

/** [file, status] of each return, and of each file that holds none, in order. */
function fates(rows) {
  return rows.map(({ file, status }) => [file, status]).sort();
}

function rowsOf(checked) {
  return checked.files.flatMap(({ file, status, returns }) =>
    returns.length > 0 ? returns.map((one) => ({ file, status: one.status })) : [{ file, status }]);
}

test("of two folders chosen one right after the other only the second counts", FOLDER, async (t) => {
  const first = await folderWith(t, "First", forms(200));
  const second = await folderWith(t, "Second", { "Oak.csv": form("Oak School"), "Elm.csv": form("Elm School") });
  const page = await openPage(t);
  await page.startFolder(first);
  await page.chooseFolder(second);
  assertSameBytes((await page.save()).bytes, await workbookOf(t, second));
});

test("files of one name from several folders are told apart", FOLDER, async (t) => {
  const folder = await folderWith(t, "Two", { "a/School.csv": form("Oak School"), "b/School.csv": form("Elm School") });
  const page = await openPage(t);
  await page.chooseFiles(join(folder, "a/School.csv"), join(folder, "b/School.csv"));
  assert.deepEqual((await page.files()).map(({ file }) => file), ["School.csv", "number 2 of this name/School.csv"]);
});

test("a file that cannot be read is told in the cluster of its folder", FOLDER, async (t) => {
  const folder = await folderWith(t, "Northshire", {
    "Riverside/Oak.csv": form("Oak School"), "Harbour/Elm.csv": form("Elm School", { cluster: "Harbour" }),
    "Riverside/Cut.xlsx": "PK\u0003\u0004cut short",
  });
  const page = await openPage(t);
  await page.chooseFolder(folder);
  await page.openCluster("Riverside");
  assert.match(JSON.stringify(await page.findings()), /Cut\.xlsx/);
  await page.openCluster("Harbour");
  assert.doesNotMatch(JSON.stringify(await page.findings()), /Cut\.xlsx/);
});
