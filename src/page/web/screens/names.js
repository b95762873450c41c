// Names to settle: pairs of names that are almost the same.

import { el, button, fill, jump, radios } from "../dom.js";
import { count } from "../words.js";

/** What makes a question the same one when the returns are read again. */
export function questionKey({ name, cluster, localAuthority }) {
  return JSON.stringify([name, cluster ?? null, localAuthority ?? null]);
}

/** `names`: View.names; `answers`: Map of questionKey → answer; `on`: answered(question, meant|null), use(), save(), back() */
export function namesScreen(names, answers, on) {
  const left = el("p", { class: "quiet", "aria-live": "polite" });
  const draw = () => {
    const answered = names.filter((one) => answers.get(questionKey(one))).length;
    left.textContent = `${answered} answered, ${names.length - answered} left for later. Save the list and give it again next time, under Options.`;
  };
  draw();
  const lines = names.map((one) => nameLine(one, answers.get(questionKey(one))?.meant ?? null, (meant) => {
    on.answered(one, meant);
    draw();
  }));
  return [
    el("p", { class: "back" }, jump("Back to the grid", on.back)),
    el("h1", { tabindex: "-1" }, `Names to settle (${names.length})`),
    el("p", {}, "Each pair of names is almost the same. Until you say so, they stay apart."),
    fill(el("ul", { class: "names" }), lines),
    el("div", { class: "bar" },
      button("Use these answers", "plain", on.use), button("Save the list of names", "second", on.save), left),
  ];
}

function nameLine(question, meant, onAnswer) {
  const { name, suggestion, cluster, localAuthority, file } = question;
  const same = suggestion ?? null;
  const choices = [same && [same, "Same school"], [name, same ? "Different schools" : "A school of its own"], ["", "Decide later"]].filter(Boolean);
  const choice = radios(`${name}${same ? ` and ${same}` : ""}`, choices, meant ?? "", (value) => onAnswer(value === "" ? null : value));
  choice.firstChild.classList.add("unseen");
  return el("li", {},
    el("div", {}, el("b", {}, name), el("span", { class: "quiet under" }, file ? `in ${file}` : [cluster, localAuthority].filter(Boolean).join(", "))),
    el("div", {},
      el("b", {}, same ?? "No school is suggested"),
      el("span", { class: "quiet under" }, [cluster, localAuthority].filter(Boolean).join(", "))),
    choice);
}
