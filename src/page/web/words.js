// The page's words: counts, names and short forms.

const numbers = new Intl.NumberFormat("en-GB");

/** 2971 → "2,971" */
export function number(count) {
  return numbers.format(count);
}

/** "1 school", "2 schools", "2,971 schools" */
export function count(of, one, many = `${one}s`) {
  return `${number(of)} ${of === 1 ? one : many}`;
}

/** “quoted” */
export function quoted(text) {
  return `“${text}”`;
}

/** "a, b and c" */
export function listed(texts) {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/** 640 → "0.6 seconds" */
export function seconds(milliseconds) {
  const value = milliseconds / 1000;
  const text = value < 10 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value).toString();
  return text === "0" ? "less than 0.1 seconds" : `${text} ${text === "1" ? "second" : "seconds"}`;
}

/** The file's own name, of a path or of "inbox.zip › Riverside › Oakfield.xlsx". */
export function baseName(path) {
  return path.split(/[/\\]| › /).at(-1);
}

/** A finding in a few words: "Ottermere High School: “11”". */
export function inShort(finding) {
  const whose = finding.school ?? (finding.file ? baseName(finding.file) : finding.cluster ?? "All returns");
  if (finding.school && finding.value) return `${whose}: ${quoted(finding.value)}`;
  return `${whose}: ${finding.name}${finding.lost && !finding.school ? ", not in the grid" : ""}`;
}

/** Which school or file a finding is about. */
export function whose(finding) {
  if (finding.school) return finding.school;
  if (finding.file && (finding.lost || !finding.cluster)) return baseName(finding.file);
  return finding.cluster ?? finding.authority ?? "All returns";
}

/** Where it stands: "Ottermere High School.xlsx, Self-assessment, cell B19". */
export function where(finding) {
  return [finding.file, finding.sheet, finding.cell && `cell ${finding.cell}`].filter(Boolean).join(", ");
}

/** What was found, with the KSF that it is about. */
export function found(finding) {
  const named = finding.ksf === null || finding.ksf === undefined || /^KSF /.test(finding.found);
  return named ? finding.found : `KSF ${finding.ksf}: ${finding.found}`;
}

/** How a mean or rating is said: "3 low". */
export function said(text, band) {
  return band ? `${text} ${band}` : text;
}

/** “Today” as it is printed: "31 March 2010". */
export function today() {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" }).format(new Date());
}
