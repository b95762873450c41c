// Where the pages and the programs are that are tested; tests/page/run says so.

import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../..");

const place = (variable, usual) => resolve(ROOT, process.env[variable] || usual);

/** The page as it is given to people. */
export const PAGE = place("KSFGRID_PAGE", "target/page/ksfgrid.html");

/** The page that files of certain names break. */
export const FAULTY_PAGE = place("KSFGRID_FAULTY_PAGE", "target/page/faulty.html");

export const PROGRAM = place("KSFGRID_PROGRAM", "target/debug/ksfgrid");

/** The program that writes generated returns. */
export const RETURNS = place("KSFGRID_RETURNS", "target/debug/examples/returns");

export const FIXTURES = join(ROOT, "fixtures");

export const CHROMIUM = process.env.KSFGRID_CHROMIUM || "/usr/bin/chromium";
export const FIREFOX = process.env.KSFGRID_FIREFOX || "/usr/bin/firefox";

/** "chromium" or "firefox" */
export const BROWSER = process.env.KSFGRID_BROWSER || "chromium";
