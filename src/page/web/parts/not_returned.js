// Who has not returned, by cluster.

import { el, button, table } from "../dom.js";
import { asTable, copyText } from "../copy.js";
import { count, number } from "../words.js";

/** The section. `groups`: [{ cluster, schools: [{ name, number, perhapsAs }], authority }] */
export function notReturnedSection(groups, { registered, unread, severalAuthorities }) {
  const schools = groups.flatMap((group) => group.schools.map((school) => ({ ...school, group })));
  const of = registered === null || registered === undefined ? "" : ` of ${number(registered)}`;
  const told = el("span", { class: "quiet told" });
  const numbered = schools.some((school) => school.number);
  const label = `Copy the ${count(schools.length, "school")}${numbered ? " with their DfE numbers" : ""}`;
  const copy = button(label, "small", () => copyText(asText(schools, numbered, severalAuthorities), copy,
    (text) => { told.textContent = text; }, `Copied: ${count(schools.length, "school")}. Paste them into Excel or an e-mail.`));
  const columns = [["Cluster"], ["Missing", "right"], ["Schools", "long"]];
  const rows = groups.map((group) => [
    [severalAuthorities && group.authority, group.cluster ?? "not stated"].filter(Boolean).join(", "),
    number(group.schools.length),
    group.schools.map(nameOf).join(", "),
  ]);
  return el("section", {},
    el("h2", { id: "not-returned", tabindex: "-1" }, `Not returned (${number(schools.length)}${of})`),
    unread > 0 ? el("p", {}, `${count(unread, "file")} could not be read: ${unread === 1 ? "its school" : "their schools"} may be among these.`) : null,
    el("p", { class: "bar" }, copy, told),
    table("Schools that have not returned", columns, rows));
}

function nameOf({ name, perhapsAs }) {
  return perhapsAs ? `${name} (perhaps as ${perhapsAs})` : name;
}

function asText(schools, numbered, severalAuthorities) {
  const line = ({ group, name, number: dfe }) => [
    ...(severalAuthorities ? [group.authority] : []), group.cluster, name, ...(numbered ? [dfe] : [])];
  const heading = [...(severalAuthorities ? ["Local authority"] : []), "Cluster", "School", ...(numbered ? ["DfE number"] : [])];
  return asTable([heading, ...schools.map(line)]);
}
