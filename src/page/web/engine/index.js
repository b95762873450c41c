// The engine: files and options in, a view of the grid out, and what is saved. It knows nothing of what the page looks like.

import { exampleFiles } from "./example.js";
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
  #tasks = [];
  #given = [];
  #among = [];
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
    await this.ready;
    this.cancel();
    const started = performance.now();
    this.#given = files;
    this.#among = listsAmong(files, options);
    this.#tasks = await this.#placed(files);
    await this.#collect("clear");
    await this.#readAll(on);
    return this.#shown(options, started);
  }

  /** The same files with other options. They are read again only if others among them are lists now. */
  async again(options, on = {}) {
    const among = listsAmong(this.#given, options);
    const isSame = among.length === this.#among.length && among.every((one) => this.#among.includes(one));
    return isSame ? this.#shown(options, performance.now()) : this.read(this.#given, options, on);
  }

  example(options = {}, on = {}) {
    return this.read(exampleFiles(), options, on);
  }

  cancel() {
    this.#pool?.stop();
    this.#pool = null;
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

  /** The files in their places, without those that are passed over. A list that lies among the returns is none of them. */
  async #placed(files) {
    const isList = (one) => this.#among.includes(one);
    const given = files.map((one) => ({ path: one.path, named: Boolean(one.named), list: isList(one), size: one.file.size }));
    const places = await this.#collector.call("places", { given });
    return places.map((one, at) => one && { ...one, file: files[at].file }).filter(Boolean);
  }

  async #readAll(on) {
    const progress = { done: 0, of: this.#tasks.length, name: "" };
    const report = () => on.progress?.({ ...progress });
    const pool = new Pool(this.#ports(), {
      path: (name) => {
        progress.name = name;
        report();
      },
      broken: ({ name, how }) => on.broken?.({ name, why: HOW[how] }),
    });
    this.#pool = pool;
    const adding = [];
    try {
      await pool.read(this.#tasks, (place, { read, broken }) => {
        if (this.#pool !== pool) return;
        progress.done += 1;
        report();
        adding.push(broken ? this.#collect("addUnreadable", JSON.stringify(place), JSON.stringify(broken)) : this.#collect("add", place.name, read));
      });
      await Promise.all(adding);
    } catch (error) {
      if (this.#pool === pool) throw error;
    }
    if (this.#pool !== pool) throw new DOMException("Stopped", "AbortError");
    this.#pool = null;
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

  async #shown(options, started) {
    const problem = await this.#setLists(options);
    if (problem) return { problems: [problem] };
    const { register, names, framework, ...plain } = options;
    const view = JSON.parse(await this.#collect("view", JSON.stringify({ ...plain, today: today() })));
    return { ...view, milliseconds: Math.round(performance.now() - started) };
  }

  /** Hands the lists over that have changed. → a problem with one of them, or nothing. */
  async #setLists({ register, names, framework }) {
    const bytes = framework ? new Uint8Array(await framework.arrayBuffer()) : new Uint8Array();
    const refused = await this.#collect("setFramework", framework?.name ?? "", bytes);
    if (refused) return JSON.parse(refused);
    for (const [kind, file, set] of [["register", register, "setRegister"], ["names", names, "setNames"]]) {
      try {
        const read = file ? await this.#list(kind, file, bytes) : new Uint8Array();
        await this.#collect(set, file?.name ?? "", read);
      } catch (error) {
        const what = `${file.name} could not be read: ${HOW[error.how] ?? "it could not be opened"}.`;
        return { field: kind, what, line: null, remedy: "Open it in Excel, save it as a new workbook (.xlsx) and choose that." };
      }
    }
    return null;
  }

  /** A list, read once as long as it is the same file. */
  async #list(kind, file, framework) {
    const known = this.#lists[kind];
    if (known?.file === file && known.framework === framework.length) return known.read.slice();
    const module = await this.#modules.large();
    const port = this.#workers ? new WorkerPort(module, LARGE) : new LocalPort(module, LARGE);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const read = await port.call("list", { kind, name: file.name, bytes, framework });
      this.#lists[kind] = { file, framework: framework.length, read };
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
