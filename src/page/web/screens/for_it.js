// For IT and information governance: plain text of the page that needs no script; here is only what moves.

import { announce } from "../announce.js";
import { focusOn } from "../dom.js";
import { licenceTexts } from "../engine/module.js";

const PLACES = ["#for-it", "#check", "#licences"];

/** Shows and hides the panel as the address says, so that the browser's own Back leaves it. `on`: left() */
export function forIt(on) {
  const panel = document.getElementById("for-it");
  const app = document.getElementById("app");
  const show = () => {
    const wanted = PLACES.includes(location.hash);
    const was = !panel.hidden;
    panel.hidden = !wanted;
    app.hidden = wanted;
    if (wanted) {
      focusOn(location.hash === "#for-it" ? document.getElementById("for-it-title") : document.querySelector(location.hash));
      if (location.hash === "#for-it") window.scrollTo(0, 0);
    } else if (was) {
      on.left();
    }
  };
  window.addEventListener("hashchange", show);
  document.getElementById("print-answers").addEventListener("click", () => window.print());
  wireChecksum();
  wireLicences();
  show();
  return { isShown: () => !panel.hidden, check };
}

/** The texts are unpacked when somebody wants to read them. */
function wireLicences() {
  const details = document.getElementById("licence-texts");
  details?.addEventListener("toggle", async () => {
    const shown = details.querySelector("pre");
    if (!shown.textContent) shown.textContent = await licenceTexts();
  });
}

function wireChecksum() {
  const input = document.getElementById("checked-file");
  document.getElementById("check-file").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (file) check(file);
  });
}

/** Shows the checksum of a file as SHA256SUMS.txt and Get-FileHash write it. */
async function check(file) {
  const told = document.getElementById("checksum");
  let text;
  try {
    const sum = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const hex = [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const code = document.createElement("code");
    code.textContent = hex;
    told.replaceChildren(`${file.name}: `, code, " Compare it with SHA256SUMS.txt.");
    text = told.textContent;
  } catch {
    text = "This browser cannot work out the checksum here. Use Get-FileHash.";
    told.textContent = text;
  }
  announce(text);
}
