// axe-core in the page: WCAG 2.2 AA and best practice.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const source = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong with the page as it stands, a line each. `rules`: these alone. */
export async function violations(page, rules) {
  await page.driver.define(source);
  return page.evaluate(async (runOnly) => {
    const { violations: found } = await window.axe.run(document, { runOnly });
    return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 150)} ${node.failureSummary}`));
  }, rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS });
}
