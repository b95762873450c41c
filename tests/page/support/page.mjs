// A page as a person uses it: choose or drop, wait for the grid, look, save.

import { after } from "node:test";

import { BROWSER, PAGE } from "./places.mjs";
import { until } from "./until.mjs";

const driver = await import(`./${BROWSER}.mjs`);

/** What the driver of this browser can do: { drop, chooseFolder, looks } */
export const { abilities } = driver;

after(() => driver.end());

/** Opens the page for a test; it is closed after it. */
export async function openPage(t, { file = PAGE } = {}) {
  const page = new Page(await driver.open(file));
  t.after(() => page.driver.close());
  await page.waitFor(() => document.querySelector("#app h1") !== null);
  return page;
}

/** In the page: the first visible element of a kind whose name or text begins with a text. */
function named(kind, name) {
  const of = (element) => (element.getAttribute("aria-label") ?? element.textContent).trim();
  const fits = (element) => of(element).startsWith(name) && element.checkVisibility({ visibilityProperty: true });
  return [...document.querySelectorAll(kind)].find(fits) ?? null;
}

/** In the page: the field that a label names. */
function labelled(label) {
  return [...document.querySelectorAll("label")].find((one) => one.textContent.trim() === label)?.control ?? null;
}

/** In the page: presses the button that shows more lines; false if there is none. */
function showMore(buttons) {
  const more = [...document.querySelectorAll(buttons)].find((button) => /^Show .* more$/.test(button.textContent));
  more?.click();
  return more !== undefined;
}

class Page {
  constructor(of) {
    this.driver = of;
  }

  evaluate(run, ...args) {
    return this.driver.evaluate(run, ...args);
  }

  /** Waits until a function in the page gives something; → that. */
  waitFor(run, ...args) {
    return until(() => this.evaluate(run, ...args), run);
  }

  press(key) {
    return this.driver.press(key);
  }

  clickButton(name) {
    return this.driver.click(named, "button", name);
  }

  clickLink(name) {
    return this.driver.click(named, "a", name);
  }

  /** Opens or closes what stands under a summary. */
  clickSummary(name) {
    return this.driver.click(named, "summary", name);
  }

  /** Ticks a box, or chooses one of several. */
  tick(name) {
    return this.driver.click(named, "label.choice", name);
  }

  fill(label, text) {
    return this.driver.fill(text, labelled, label);
  }

  // ---- Files in ----

  /** `openChooser`: how, if not by the button. */
  chooseFolder(path, openChooser = () => this.clickButton("Choose a folder")) {
    return this.again(() => this.driver.choose([path], openChooser));
  }

  /** Chooses a folder without waiting for what comes of it. */
  startFolder(path) {
    return this.startToRead((driver) => driver.choose([path], () => this.clickButton("Choose a folder")));
  }

  chooseFiles(...paths) {
    return this.again(() => this.driver.choose(paths, () => this.clickButton("Choose files")));
  }

  drop(...paths) {
    return this.again(() => this.driver.drop(paths));
  }

  /** Chooses a file among the options. */
  chooseList(what, path) {
    return this.driver.choose([path], () => this.clickButton(`Choose a file: ${what}`));
  }

  /** Does something after which returns are read, and waits until what came of it is shown. */
  async again(start) {
    await this.#markAsOld();
    await start();
    await this.#shown();
  }

  /** The same, without waiting. */
  async startToRead(start) {
    await this.#markAsOld();
    await start(this.driver);
    return { shown: () => this.#shown() };
  }

  #markAsOld() {
    return this.evaluate(() => document.querySelector("#app h1").setAttribute("data-old", ""));
  }

  #shown() {
    return this.waitFor(() => {
      const title = document.querySelector("#app h1:not([data-old])");
      return title !== null && title.closest(".reading") === null;
    });
  }

  // ---- Options ----

  /** Opens the options, sets them with `set`, and uses them. */
  async useOptions(set) {
    await this.clickOptions();
    await set(this);
    await this.useSetOptions();
  }

  useSetOptions() {
    return this.again(() => this.clickButton("Use these options"));
  }

  clickOptions() {
    return this.driver.click(() =>
      [...document.querySelectorAll("summary, .strip button")].find((one) => one.textContent.trim().startsWith("Options")) ?? null);
  }

  // ---- What is shown ----

  /** Goes to a cluster by the list of them. */
  async openCluster(name) {
    await this.evaluate((of) => {
      const list = document.getElementById("cluster");
      list.value = [...list.options].find((option) => option.textContent === of).value;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }, name);
    await this.waitFor((of) => document.querySelector("#app h1").textContent === of, name);
  }

  title() {
    return this.evaluate(() => document.querySelector("#app h1").textContent);
  }

  text(selector) {
    return this.evaluate((of) => document.querySelector(of)?.innerText ?? null, selector);
  }

  /** What the page says about the files: [{ file, status }], a line for each return. */
  async files() {
    await this.clickSummary("Show all");
    await this.waitFor(() => document.querySelector("#all-files tbody tr") !== null);
    while (await this.evaluate(showMore, "#all-files button"));
    return this.evaluate(() => [...document.querySelectorAll("#all-files tbody tr")].map((row) => ({
      file: row.cells[0].firstChild.textContent, status: row.cells[1].textContent,
    })));
  }

  /** What is to be fixed, by file: { "Oakfield.xlsx": "what was found" }, the first finding of each. */
  async findings() {
    if (await this.evaluate(() => document.querySelector(".finding.kind") !== null)) await this.tick("by file");
    while (await this.evaluate(showMore, ".fixes .more button"));
    return this.evaluate(() => Object.fromEntries([...document.querySelectorAll(".finding summary")].reverse().map((line) => [
      line.querySelector(".where").textContent, line.querySelector(".found > span").textContent,
    ])));
  }

  /** The whole report, as the program writes it. */
  async report() {
    await this.clickSummary("Show the whole report");
    return this.waitFor(() => document.querySelector("pre.report")?.textContent);
  }

  // ---- Out ----

  /** Saves with the page's own button: { name, bytes }. */
  save() {
    return this.driver.download(() => this.clickButton("Save"));
  }
}
