// The options: what returns do not state, further files, and what is saved as well.

import { el, button, fill, focusOn, jump, newId } from "../dom.js";
import { hiddenInput } from "../files/chosen.js";
import { count, quoted } from "../words.js";

const TEXTS = [
  ["period", "Period", "Shown in the workbook, such as Spring 2010"],
  ["asOf", "Date of the run", "Such as 31/3/2010. Today if left empty"],
  ["cluster", "Cluster", "Of returns that do not state it"],
  ["la", "Local authority", "Of returns that do not state it"],
];
const FILES = [
  ["register", "Register of schools", "Fills in what returns leave out and tells who has not returned: Excel or CSV, your own or from Get Information about Schools", "No file chosen"],
  ["names", "List of names", "Answers that you saved under Names to settle", "No file chosen"],
  ["framework", "Other success factors or scale", "A framework file from your LA data team", "No file chosen; the ten KSFs, 1 to 10"],
];
const SHORT = { period: "period", asOf: "date", cluster: "cluster", la: "local authority", register: "register", names: "names", framework: "success factors", packs: "packs", data: "data table", allInOne: "one workbook" };

export class OptionsForm {
  /** `on`: use(options), close() */
  constructor(on) {
    this.on = on;
    this.used = {};
    this.draft = {};
    this.about = {};
    this.errors = {};
    this.fields = {};
    this.element = el("form", { class: "options-form", "aria-label": "Options", novalidate: true, on: {
      submit: (event) => { event.preventDefault(); this.use(); },
      keydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); this.close(); } },
    } });
    this.draw();
  }

  /** The options as they stand in the form now; they are in use from here on. */
  commit() {
    this.used = { ...this.draft };
    return this.options();
  }

  options() {
    return Object.fromEntries(Object.entries(this.used).filter(([, value]) => value !== null && value !== "" && value !== false));
  }

  /** "(2 set: period, register)" */
  summary() {
    const set = Object.entries(SHORT).filter(([name]) => this.draft[name]).map(([, short]) => short);
    return set.length === 0 ? "(register of schools, period, date, cluster, packs, data table …)" : `(${set.length} set: ${set.join(", ")})`;
  }

  /** What is in use that says something of the returns: "cluster “Riverside”, register of schools “schools.csv”" */
  told() {
    const texts = TEXTS.filter(([name]) => ["cluster", "la"].includes(name)).map(([name, label]) => [label, this.used[name]]);
    const files = FILES.map(([name, label]) => [label, this.used[name]?.name]);
    const parts = [...texts, ...files].filter(([, value]) => value);
    return parts.map(([label, value]) => `${label[0].toLowerCase()}${label.slice(1)} ${quoted(value)}`).join(", ");
  }

  use() {
    this.setProblems([]);
    this.on.use(this.commit());
  }

  close() {
    this.draft = { ...this.used };
    this.setProblems([]);
    this.draw();
    this.on.close();
  }

  reset() {
    this.draft = {};
    this.errors = {};
    this.draw();
    this.fields.period.focus();
  }

  /** What the engine says of options that it cannot use, each beside its field. */
  setProblems(problems) {
    this.errors = {};
    for (const { field, what, line, remedy } of problems) {
      const at = line ? ` (line ${line})` : "";
      this.errors[field] = [what + at, remedy].filter(Boolean).join(" ");
    }
    this.draw();
    const first = problems[0]?.field;
    if (first) focusOn(this.fields[first] ?? this.element);
  }

  /** What is known of the files now that they were read: `{ register: "312 schools" }`. */
  setAbout(about) {
    this.about = about;
    this.draw();
  }

  draw() {
    const focused = Object.keys(this.fields).find((name) => this.fields[name] === document.activeElement);
    fill(this.element,
      el("div", { class: "fields" },
        TEXTS.map((field) => this.textField(field)),
        FILES.map((field) => this.fileField(field)),
        this.saveAsWell()),
      el("div", { class: "bar" },
        el("button", { type: "submit", class: "plain" }, "Use these options"),
        button("Close without changes", "second", () => this.close()),
        jump("Back to the usual options", () => this.reset())));
    if (focused) this.fields[focused].focus();
    this.on.changed?.();
  }

  textField([name, label, hint]) {
    const ids = { field: newId(name), hint: newId("hint"), error: newId("error") };
    const error = this.errors[name];
    const input = el("input", {
      type: "text", id: ids.field, autocomplete: "off", "aria-describedby": error ? `${ids.error} ${ids.hint}` : ids.hint,
      "aria-invalid": error ? "true" : null, on: { input: () => { this.draft[name] = input.value.trim(); this.on.changed?.(); } },
    });
    input.value = this.draft[name] ?? "";
    this.fields[name] = input;
    return el("div", { class: "field" },
      el("label", { for: ids.field }, label), el("p", { class: "hint", id: ids.hint }, hint), errorText(error, ids.error), input);
  }

  fileField([name, label, hint, none]) {
    const ids = { hint: newId("hint"), error: newId("error"), label: newId("label") };
    const error = this.errors[name];
    const file = this.draft[name];
    const input = hiddenInput({}, ([chosen]) => {
      if (!chosen) return;
      this.draft[name] = chosen;
      delete this.errors[name];
      this.draw();
      this.fields[name].focus();
    });
    const choose = button("Choose a file", "small", () => input.click(), {
      "aria-label": `Choose a file: ${label}`, "aria-describedby": error ? `${ids.error} ${ids.hint}` : ids.hint,
    });
    this.fields[name] = choose;
    const remove = () => { this.draft[name] = null; delete this.errors[name]; this.draw(); this.fields[name].focus(); };
    const about = this.about[name] && this.used[name] === file ? `, ${this.about[name]}` : "";
    return el("div", { class: "field", role: "group", "aria-labelledby": ids.label },
      el("p", { class: "label", id: ids.label }, label), el("p", { class: "hint", id: ids.hint }, hint), errorText(error, ids.error),
      el("div", { class: "row" }, choose, input,
        el("span", {}, file ? [el("b", {}, file.name), about, " ", jump("Remove", remove, { "aria-label": `Remove ${file.name}` })] : none)));
  }

  saveAsWell() {
    const box = (name, text, on) => {
      const input = el("input", { type: "checkbox", on: { change: () => on(input.checked) } });
      input.checked = Boolean(this.draft[name]);
      this.fields[name] = input;
      return el("label", { class: "choice" }, input, el("span", {}, text));
    };
    const format = newId("format");
    const kind = (value, text) => {
      const input = el("input", { type: "radio", name: format, value, disabled: !this.draft.data, on: { change: () => { this.draft.data = value; } } });
      input.checked = (this.draft.data ?? "csv") === value;
      return el("label", { class: "choice" }, input, el("span", {}, text));
    };
    return el("fieldset", { class: "field as-well" },
      el("legend", {}, "Save as well"),
      box("packs", "A pack for each cluster (workbook, school pages and e-mail text)", (on) => { this.draft.packs = on; this.on.changed?.(); }),
      box("data", "The ratings as a table for Power BI or R", (on) => { this.draft.data = on ? "csv" : null; this.draw(); }),
      el("div", { class: "row inner", role: "radiogroup", "aria-label": "Format of the table" }, kind("csv", "CSV"), kind("jsonl", "JSON lines")),
      el("p", { class: "hint" }, "With one of these, you save one zip."),
      box("allInOne", "Several authorities: one workbook for all of them", (on) => { this.draft.allInOne = on; this.on.changed?.(); }));
  }
}

function errorText(text, id) {
  return text ? el("p", { class: "field-error", id }, el("b", {}, "Error: "), text) : null;
}

/** The options as they stand on the first view: closed, under the place for returns. */
export function optionsDetails(form, open = false) {
  const about = el("span", { class: "quiet" });
  form.on.changed = () => { about.textContent = form.summary(); };
  form.on.changed();
  return el("details", { class: "plain-details options", id: "options", open }, el("summary", {}, el("b", {}, "Options"), " ", about), form.element);
}

/** What the register is known for, from what was read. */
export function aboutFiles(view) {
  const { registered } = view.figures ?? {};
  return registered === null || registered === undefined ? {} : { register: count(registered, "school") };
}
