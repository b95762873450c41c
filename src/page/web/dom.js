// Small helpers for building the page. Texts from files go in as text nodes only: nothing is ever parsed as HTML.

/**
 * Makes an element. `attributes`: `class`, `on` (event → listener), `data` (dataset), booleans, and any other as it is called
 * in HTML. `children`: nodes, texts, lists of them; null and false are left out.
 */
export function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (name === "data") Object.assign(made.dataset, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...usable(children));
  return made;
}

function usable(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Puts children in place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...usable(children));
  return element;
}

let made = 0;

/** A new id, for labels and descriptions. */
export function newId(of) {
  made += 1;
  return `${of}-${made}`;
}

/** A text for screen readers alone. */
export function unseen(text) {
  return el("span", { class: "unseen" }, text);
}

/** A button. `kind`: "first" (filled, large), "plain" (filled), "second" (outlined), "small" or "link". */
export function button(text, kind, onClick, attributes) {
  return el("button", { type: "button", class: kind, on: { click: onClick }, ...attributes }, text);
}

/** A link within the page that does something when it is followed. */
export function jump(text, onClick, attributes) {
  const follow = (event) => {
    event.preventDefault();
    onClick(event);
  };
  return el("a", { href: "#", on: { click: follow }, ...attributes }, text);
}

/** A row of radio buttons with a legend. `choices`: [[value, text], …] */
export function radios(legend, choices, chosen, onChange) {
  const name = newId("choice");
  const inputs = choices.map(([value, text]) =>
    el("label", { class: "choice" },
      el("input", { type: "radio", name, value, checked: value === chosen, on: { change: () => onChange(value) } }),
      el("span", {}, text)));
  return el("fieldset", { class: "radios" }, el("legend", {}, legend), el("div", { class: "row" }, inputs));
}

/** A list to choose from. `choices`: [[value, text], …]; a third entry groups them. */
export function select(id, choices, chosen, onChange) {
  const options = choices.map(([value, text]) => el("option", { value, selected: value === chosen }, text));
  return el("select", { id, on: { change: (event) => onChange(event.target.value) } }, options);
}

/** A table. `columns`: [[heading, class|null], …]; `rows`: lists of cells, or ready <tr> elements. The first cell names its row. */
export function table(label, columns, rows) {
  const row = (cells) => cells instanceof Node ? cells : el("tr", {}, cells.map((cell, at) => {
    const attributes = { class: columns[at][1] };
    if (cell instanceof HTMLTableCellElement) return cell;
    return at === 0 ? el("th", { ...attributes, scope: "row" }, cell) : el("td", attributes, cell);
  }));
  return scroller(label, el("table", { class: "list" },
    el("caption", { class: "unseen" }, label),
    el("thead", {}, el("tr", {}, columns.map(([heading, kind]) => el("th", { scope: "col", class: kind }, heading)))),
    el("tbody", {}, rows.map(row))));
}

// A table is a stop of the Tab key only while it is too wide for the window: then the arrow keys must be able to scroll it.
const whileTooWide = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    const tooWide = target.scrollWidth > target.clientWidth + 1;
    const attributes = { tabindex: "0", role: "region", "aria-label": target.dataset.label };
    for (const [name, value] of Object.entries(attributes)) {
      if (tooWide) target.setAttribute(name, value);
      else target.removeAttribute(name);
    }
  }
});

function scroller(label, content) {
  const made = el("div", { class: "scroll", data: { label } }, content);
  whileTooWide.observe(made);
  return made;
}

/** Moves the focus to something that is not in the tab order. */
export function focusOn(element) {
  if (!element) return;
  if (!element.matches("a, button, input, select, textarea, summary, [tabindex]")) element.setAttribute("tabindex", "-1");
  element.focus();
}
