// Saving is a normal download of the browser.

/** Saves bytes under a name. */
export function download({ name, type, bytes }) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers fetch the bytes only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
