// What screen readers are told while the focus stays where it is: one permanent status region.

let last = "";

/** Says a text. The same text twice is said twice: a space makes it another one. */
export function announce(text) {
  const region = document.getElementById("status");
  last = text === last ? `${text}\u00a0` : text;
  region.textContent = last;
}
