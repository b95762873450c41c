// The page's states and the ways between them. What is shown is made by screens/; what is worked out, by the engine.

import { el, button, fill, focusOn } from "./dom.js";
import { announce } from "./announce.js";
import { download } from "./download.js";
import { count, number, quoted, seconds } from "./words.js";
import { called, chosen } from "./files/chosen.js";
import { watchDrops } from "./files/dropped.js";
import { Pickers } from "./files/pickers.js";
import { dropCover } from "./parts/drop_cover.js";
import { fileCounts } from "./parts/files.js";
import { strip } from "./parts/strip.js";
import { firstPlace, readAgain, samePlace } from "./scope.js";
import { Done } from "./screens/done.js";
import { firstScreen } from "./screens/first.js";
import { forIt } from "./screens/for_it.js";
import { Large } from "./screens/large.js";
import { namesScreen, questionKey } from "./screens/names.js";
import { nothingScreen } from "./screens/nothing.js";
import { OptionsForm, aboutFiles, optionsDetails } from "./screens/options.js";
import { printSheet } from "./screens/print.js";
import { Reading } from "./screens/reading.js";

/** Reading shows itself only if it takes this long, in milliseconds. */
const SOON = 500;

export class Page {
  constructor(engine) {
    this.engine = engine;
    this.app = document.getElementById("app");
    this.answers = new Map();
    this.answersSaved = true;
    this.workers = true;
    this.view = null;
    this.source = null;
    // What was chosen with options that cannot be used: it is read when these are put right.
    this.waiting = null;
    this.run = 0;
    this.state = { order: "number", list: null };
    this.pickers = new Pickers((files) => this.take(files));
    this.form = new OptionsForm({ use: (options) => this.useOptions(options), close: () => this.closeOptions() });
  }

  start() {
    this.it = forIt({ left: () => focusOn(this.app.querySelector("h1")) });
    dropCover(watchDrops({
      entered: () => { this.cover?.(this.view !== null, this.it.isShown()); announce("Entered drop zone"); },
      left: () => announce("Left drop zone"),
      took: (files) => this.dropped(files),
      failed: (text) => this.failed(text),
    }), this);
    window.addEventListener("beforeunload", (event) => { if (!this.answersSaved) event.preventDefault(); });
    window.addEventListener("beforeprint", () => this.beforePrint());
    window.addEventListener("afterprint", () => this.afterPrint());
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && this.reading) this.cancel(); });
    this.showFirst();
    this.engine.ready.then(({ workers }) => {
      this.workers = workers;
      if (!workers && !this.view && !this.reading) this.showFirst();
    });
  }

  // ---- Files in ----

  dropped(files) {
    if (this.it.isShown() && files.length === 1 && /\.html?$/i.test(files[0].path)) this.it.check(files[0].file);
    else this.take(files);
  }

  take(files) {
    if (this.it.isShown()) location.hash = "";
    this.waiting = null;
    this.read(chosen(files), (options, on) => this.engine.read(files, options, on));
  }

  /** Something was dropped that cannot be taken: said where the returns go in, and to readers. */
  failed(text) {
    announce(text);
    const place = this.app.querySelector("#zone-status, .strip .what");
    if (place) fill(place, el("b", {}, text));
  }

  example() {
    this.read({ files: [], label: "the example", folder: null, count: count(10, "file"), key: "example", title: "Example: invented schools" },
      (options, on) => this.engine.example(options, on));
  }

  /** Reads, and shows what came of it. A newer run makes this one's outcome void. */
  async read(source, start) {
    this.run += 1;
    const run = this.run;
    if (this.reading) this.engine.cancel();
    this.stopReading();
    const options = this.optionsNow();
    const of = source.files.length || 10;
    const reading = new Reading({ pickers: this.pickers, label: source.label ?? source.count, of, workers: this.workers, cancel: () => this.cancel() });
    this.reading = reading;
    const shown = setTimeout(() => this.reading === reading && this.show(reading.element), SOON);
    announce(`Reading ${count(of, "file")}`);
    const began = performance.now();
    try {
      const view = await start(options, {
        progress: (progress) => reading.progress(progress), broken: (broken) => reading.broken(broken),
      });
      if (run === this.run) this.finish(() => this.came(view, source, performance.now() - began));
    } catch (error) {
      if (run === this.run) this.finish(() => this.stopped(error, reading));
    } finally {
      clearTimeout(shown);
      reading.end();
    }
  }

  finish(then) {
    this.stopReading();
    then();
  }

  stopReading() {
    this.reading?.end();
    this.reading = null;
  }

  cancel() {
    this.engine.cancel();
  }

  stopped(error, reading) {
    this.view = null;
    this.source = null;
    const text = error.name === "AbortError"
      ? `Stopped. ${number(reading.done)} of ${count(reading.of, "file")} were read; nothing was saved.`
      : `The returns could not be read (${error.message}). If they were changed or moved meanwhile, choose them again.`;
    this.showFirst(text);
    announce(text);
    focusOn(this.app.querySelector("h1"));
  }

  optionsNow() {
    return { ...this.form.commit(), answers: [...this.answers.values()] };
  }

  // ---- What came of it ----

  came(view, source, took) {
    if (view.problems?.length > 0) return this.optionsRefused(view, source);
    const before = this.source?.key === source.key ? this.view : null;
    const earlier = this.source;
    this.source = source;
    this.form.setProblems([]);
    this.form.setAbout(aboutFiles(view));
    if (view.nothing) return this.showNothing(view);
    this.place = before ? samePlace(view, before, this.place) : firstPlace(view);
    if (!before) Object.assign(this.state, { list: null, order: "number" });
    this.view = view;
    this.showDone(before ? readAgain(before, view) : this.doneText(view, took) + oneSchoolOnly(view, source, earlier));
    const { schools, errors } = view.figures;
    announce(`Done: ${count(schools, "school")}, ${count(errors, "error")}`);
    focusOn(this.app.querySelector("h1"));
    window.scrollTo(0, 0);
  }

  doneText(view, took) {
    const time = seconds(view.milliseconds ?? took);
    const { all, unread } = fileCounts(view.files);
    if (unread > 0 && view.authorities.flatMap((one) => one.clusters).length > 1) {
      return `Done: ${number(all - unread)} of ${count(all, "file")} read in ${time}.`;
    }
    return all > 30 ? `Done in ${time}.` : `Done: ${count(all, "file")} read in ${time}.`;
  }

  optionsRefused(view, source) {
    this.waiting = source;
    if (this.view) this.showDone("");
    else this.showFirst(`${source.count} chosen${source.label ? `: ${source.label}` : ""}`);
    this.openOptions();
    this.form.setProblems(view.problems);
    announce(`The options cannot be used. ${view.problems.map((one) => one.what).join(" ")}`);
  }

  // ---- Screens ----

  show(...elements) {
    fill(this.app, ...elements);
  }

  showFirst(status = null) {
    document.title = "ksfgrid: the KSF grid from your schools’ returns";
    this.options = optionsDetails(this.form);
    this.show(firstScreen({
      pickers: this.pickers, status, options: this.options, oneAtATime: !this.workers,
      example: typeof this.engine.example === "function" ? () => this.example() : null,
    }));
  }

  showNothing(view) {
    this.view = null;
    document.title = "There is no grid to show – ksfgrid";
    this.options = optionsDetails(this.form);
    const status = `${this.source.count} chosen${this.source.label ? `: ${this.source.label}` : ""}`;
    this.show(nothingScreen(view, { pickers: this.pickers, status, options: this.options, explain: (path) => this.engine.explain(path) }));
    focusOn(this.app.querySelector(".box"));
    window.scrollTo(0, 0);
  }

  showDone(said) {
    document.title = `${this.source.title ?? this.view.title} – ksfgrid`;
    const state = Object.assign(this.state, {
      view: this.view, place: this.place, said, options: this.form.options(), title: this.source.title ?? null,
    });
    this.options = null;
    this.done = new Done(state, this.makeStrip(), {
      save: () => this.save(), large: () => this.large(), print: () => window.print(), names: () => this.showNames(),
      placed: (place) => { this.place = place; }, ordered: (order) => { this.state.order = order; },
      listed: (list) => { this.state.list = list; }, engine: this.engine, explain: (path) => this.engine.explain(path),
    });
    this.show(this.done.elements);
  }

  makeStrip() {
    this.optionsButton = button("Options", "small", () => this.toggleOptions(), { "aria-expanded": "false" });
    this.optionsHolder = el("div", { class: "under-strip", hidden: true });
    this.form.on.changed = null;
    const told = this.form.told();
    const read = `Read: ${called(this.source)}${told ? `; with ${told}` : ""}`;
    return [strip(this.pickers, read, "or drop here, to replace it", this.optionsButton), this.optionsHolder];
  }

  showNames() {
    this.show(this.makeStrip(), namesScreen(this.view.names, this.answers, {
      answered: (question, meant) => this.answered(question, meant),
      use: () => this.again(),
      save: () => this.saveNames(),
      back: () => { this.showDone(""); focusOn(this.app.querySelector("h1")); },
    }));
    focusOn(this.app.querySelector("h1"));
    window.scrollTo(0, 0);
  }

  large() {
    const large = new Large(this.done.current, this.view.framework, {
      order: this.state.order, period: this.form.options().period, ordered: (order) => { this.state.order = order; },
      closed: () => { this.done.draw(); focusOn(document.getElementById("show-large")); },
    });
    large.show();
  }

  // ---- Options ----

  openOptions() {
    if (this.options) {
      this.options.open = true;
      return;
    }
    fill(this.optionsHolder, this.form.element);
    this.optionsHolder.hidden = false;
    this.optionsButton.setAttribute("aria-expanded", "true");
  }

  toggleOptions() {
    if (this.optionsHolder.hidden) {
      this.openOptions();
      this.form.fields.period.focus();
    } else {
      this.form.close();
    }
  }

  closeOptions() {
    if (this.options) {
      this.options.open = false;
      this.options.querySelector("summary").focus();
    } else if (this.optionsHolder) {
      this.optionsHolder.hidden = true;
      this.optionsButton.setAttribute("aria-expanded", "false");
      this.optionsButton.focus();
    }
  }

  useOptions() {
    const source = this.waiting ?? this.source;
    if (!source) return this.closeOptions();
    this.again(source);
  }

  /** Reads the same files with the options and answers as they are now. */
  again(source = this.source) {
    const known = source === this.source && this.view;
    this.waiting = null;
    // The example has no files of the user's: the engine keeps it.
    if (known || source.key === "example") this.read(source, (options, on) => this.engine.again(options, on));
    else this.read(source, (options, on) => this.engine.read(source.files, options, on));
  }

  // ---- Names ----

  answered(question, meant) {
    const { name, cluster, localAuthority } = question;
    if (meant) this.answers.set(questionKey(question), { name, cluster, localAuthority, meant });
    else this.answers.delete(questionKey(question));
    this.answersSaved = this.answers.size === 0;
  }

  async saveNames() {
    const list = await this.engine.saveNames([...this.answers.values()]);
    download(list);
    this.answersSaved = true;
    announce(`Saved ${list.name}`);
  }

  // ---- Out ----

  async save() {
    const { done } = this;
    announce("Saving");
    try {
      const saved = await this.engine.save();
      download(saved);
      const text = this.savedText(saved);
      done.say(text);
      announce(text);
    } catch (error) {
      const text = `The workbook could not be saved (${error.message}). Choose the returns again.`;
      done.say(text);
      announce(text);
    }
  }

  savedText({ name }) {
    const start = `Saved with your downloads: ${quoted(name)}.`;
    if (/\.zip$/i.test(name)) return `${start} Unpack it before you open them.`;
    return `${start} In Excel choose Enable Editing.`;
  }

  beforePrint() {
    if (this.it.isShown()) return document.body.classList.add("print-answers");
    if (!this.done || !this.view || !this.done.title.isConnected || !this.done.current.grid) return undefined;
    this.sheet = printSheet(this.view, this.done.current, { order: this.state.order, period: this.form.options().period });
    document.body.append(this.sheet);
    return document.body.classList.add("print-sheet");
  }

  afterPrint() {
    document.body.classList.remove("print-answers", "print-sheet");
    this.sheet?.remove();
    this.sheet = null;
  }
}

/** One school alone was chosen by its file: it may have been meant to join what was shown before. */
function oneSchoolOnly(view, source, earlier) {
  if (view.figures.schools !== 1 || source.folder || source.key === "example") return "";
  const before = earlier && earlier.key !== source.key ? ` ${upperFirst(called(earlier))}, is no longer shown.` : "";
  return ` This is one school only; for a grid of all, choose their folder.${before}`;
}

function upperFirst(text) {
  return text[0].toUpperCase() + text.slice(1);
}
