// The page for everybody: every state without a fault that axe knows, none wider than the window, and all of it by keyboard.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { violations } from "./support/axe.mjs";
import { fileWith, folderWith } from "./support/folders.mjs";
import { abilities, openPage } from "./support/page.mjs";
import { FAULTY_PAGE, FIXTURES } from "./support/places.mjs";
import { RATINGS, form, forms } from "./support/returns.mjs";

const NORTHSHIRE = join(FIXTURES, "northshire");
const RIVERSIDE = join(NORTHSHIRE, "Riverside");

/** Other colours can break only rules about colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const LOOKS = {
  usual: {},
  dark: { dark: true, rules: COLOURS },
  "forced colours": { forced: true, rules: COLOURS },
  "320 pixels wide": { width: 320, height: 640 },
};

/** In every look that this browser's driver can set. */
async function assertForEverybody(page) {
  const found = {};
  for (const [called, look] of Object.entries(abilities.looks ? LOOKS : { usual: {} })) {
    if (abilities.looks) await page.driver.look(look);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const faults = await violations(page, look.rules);
    if (tooWide > 0) faults.push(`${tooWide} pixels are beside the window`);
    if (faults.length > 0) found[called] = faults;
  }
  assert.deepEqual(found, {});
}

// ---- States: each gives the page as it then stands ----

const first = (t) => openPage(t);

async function reading(t) {
  const loops = forms(8, (number) => `made endless loop ${number}.csv`);
  const folder = await folderWith(t, "Riverside", { ...loops, "Good.csv": form("Good School") });
  const page = await openPage(t, { file: FAULTY_PAGE });
  await page.startToRead(() => page.driver.choose([folder], () => page.clickButton("Choose a folder")));
  await page.waitFor(() => document.querySelector(".reading li"));
  return page;
}

async function read(t, folder) {
  const page = await openPage(t);
  await page.chooseFolder(folder);
  return page;
}

const cluster = (t) => read(t, RIVERSIDE);
const clusters = (t) => read(t, NORTHSHIRE);

async function authorities(t) {
  return read(t, await folderWith(t, "England", {
    "Northshire/Riverside/a.csv": form("Oakfield School"),
    "Southshire/Harbour/b.csv": form("Quay School", { authority: "Southshire", cluster: "Harbour" }),
    "Southshire/Dock/c.csv": form("Mole School", { authority: "Southshire", cluster: "Dock", ratings: RATINGS.with(2, 11) }),
    "letter.docx": "none",
  }));
}

async function finding(t) {
  const page = await cluster(t);
  await page.clickLink("Gap: ");
  await page.waitFor(() => document.querySelector(".finding[open] .around") && document.querySelector(".finding[open] textarea"));
  return page;
}

async function kind(t) {
  const page = await clusters(t);
  await page.evaluate(() => document.querySelector(".finding.kind summary").click());
  await page.waitFor(() => document.querySelector(".finding[open] table"));
  return page;
}

async function filesShown(t) {
  const page = await cluster(t);
  await page.files();
  await page.clickButton("How it was read");
  await page.waitFor(() => document.querySelector("tr.why pre"));
  await page.report();
  return page;
}

async function names(t) {
  const page = await read(t, await folderWith(t, "Riverside", {
    "a.csv": form("Castle Lane Infant School", { ratings: RATINGS }),
    "b.csv": form("Castle Lane Infants School", { ratings: RATINGS.with(9, "") }),
    "c.csv": form("Ottermere High School", { ratings: RATINGS }),
    "d.csv": form("Ottermere Hihg School"),
  }));
  await page.clickLink("Names to settle");
  await page.tick("Same school");
  return page;
}

async function options(t) {
  const page = await openPage(t);
  await page.clickOptions();
  await page.fill("Period", "Spring 2010");
  return page;
}

async function optionsOfGrid(t) {
  const page = await cluster(t);
  await page.clickOptions();
  return page;
}

async function optionsRefused(t) {
  const page = await cluster(t);
  await page.useOptions(async () => {
    await page.fill("Date of the run", "31/13/2010");
    await page.chooseList("Register of schools", await fileWith(t, "register.csv", "one\ntwo"));
  });
  await page.waitFor(() => document.querySelector(".field-error"));
  return page;
}

async function notReturned(t) {
  const page = await openPage(t);
  await page.clickOptions();
  await page.chooseList("Register of schools", await fileWith(t, "register.csv", "School,Cluster,LA\nYew School,Riverside,Northshire\n"));
  await page.chooseFolder(RIVERSIDE);
  await page.waitFor(() => document.querySelector("#not-returned"));
  return page;
}

async function nothing(t) {
  const page = await read(t, await folderWith(t, "Post", { "letter.docx": "Dear", "blank.csv": "a,b\n1,2\n", "~$a.xlsx": "x" }));
  await page.waitFor(() => document.querySelector(".box[role=alert]"));
  return page;
}

async function forIt(t) {
  const page = await openPage(t);
  await page.clickLink("For IT");
  await page.clickSummary("The texts of these licences");
  await page.waitFor(() => document.querySelector("#licence-texts pre").textContent.length > 1000);
  return page;
}

async function large(t) {
  const page = await cluster(t);
  await page.clickButton("Show large");
  await page.waitFor(() => document.querySelector("main.large"));
  return page;
}

async function saved(t) {
  const page = await cluster(t);
  await page.save();
  await page.waitFor(() => document.querySelector(".figures").textContent.includes("Saved with your downloads"));
  return page;
}

async function dragging(t) {
  const page = await cluster(t);
  await page.driver.dragOver(RIVERSIDE);
  await page.waitFor(() => !document.querySelector(".drop-cover").hidden);
  return page;
}

const STATES = {
  "the first view": first,
  "while it reads": reading,
  "a cluster": cluster,
  "several clusters": clusters,
  "several authorities": authorities,
  "a finding that is open": finding,
  "a kind of finding that is open": kind,
  "the list of files, how one was read, and the report": filesShown,
  "names to settle": names,
  "the options of the first view": options,
  "the options over a grid": optionsOfGrid,
  "options that are refused": optionsRefused,
  "schools that have not returned": notReturned,
  "nothing that can be used": nothing,
  "for IT, with the licences": forIt,
  "the large view": large,
  "a workbook that was saved": saved,
};
for (const [state, make] of Object.entries(STATES)) {
  test(state, async (t) => assertForEverybody(await make(t)));
}

test("while something is dragged over the grid", { skip: !abilities.drop && "this browser's driver cannot drag" }, async (t) => {
  await assertForEverybody(await dragging(t));
});
