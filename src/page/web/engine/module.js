// The reading and writing part of the program, as it stands in the page: packed, as text.

import packedLicences from "ksfgrid:licences";
import packed from "ksfgrid:module";

const PAGE = 65536;

/** The part's bytes, unpacked. */
export async function moduleBytes() {
  return new Uint8Array(await unpacked(packed).arrayBuffer());
}

/** The licences' texts of all that is built in. */
export function licenceTexts() {
  return unpacked(packedLicences).text();
}

function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/** The same bytes with a limit of memory: the part's memory section states the most pages that it may ever have. */
export function withMemoryLimit(bytes, megabytes) {
  const section = memorySection(bytes);
  const limits = readLimits(bytes, section.content);
  const most = Math.max((megabytes * 1024 * 1024) / PAGE, limits.least);
  const content = [1, 1, ...number(limits.least), ...number(most)];
  const replaced = [5, ...number(content.length), ...content];
  const whole = new Uint8Array(section.start + replaced.length + bytes.length - section.end);
  whole.set(bytes.subarray(0, section.start));
  whole.set(replaced, section.start);
  whole.set(bytes.subarray(section.end), section.start + replaced.length);
  return whole;
}

/** Where the section with the memory is (the fifth kind of section). */
function memorySection(bytes) {
  let at = 8;
  while (at < bytes.length) {
    const start = at;
    const size = readNumber(bytes, at + 1);
    const end = size.next + size.value;
    if (bytes[start] === 5) return { start, content: size.next, end };
    at = end;
  }
  throw new Error("no memory section");
}

/** The fewest pages of the only memory. */
function readLimits(bytes, at) {
  const count = readNumber(bytes, at);
  return { least: readNumber(bytes, count.next + 1).value };
}

/** A number in the form of the module's format: seven bits a byte, the lowest first. */
function readNumber(bytes, at) {
  let value = 0;
  let next = at;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[next++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, next };
  }
}

function number(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}
