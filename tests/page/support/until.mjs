// Waiting for a condition. The page's rule forbids scripts from texts, so that browsers cannot wait inside it for us.

import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again until something is found; → that. */
export async function until(ask, what = ask, patience = 60_000) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await pause(25);
  }
}
