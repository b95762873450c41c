// To the clipboard, where the browser allows it; else the text is selected for Ctrl+C.

import { announce } from "./announce.js";

const COPIED = "Copied. Paste it into your e-mail.";
const SELECTED = "Your browser did not allow copying. The text is selected: press Ctrl+C.";

/** Copies what a text field holds. `tell` shows what came of it. */
export async function copyField(field, tell, done = COPIED) {
  const copied = await wasCopied(field.value) || copiedByCommand(field);
  say(copied ? done : SELECTED, tell);
}

/** Copies a text that is in no field: where copying is refused, a field with the text, selected, takes the place of `at`. */
export async function copyText(text, at, tell, done = COPIED) {
  if (await wasCopied(text)) return say(done, tell);
  const field = document.createElement("textarea");
  field.setAttribute("aria-label", "The text to copy");
  field.readOnly = true;
  field.rows = 6;
  field.value = text;
  at.after(field);
  if (copiedByCommand(field)) {
    field.remove();
    at.focus();
    return say(done, tell);
  }
  return say(SELECTED, tell);
}

async function wasCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function copiedByCommand(field) {
  field.focus();
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

function say(text, tell) {
  announce(text);
  tell?.(text);
}

/** Lines of cells for pasting into a sheet. What Excel would take for a formula gets an apostrophe, as in the program's tables. */
export function asTable(rows) {
  const cell = (value) => {
    const text = String(value ?? "").replace(/[\t\r\n]+/g, " ");
    return /^[=+\-@]/.test(text) ? `'${text}` : text;
  };
  return rows.map((row) => row.map(cell).join("\t")).join("\r\n");
}
