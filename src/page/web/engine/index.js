// The engine: files and options in, a view of the grid out, and what is saved. It knows nothing of what the page looks like.

import { moduleBytes, withMemoryLimit } from "./module.js";
import { LARGE, Pool, SMALL } from "./pool.js";
import { LocalPort, WorkerPort, workersWork } from "./ports.js";
import { Ended } from "./roles.js";

/** Megabytes that the collector may have. */
const COLLECTOR = 2048;

const HOW = {
  time: "reading it took too long",
  memory: "reading it needs too much memory",
  stopped: "it is damaged in a way that stopped the part that reads",
};

export class Engine {
  ready;
  #modules;
  #workers = false;
  #collector;
  #pool;
  /** Counts runs, so that one knows when another has taken its place. */
  #run = 0;
  /** What was read last, and those of the files that are lists. */
  #given = [];
  #among = [];
  /** Whether the collector has all of it. */
  #isComplete = false;
  #lists = {};

  constructor() {
    this.ready = this.#start();
  }

  async #start() {
    const bytes = await moduleBytes();
    const compiled = (megabytes) => WebAssembly.compile(withMemoryLimit(bytes, megabytes));
    const [collector, small] = await Promise.all([compiled(COLLECTOR), compiled(SMALL)]);
    this.#modules = { collector, small, large: () => compiled(LARGE) };
    const port = await workersWork(collector, COLLECTOR);
    this.#workers = port !== null;
    this.#collector = port ?? new LocalPort(collector, COLLECTOR);
    return { workers: this.#workers };
  }

  /** Reads files and shows them; what was read before is forgotten. */
  async read(files, options, on = {}) {
    this.cancel();
    const run = this.#run;
    await this.ready;
    const started = performance.now();
    const among = listsAmong(files, options);
    const tasks = await this.#placed(files, among);
    this.#goOn(run);
    [this.#given, this.#among] = [files, among];
    await this.#readAll(tasks, on);
    return this.#shown(options, started, run);
  }

  /** The same files with other options. They are read again only if others among them are lists now, or not all is there. */
  async again(options, on = {}) {
    const among = listsAmong(this.#given, options);
    const isSame = among.length === this.#among.length && among.every((one) => this.#among.includes(one));
    if (!isSame || !this.#isComplete) return this.read(this.#given, options, on);
    return this.#shown(options, performance.now(), this.#run);
  }

  /** Reads ten invented schools. */
  async example(options = {}, on = {}) {
    await this.ready;
    const file = new File([await this.#collector.call("example")], "Invented schools.csv", { type: "text/csv", lastModified: 0 });
    return this.read([{ path: file.name, named: true, file }], options, on);
  }

  /** Ends whatever is being read. */
  cancel() {
    this.#run += 1;
    this.#pool?.stop();
    this.#pool = null;
  }

  /** Ends a run whose place another one has taken, or that was cancelled. */
  #goOn(run) {
    if (this.#run !== run) throw new DOMException("Stopped", "AbortError");
  }

  async explain(path) {
    return JSON.parse(await this.#collect("explain", path));
  }

  /** The cells around the one that a finding is about, and what its school is told. */
  async details(finding) {
    return JSON.parse(await this.#collect("details", finding));
  }

  /** What schools are told about these findings, as a text. */
  mails(findings) {
    return this.#collect("mails", Uint32Array.from(findings));
  }

  async save() {
    const problem = await this.#collect("write");
    if (problem) throw new Error(JSON.parse(problem).what);
    const [name, type, what] = (await this.#collect("written")).split("\n");
    return { name, type, what, bytes: await this.#collect("take") };
  }

  async saveNames(answers) {
    const bytes = await this.#collect("names", JSON.stringify({ answers }));
    return { name: "Names.csv", type: "text/csv", bytes };
  }

  /** The files in their places, without those that are passed over. `among`: those that are lists. */
  async #placed(files, among) {
    const given = files.map((one) => ({
      path: one.path, named: Boolean(one.named), list: among.includes(one), size: one.file.size,
    }));
    const places = await this.#collector.call("places", { given });
    return places.map((one, at) => one && { ...one, file: files[at].file }).filter(Boolean);
  }

  /** Hands what is read to the collector, file by file, as long as no other run has begun. */
  async #readAll(tasks, on) {
    const progress = { done: 0, of: tasks.length, name: "" };
    const pool = new Pool(this.#ports(), {
      path: (name) => on.progress?.(Object.assign(progress, { name })),
      broken: ({ name, how }) => on.broken?.({ name, why: HOW[how] }),
    });
    // From here on nothing of an earlier run is added, and all that was is cleared.
    this.#pool = pool;
    this.#isComplete = false;
    const added = [this.#collect("clear")];
    try {
      await pool.read(tasks, (place, came) => {
        if (this.#pool !== pool) return;
        on.progress?.(Object.assign(progress, { done: progress.done + 1 }));
        added.push(this.#add(place, came));
      });
      await Promise.all(added);
      this.#isComplete = this.#pool === pool;
    } catch (error) {
      pool.stop();
      if (this.#pool === pool) throw error;
    }
  }

  #add(place, { read, broken }) {
    return broken
      ? this.#collect("addUnreadable", JSON.stringify(place), JSON.stringify(broken))
      : this.#collect("add", place.name, read);
  }

  /** How readers are started. In the page itself there is one at a time. */
  #ports() {
    const { small } = this.#modules;
    if (!this.#workers) {
      const local = (onPath) => new LocalPort(small, SMALL, onPath);
      return { small: local, large: local, several: false };
    }
    return {
      small: (onPath) => new WorkerPort(small, SMALL, onPath),
      large: (onPath) => new LateWorkerPort(this.#modules.large(), LARGE, onPath),
      several: true,
    };
  }

  async #shown(options, started, run) {
    const problem = await this.#setLists(options, run);
    this.#goOn(run);
    if (problem) return { problems: [problem] };
    const { register, names, framework, ...plain } = options;
    const view = JSON.parse(await this.#collect("view", JSON.stringify({ ...plain, today: today() })));
    return { ...view, milliseconds: Math.round(performance.now() - started) };
  }

  /** Hands the lists over that have changed. → a problem with one of them, or nothing. */
  async #setLists({ register, names, framework }, run) {
    const bytes = framework ? new Uint8Array(await framework.arrayBuffer()) : new Uint8Array();
    this.#goOn(run);
    const refused = await this.#collect("setFramework", framework?.name ?? "", bytes);
    if (refused) return JSON.parse(refused);
    for (const [kind, file, set] of [["register", register, "setRegister"], ["names", names, "setNames"]]) {
      let read = new Uint8Array();
      try {
        if (file) read = await this.#list(kind, file, { file: framework, bytes });
      } catch (error) {
        const what = `${file.name} could not be read: ${HOW[error.how] ?? "it could not be opened"}.`;
        return { field: kind, what, line: null, remedy: "Open it in Excel, save it as a new workbook (.xlsx) and choose that." };
      }
      this.#goOn(run);
      await this.#collect(set, file?.name ?? "", read);
    }
    return null;
  }

  /** A list, read once as long as it is the same file. */
  async #list(kind, file, framework) {
    const known = this.#lists[kind];
    if (known?.file === file && known.framework === framework.file) return known.read.slice();
    const module = await this.#modules.large();
    const port = this.#workers ? new WorkerPort(module, LARGE) : new LocalPort(module, LARGE);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const read = await port.call("list", { kind, name: file.name, bytes, framework: framework.bytes });
      this.#lists[kind] = { file, framework: framework.file, read };
      return read.slice();
    } finally {
      port.end();
    }
  }

  /** A call of the collector. If it ends, all that was read is lost with it. */
  async #collect(name, ...args) {
    try {
      return await this.#collector.call("collect", { name, args });
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      this.#isComplete = false;
      const { collector } = this.#modules;
      this.#collector.end();
      this.#collector = this.#workers ? new WorkerPort(collector, COLLECTOR) : new LocalPort(collector, COLLECTOR);
      throw new Error("There was too much to put together in the browser. Try with fewer returns at a time.", { cause: error });
    }
  }
}

/** Those of the files that are the register, the list of names or the framework. */
function listsAmong(files, { register, names, framework }) {
  const lists = [register, names, framework].filter(Boolean);
  const isList = ({ file }) =>
    lists.some((list) => list.name === file.name && list.size === file.size && list.lastModified === file.lastModified);
  return files.filter(isList);
}

/** A worker whose module is compiled only when it is needed. */
class LateWorkerPort {
  #port;

  constructor(module, cap, onPath) {
    this.#port = module.then((compiled) => new WorkerPort(compiled, cap, onPath));
  }

  async call(name, task) {
    const port = await this.#port;
    const result = await port.call(name, task);
    this.megabytes = port.megabytes;
    return result;
  }

  end(how) {
    this.#port.then((port) => port.end(how));
  }
}

/** Today by the computer's clock and time zone. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
