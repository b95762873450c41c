// What the grid says, and the priorities.

import { el, table } from "../dom.js";
import { meanCell } from "./grid.js";

/** The sentences on a cluster. */
export function sentencesSection(sentences) {
  if (!sentences?.length) return null;
  return el("section", {},
    el("h2", {}, "What the grid says"),
    el("ul", { class: "sentences" }, sentences.map(({ lead, text }) => el("li", {}, el("b", {}, lead), " ", text))));
}

/** The KSFs in order of need, who is low and who could help. */
export function prioritiesSection(priorities, framework) {
  if (!priorities?.length) return null;
  const columns = [["Need rank"], ["KSF"], ["Average", "centre"], ["Schools low", "long"], ["Could help", "long"]];
  const rows = priorities.map((one) => {
    const ksf = framework.ksfs[one.ksf];
    return [
      one.rank ?? "",
      `${ksf.number} ${ksf.name}`,
      meanCell(one.mean, framework),
      one.low.join(", ") || "nobody",
      [one.help.join(", "), one.helpNote].filter(Boolean).join("; ") || "nobody",
    ];
  });
  return el("section", { class: "priorities" },
    el("h2", {}, "Priorities: the KSFs in order of need"),
    table("Priorities", columns, rows));
}
