// Chromium: pages opened from the disk, real choosers, real drags, real downloads.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { CHROMIUM } from "./places.mjs";
import { until } from "./until.mjs";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export const abilities = { drop: true, chooseFolder: true, looks: true };

let browser;

const SIZE = { width: 1366, height: 768 };

/** Opens a page in a context of its own. */
export async function open(file) {
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const context = await (await browser).newContext({ viewport: SIZE });
  const driver = new Chromium(context);
  await driver.start(file);
  return driver;
}

export async function end() {
  await (await browser)?.close();
}

class Chromium {
  #requests = [];
  #complaints = [];

  constructor(context) {
    this.context = context;
    context.on("request", (request) => this.#requests.push(request.url()));
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.#complaints.push(message.text());
    });
    context.on("weberror", (error) => this.#complaints.push(String(error.error())));
  }

  async start(file) {
    this.page = await this.context.newPage();
    // From here on: a chooser that opens before somebody listens would be lost.
    this.page.on("filechooser", () => {});
    await this.page.goto(pathToFileURL(file).href);
  }

  /** What was asked for, by the page or by its workers. */
  async requests() {
    return this.#requests;
  }

  /** What the browser complained about on the page. */
  async complaints() {
    return this.#complaints;
  }

  /** Runs a function in the page with plain values. */
  evaluate(run, ...args) {
    return this.page.evaluate(`(${run})(...${JSON.stringify(args)})`);
  }

  /** Changes how the page looks: size of the window, dark, forced colours. */
  async look({ width = SIZE.width, height = SIZE.height, dark = false, forced = false }) {
    await this.page.setViewportSize({ width, height });
    await this.page.emulateMedia({ colorScheme: dark ? "dark" : "light", forcedColors: forced ? "active" : "none" });
  }

  /** Runs a script in the page, for what it defines. */
  define(script) {
    return this.page.evaluate(`${script}; null`);
  }

  async #element(locate, ...args) {
    const source = `(${locate})(...${JSON.stringify(args)})`;
    return until(async () => (await this.page.evaluateHandle(source)).asElement(), source, 10_000);
  }

  async click(locate, ...args) {
    await (await this.#element(locate, ...args)).click();
  }

  async fill(text, locate, ...args) {
    await (await this.#element(locate, ...args)).fill(text);
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  /** Opens a chooser and answers it with files, or with one folder. */
  async choose(paths, openChooser) {
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), openChooser()]);
    await chooser.setFiles(paths);
  }

  /** What a browser saves while something is done: { name, bytes }. */
  async download(start) {
    const [download] = await Promise.all([this.page.waitForEvent("download", { timeout: 60_000 }), start()]);
    const bytes = await readFile(await download.path());
    return { name: download.suggestedFilename(), bytes };
  }

  /** Drags files and folders over the window, and drops them. */
  async drop(paths) {
    await this.dragOver(paths);
    await this.#drag("drop", paths);
  }

  async dragOver(paths) {
    for (const type of ["dragEnter", "dragOver", "dragOver"]) await this.#drag(type, paths);
  }

  async #drag(type, files) {
    this.cdp ??= await this.context.newCDPSession(this.page);
    const data = { items: [], files: [files].flat(), dragOperationsMask: 1 };
    await this.cdp.send("Input.dispatchDragEvent", { type, x: 200, y: 200, data });
  }

  close() {
    return this.context.close();
  }
}
