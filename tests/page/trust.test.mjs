// What the page promises to whoever answers for data: it sends nothing, keeps nothing, and says so in a rule that browsers obey.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { openPage } from "./support/page.mjs";
import { FIXTURES, PAGE } from "./support/places.mjs";

const RIVERSIDE = join(FIXTURES, "northshire", "Riverside");
const CHOSEN = ["Ashgrove Primary.xlsx", "Ottermere High School.xlsx", "Withyford School.xlsx"].map((file) => join(RIVERSIDE, file));

/** A person's whole way through the page. */
async function wholeRun(t) {
  const page = await openPage(t);
  await page.chooseFiles(...CHOSEN);
  await page.driver.click(() => document.querySelector(".error-line a"));
  await page.useOptions(async () => {
    await page.fill("Period", "Spring 2010");
    await page.tick("A pack for each cluster");
    await page.tick("The ratings as a table");
  });
  await page.save();
  await page.clickLink("For IT");
  await page.clickSummary("The texts of these licences");
  await page.waitFor(() => document.querySelector("#licence-texts pre").textContent.length > 1000);
  await page.clickLink("Back");
  await page.chooseFiles(CHOSEN[0]);
  await page.save();
  return page;
}

test("nothing is asked of any network, and nothing is complained about", async (t) => {
  const { driver } = await wholeRun(t);
  const address = pathToFileURL(PAGE).href;
  const others = (await driver.requests()).filter((url) => url.split("#")[0] !== address && !url.startsWith("blob:"));
  assert.deepEqual(others, []);
  assert.deepEqual(await driver.complaints(), []);
});

test("nothing is kept in the browser", async (t) => {
  const page = await wholeRun(t);
  const kept = await page.evaluate(async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).map((one) => one.name),
    caches: typeof caches === "object" ? await caches.keys().catch(() => []) : [],
    serviceWorkers: (await navigator.serviceWorker?.getRegistrations().catch(() => []))?.length ?? 0,
  }));
  assert.deepEqual(kept, { cookies: "", local: 0, session: 0, databases: [], caches: [], serviceWorkers: 0 });
});

test("what tries to send something is stopped by the browser", async (t) => {
  const page = await openPage(t);
  const stopped = await page.evaluate(async () => {
    const refused = [];
    document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
    const address = "https://ksfgrid.invalid/";
    const added = (name, attributes) => document.body.appendChild(Object.assign(document.createElement(name), attributes));
    const attempts = [
      () => fetch(address),
      () => navigator.sendBeacon(address, "x"),
      () => new WebSocket("wss://ksfgrid.invalid/"),
      () => added("img", { src: address }),
      () => added("form", { action: address, method: "post" }).submit(),
      () => added("script", { textContent: "window.ran = true" }),
    ];
    // Some browsers throw, some only say so.
    for (const attempt of attempts) await (async () => attempt())().catch(() => {});
    for (let turns = 0; turns < 100 && refused.length < attempts.length; turns += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    return { refused: [...new Set(refused)].sort(), ran: window.ran ?? false };
  });
  assert.deepEqual(stopped, { refused: ["connect-src", "form-action", "img-src", "script-src-elem"], ran: false });
});

const hash = (source) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
const contents = (page, tag) => [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, "g"))].map(([, source]) => source);

test("the rule stands before everything that it is for, and allows what is in the page and nothing else", async () => {
  const page = await readFile(PAGE, "utf8");
  const [, rule] = page.match(/^<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">/);
  const rules = new Map(rule.split("; ").map((one) => [one.split(" ")[0], one.split(" ").slice(1)]));
  for (const none of ["default-src", "connect-src", "form-action", "base-uri"]) assert.deepEqual(rules.get(none), ["'none'"]);
  assert.deepEqual(rules.get("worker-src"), ["blob:"]);
  const scripts = contents(page, "script").map(hash);
  assert.deepEqual([...rules.get("script-src")].sort(), [...scripts, "'wasm-unsafe-eval'"].sort());
  assert.deepEqual(rules.get("style-src"), contents(page, "style").map(hash));
  assert.equal(rules.size, 7);
});

test("the page refers to no other file and to no address", async () => {
  const page = await readFile(PAGE, "utf8");
  const markup = page.replace(/<(script|style)>[^]*?<\/\1>/g, "");
  assert.doesNotMatch(markup, /<(script|style|link|iframe|object|embed|img|base)\b/);
  assert.doesNotMatch(markup, /\s(src|srcset|action|data|style|on\w+)=/);
  assert.deepEqual([...markup.matchAll(/\shref="([^"]*)"/g)].map(([, to]) => to).filter((to) => !to.startsWith("#")), []);
});
