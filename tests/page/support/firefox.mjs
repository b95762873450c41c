// Firefox: pages opened from the disk, real choosers whose window alone is ours, real downloads. Nothing can be dropped.

import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { answerChoosers, listen } from "./firefox_inside.mjs";
import { startFirefox } from "./marionette.mjs";
import { until } from "./until.mjs";

export const abilities = { drop: false, chooseFolder: true, looks: false };

const KEYS = { Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", Shift: "\uE008", Control: "\uE009", Backspace: "\uE003" };
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

let started;

/** Opens a page in a tab of its own. */
export async function open(file) {
  started ??= start();
  const { marionette, downloads } = await started;
  const driver = new Firefox(marionette, downloads);
  await driver.start(file);
  return driver;
}

export async function end() {
  if (!started) return;
  const { marionette, downloads } = await started;
  await marionette.end();
  await rm(downloads, { recursive: true, force: true });
}

async function start() {
  const downloads = await mkdtemp(join(tmpdir(), "ksfgrid-downloads-"));
  const marionette = await startFirefox({
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.download.always_ask_before_handling_new_types": false,
    "browser.download.alwaysOpenPanel": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "browser.shell.checkDefaultBrowser": false,
    // Its buttons would not answer for the first second.
    "security.dialog_enable_delay": 0,
  });
  await marionette.send("WebDriver:SetWindowRect", { width: 1366, height: 768 });
  await inside(marionette, answerChoosers);
  await inside(marionette, listen);
  return { marionette, downloads };
}

/** Runs a function in the browser itself, with all its rights. */
async function inside(marionette, run, ...args) {
  await marionette.send("Marionette:SetContext", { value: "chrome" });
  try {
    const script = `return (${run})(...arguments)`;
    return (await marionette.send("WebDriver:ExecuteScript", { script, args, sandbox: "system", newSandbox: false })).value;
  } finally {
    await marionette.send("Marionette:SetContext", { value: "content" });
  }
}

class Firefox {
  constructor(marionette, downloads) {
    this.marionette = marionette;
    this.downloads = downloads;
  }

  async start(file) {
    await inside(this.marionette, () => globalThis.heard.clear());
    const { handle } = await this.marionette.send("WebDriver:NewWindow", { type: "tab", focus: true });
    await this.marionette.send("WebDriver:SwitchToWindow", { handle });
    await this.marionette.send("WebDriver:Navigate", { url: pathToFileURL(file).href });
  }

  /** What the page asked a network for. */
  requests() {
    return inside(this.marionette, () => globalThis.heard.requests());
  }

  /** What the browser complained about on the page. */
  complaints() {
    return inside(this.marionette, () => globalThis.heard.complaints());
  }

  /** Runs a function in the page with plain values. */
  evaluate(run, ...args) {
    const script = `
      const done = arguments[arguments.length - 1];
      Promise.resolve((${run})(...[...arguments].slice(0, -1))).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    return this.#answer("WebDriver:ExecuteAsyncScript", script, args);
  }

  async #answer(command, script, args) {
    const { value } = await this.marionette.send(command, { script, args, scriptTimeout: 60_000 });
    if (value.error) throw new Error(value.error);
    return value.value ?? null;
  }

  /** Runs a script in the page, for what it defines. */
  define(script) {
    return this.marionette.send("WebDriver:ExecuteScript", { script: `${script}; return null`, args: [] });
  }

  async #element(locate, ...args) {
    const found = await until(() => this.evaluate(locate, ...args), `${locate} ${args}`, 10_000);
    return found[ELEMENT];
  }

  async click(locate, ...args) {
    await this.marionette.send("WebDriver:ElementClick", { id: await this.#element(locate, ...args) });
  }

  async fill(text, locate, ...args) {
    const id = await this.#element(locate, ...args);
    const emptied = `${KEYS.Control}a${KEYS.Control}${KEYS.Backspace}`;
    await this.marionette.send("WebDriver:ElementSendKeys", { id, text: emptied + text });
  }

  /** Presses a key, or several at once: "Shift+Tab". */
  press(key) {
    const keys = key.split("+").map((one) => KEYS[one] ?? one);
    const down = keys.map((value) => ({ type: "keyDown", value }));
    const up = keys.reverse().map((value) => ({ type: "keyUp", value }));
    return this.#keys([...down, ...up]);
  }

  type(text) {
    return this.#keys([...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]));
  }

  #keys(actions) {
    return this.marionette.send("WebDriver:PerformActions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Opens a chooser and answers it with files, or with one folder, for which Firefox asks whether all of it is meant. */
  async choose(paths, openChooser) {
    const isFolder = (await stat(paths[0])).isDirectory();
    await inside(this.marionette, (all) => { globalThis.chooserAnswer = all; }, paths);
    await openChooser();
    if (!isFolder) return;
    await until(() => this.marionette.send("WebDriver:GetAlertText", {}).catch(() => null), "the question about the folder", 10_000);
    await this.marionette.send("WebDriver:AcceptAlert", {});
  }

  /** What a browser saves while something is done: { name, bytes }. */
  async download(start) {
    const before = new Set(await readdir(this.downloads));
    await start();
    const name = await until(async () => {
      const added = (await readdir(this.downloads)).filter((file) => !before.has(file));
      const [only] = added;
      const isWhole = added.length === 1 && !only.endsWith(".part") && (await stat(join(this.downloads, only))).size > 0;
      return isWhole && only;
    }, "the download");
    const bytes = await readFile(join(this.downloads, name));
    await rm(join(this.downloads, name));
    return { name, bytes };
  }

  async close() {
    await this.marionette.send("WebDriver:CloseWindow", {});
    const [handle] = await this.marionette.send("WebDriver:GetWindowHandles", {});
    await this.marionette.send("WebDriver:SwitchToWindow", { handle });
  }
}
