// The whole way by keyboard alone, with what a reader of the screen is told on it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { abilities, openPage } from "./support/page.mjs";
import { FIXTURES } from "./support/places.mjs";
import { workbookOf } from "./support/program.mjs";

const RIVERSIDE = join(FIXTURES, "northshire", "Riverside");
const FOLDER = { skip: !abilities.chooseFolder && "this browser's driver cannot choose folders" };
const MANY_STOPS = 60;

/** In the page: the name of what has the focus. */
function focused() {
  const { activeElement: at } = document;
  const name = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent;
  return `${at.localName}: ${name.trim().replace(/\s+/g, " ")}`;
}

const now = (page) => page.evaluate(focused);
const told = (page) => page.evaluate(() => document.getElementById("status").textContent.trim());

/** Presses Tab, or Shift+Tab, until something has the focus. */
async function goTo(page, wanted, key = "Tab") {
  const passed = [];
  for (let stops = 0; stops < MANY_STOPS; stops += 1) {
    await page.press(key);
    const at = await now(page);
    if (at.startsWith(wanted)) return;
    passed.push(at);
  }
  assert.fail(`${wanted} was not reached, only ${passed.join(", ")}`);
}

async function readByKeyboard(t) {
  const page = await openPage(t);
  await goTo(page, "a: Skip to the main content");
  await page.press("Enter");
  await page.waitFor(() => document.activeElement.id === "main");
  await goTo(page, "button: Choose a folder");
  await page.chooseFolder(RIVERSIDE, () => page.press("Enter"));
  return page;
}

test("choose, read, look at what is wrong, set options, save", FOLDER, async (t) => {
  const page = await readByKeyboard(t);
  assert.equal(await now(page), "h1: Riverside");
  assert.match(await told(page), /^Done: 11 schools, 5 errors$/);

  await goTo(page, "div: KSF grid of Riverside");
  await goTo(page, "a: Gap: ");
  const gap = await now(page);
  await page.press("Enter");
  assert.match(await now(page), /^summary: (Error|Warning)/);
  await page.waitFor(() => document.activeElement.parentElement.open && document.querySelector(".finding[open] textarea"));
  assert.match(gap, /^a: Gap: .+, KSF \d+\. What to fix$/);
  await goTo(page, "textarea: Text for the e-mail to the school");
  await goTo(page, "button: Copy text for the e-mail");

  await goTo(page, "button: Options", "Shift+Tab");
  await page.press("Enter");
  assert.equal(await now(page), "input: Period");
  await page.driver.type("Spring 2010");
  await page.again(() => page.press("Enter"));
  assert.equal(await now(page), "h1: Riverside");

  await goTo(page, "button: Save workbook");
  const saved = await page.driver.download(() => page.press("Enter"));
  await page.waitFor(() => document.getElementById("status").textContent.startsWith("Saved with your downloads"));
  assert.equal(await now(page), "button: Save workbook");
  assert.ok(Buffer.compare(Buffer.from(saved.bytes), await workbookOf(t, RIVERSIDE, "--period", "Spring 2010")) === 0);
});

test("Escape leaves the large view and the options, and the focus returns to where it was", FOLDER, async (t) => {
  const page = await readByKeyboard(t);
  await goTo(page, "button: Show large");
  await page.press("Enter");
  await page.waitFor(() => document.querySelector("main.large"));
  assert.equal(await now(page), "button: Close");
  await page.press("Escape");
  await page.waitFor(() => !document.querySelector("main.large"));
  assert.equal(await now(page), "button: Show large");
  await goTo(page, "button: Options", "Shift+Tab");
  await page.press("Enter");
  await page.press("Escape");
  assert.equal(await now(page), "button: Options");
  assert.equal(await page.evaluate(() => document.querySelector(".under-strip").hidden), true);
});

test("each cell of the grid says its rating and band, under the name of its school", FOLDER, async (t) => {
  const page = await readByKeyboard(t);
  const { heads, cells, gaps } = await page.evaluate(() => {
    const grid = document.querySelector(".grid-region table");
    const read = (cell) => cell.querySelector(".unseen")?.textContent ?? cell.querySelector("a")?.getAttribute("aria-label") ?? "";
    const rows = [...grid.tBodies[0].rows];
    return {
      heads: [...grid.tHead.querySelectorAll("th[scope=col]")].map((head) => head.textContent),
      cells: rows.flatMap((row) => [...row.querySelectorAll("td:is(.low, .medium, .high):not(.mean)")].map(read)),
      gaps: rows.flatMap((row) => [...row.querySelectorAll("td.gap")].map(read)),
    };
  });
  assert.ok(heads.some((head) => head.includes("Ottermere High School")));
  assert.equal(cells.length, 105);
  assert.ok(cells.every((cell) => /^\d+ (low|medium|high)$/.test(cell)));
  assert.ok(gaps.length === 5 && gaps.every((gap) => gap === "" || gap.startsWith("Gap: ")));
});
