// Starts the page. Where the browser is too old for it, the plain text that stands in the page is left as it is.

import { Engine } from "./engine/index.js";
import { Page } from "./page.js";

const able = typeof WebAssembly === "object" && typeof Worker === "function" && typeof DecompressionStream === "function";
if (able) {
  document.documentElement.classList.add("able", "ready");
  document.getElementById("too-old").remove();
  new Page(new Engine()).start();
}
