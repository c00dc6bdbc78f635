// @ts-check
// Several agents at once: what each file holds, how it fared, and what is to be said of all of them together.

import "../at-once.js";

import { ACROSS_RULES, acrossFiles, factOf, isDocumentation, nameInPlace } from "../../../../pkg/shared/across.js";
import { hasFrontmatter, isSilenced, silencesIn } from "../../../../pkg/shared/comments.js";
import { Lines } from "../../../../pkg/shared/lines.js";
import { configFrom } from "./config.js";
import { Ignored } from "./ignored.js";
import { findAgents, isBeside, isConfig, isIgnoreFile, isManifest } from "./places.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */
/** @typedef {import("passmuster").Options} Options */

/**
 * @typedef {object} Entry
 * @property {string} path
 * @property {string} shown The same, for the findings.
 * @property {import("./places.js").Place} [place]
 * @property {true} reported For the findings across files: all of them are.
 * @property {import("./receive.js").ReceivedFile["read"]} read
 * @property {Promise<void>} [loading] Its being read.
 * @property {string} host Who reads it.
 * @property {string} [text] The file as it is now, once it was read.
 * @property {string} [original] The file as it came.
 * @property {string} [problem] What is wrong with the file itself.
 * @property {string} [name] The agent's.
 * @property {CheckResult["status"]} [status] Missing as long as it was not checked.
 * @property {Diagnostic["severity"][]} found Its own findings.
 * @property {ReturnType<typeof factOf>} [fact]
 * @property {import("../../../../pkg/shared/comments.js").Silence[]} [silences] What its comments leave out.
 * @property {boolean} passedOver Whether it is documentation beside the agents.
 */

/** How many files are read at a time. */
const PART = 16;

/** How long the page may be busy before it gets to breathe: two thirds of a frame. */
const SLICE = 10;

/**
 * @typedef {object} Origin What the files are from.
 * @property {string} name of the folder, or of what else was opened
 * @property {boolean} isFolder
 * @property {string} host Who reads what lies nowhere in particular.
 * @property {{path: string, text: string}[]} beside The files that say which others are agents, and
 *   what is set for them.
 */

export class Crew {
  /** @type {Map<string, Diagnostic[]>} What is said across files, by path. */
  across = new Map();

  /** Goes up with every round of checks, so that an overtaken one ends. */
  #round = 0;

  /** @type {Options["rules"]} */
  #rules = {};

  isStopped = false;

  /** @type {import("./config.js").Config | undefined} */
  #config;

  /**
   * @param {object} give
   * @param {Origin} give.origin
   * @param {Entry[]} give.entries
   * @param {number} give.ignored how many agents git leaves out, and so does this
   * @param {(text: string, options: Options) => CheckResult} give.check
   * @param {() => import("passmuster").HostInfo[]} give.hosts
   */
  constructor({ origin, entries, ignored, check, hosts }) {
    this.origin = origin;
    this.entries = entries;
    this.ignored = ignored;
    this.check = check;
    this.hosts = hosts;
  }

  /** The files that are agents, or were meant to be. */
  get agents() {
    return this.entries.filter(({ passedOver }) => !passedOver);
  }

  /**
   * Reads the folder's configuration, for which the checker must run.
   * @returns {{path: string, problem?: string} | undefined} which it is, and why it does not count
   */
  readConfig() {
    const file = this.origin.beside.find(({ path }) => isConfig(path));
    if (!file) return undefined;
    const { path, text } = file;
    const { config, problem } = configFrom(text, path.slice(0, path.lastIndexOf("/") + 1));
    this.#config = config;
    if (config) for (const entry of this.entries) entry.host = config.hostOf(entry.path, entry.host);
    return { path, problem };
  }

  /** What the configuration sets for a file. @param {string} path */
  levelsOf(path) {
    return this.#config?.levelsOf(path) ?? {};
  }

  /**
   * Checks all files, a part at a time.
   * @param {Options["rules"]} rules that have the last word
   * @param {(entry: Entry) => void} onEntry
   * @returns {Promise<boolean>} whether it got to the end
   */
  async checkAll(rules, onEntry) {
    const round = ++this.#round;
    this.#rules = rules;
    let until = performance.now() + SLICE;
    for (const [index, entry] of this.entries.entries()) {
      if (index % PART === 0) await Promise.all(this.entries.slice(index, index + PART).map((each) => this.load(each)));
      if (round !== this.#round) return false;
      if (entry.text !== undefined) {
        // The checker replaces itself when it breaks down, and the next file is checked as if nothing had been.
        let result;
        try {
          result = this.check(entry.text, { host: /** @type {Options["host"]} */ (entry.host), path: entry.path, rules: { ...this.levelsOf(entry.path), ...rules } });
        } catch {
          entry.problem = "makes the checker fail, which is a bug in it.";
        }
        if (result) this.#take(entry, result);
      }
      onEntry(entry);
      if (performance.now() < until) continue;
      await pause();
      if (round !== this.#round) return false;
      until = performance.now() + SLICE;
    }
    this.#compare();
    return true;
  }

  /** Reads a file, once. @param {Entry} entry */
  async load(entry) {
    entry.loading ??= entry.read().then((content) => {
      Object.assign(entry, content);
      entry.original = content.text;
    });
    await entry.loading;
  }

  /** The texts of files that were edited, by path. @returns {Record<string, string>} */
  edits() {
    return Object.fromEntries(this.entries.flatMap(({ path, text, original }) => (text === undefined || text === original ? [] : [[path, text]])));
  }

  /** Edits files as they were edited before. @param {Record<string, string>} edits */
  async takeEdits(edits) {
    await Promise.all(this.entries.map((entry) => this.load(entry)));
    for (const entry of this.entries) if (entry.text !== undefined && Object.hasOwn(edits, entry.path)) entry.text = edits[entry.path];
  }

  /** All that was read, as it came. @returns {import("./session.js").Whole} */
  whole() {
    const { beside, ...origin } = this.origin;
    return { ...origin, ignored: this.ignored, files: [...beside, ...this.entries.map(({ path, original, problem }) => ({ path, text: original, problem }))] };
  }

  /**
   * The comment that leaves out a finding across files: above its line where that is a field's first, or else for
   * the file.
   * @param {Entry} entry
   * @param {Diagnostic} finding
   * @returns {import("passmuster").EditInfo | null} null if it is no such finding, or there is nowhere for a comment
   */
  silence({ path, text = "" }, finding) {
    if (!this.across.get(path)?.includes(finding)) return null;
    const lines = new Lines(text);
    if (!hasFrontmatter(lines)) return null;
    const { line } = lines.position(finding.from);
    const isField = /^[\w-]+[ \t]*:/.test(lines.text(line));
    const at = lines.start(isField ? line : 2) ?? text.length;
    const end = /\r\n?|\n/.exec(text)?.[0] ?? "\n";
    return { from: at, to: at, insert: `# passmuster: ${isField ? "ignore" : "ignore-file"}[${finding.rule}]${end}` };
  }

  /** Ends what is going on, for good. */
  stop() {
    this.#round += 1;
    this.isStopped = true;
  }

  /**
   * Takes over how a file fares that was checked elsewhere, since it is in the editor.
   * @param {Entry} entry
   * @param {CheckResult} result
   * @returns {boolean} whether anything is to be said otherwise across files
   */
  update(entry, result) {
    const heard = () => JSON.stringify([entry.fact, entry.silences, entry.passedOver]);
    const before = heard();
    entry.host = result.host;
    this.#take(entry, result);
    if (heard() === before) return false;
    this.#compare();
    return true;
  }

  /** Finds out what is to be said across files. */
  #compare() {
    const members = this.agents.flatMap((entry) => (entry.fact ? [{ ...entry.fact, file: entry }] : []));
    this.across = new Map();
    for (const { file, finding } of acrossFiles(members, this.hosts(), (rule, { file }, { from }) => this.#severity(rule, file, from))) {
      // Who isn't here may still be there.
      if (finding.rule === "missing-agent" && file.place?.partial) continue;
      const found = this.across.get(file.path);
      if (found) found.push(finding);
      else this.across.set(file.path, [finding]);
    }
  }

  /**
   * How bad a finding is, or whether it is to be left out.
   * @param {string} rule
   * @param {Entry} entry
   * @param {number} from
   */
  #severity(rule, { path, silences }, from) {
    if (isSilenced(silences, { rule, from })) return "off";
    const level = this.#rules?.[rule] ?? this.levelsOf(path)[rule] ?? "on";
    return level === "on" ? ACROSS_RULES[rule].severity : level;
  }

  /** All findings of a file as severities. @param {Entry} entry */
  severities({ path, found }) {
    return [...found, ...(this.across.get(path) ?? []).map(({ severity }) => severity)];
  }

  /** @param {Entry} entry @param {CheckResult} result */
  #take(entry, { status, agent, diagnostics, host }) {
    const named = agent && { ...agent, name: nameInPlace(agent.name, entry) };
    entry.status = status;
    entry.name = named?.name;
    entry.found = diagnostics.map(({ severity }) => severity);
    entry.fact = factOf(entry, { host, agent: named });
    entry.silences = entry.fact && entry.text !== undefined ? silencesIn(new Lines(entry.text)) : undefined;
    // What was edited is at work, whatever it is.
    entry.passedOver = entry.text === entry.original && !entry.place?.partial && isDocumentation({ status, path: entry.path }, entry.text);
  }
}

/**
 * What a crew is made of.
 * @param {import("./receive.js").Received} received
 * @param {string} host who reads what lies nowhere in particular
 * @returns {Promise<{origin: Origin, entries: Entry[], ignored: number}>}
 */
export async function crewOf({ name, files, isFolder, ignored: before = 0 }, host) {
  const read = new Map(files.map((file) => [file.path, file.read]));
  const beside = isFolder
    ? await Promise.all(files.filter(({ path }) => isBeside(path)).map(async ({ path, read }) => ({ path, text: (await read()).text ?? "" })))
    : [];
  const textsOf = (/** @type {(path: string) => boolean} */ is) =>
    new Map(beside.filter(({ path }) => is(path)).map(({ path, text }) => [path, text]));
  const together = { root: "", host, partial: true };
  const all = isFolder
    ? findAgents([...read.keys()], textsOf(isManifest), host)
    : [...read.keys()].sort().map((path) => ({ path, place: together }));
  const ignored = new Ignored(textsOf(isIgnoreFile));
  const kept = all.filter(({ path }) => !ignored.has(path));
  // If git leaves out all of them, it is for their sake that the folder was opened.
  const found = kept.length ? kept : all;
  const entries = found.map(({ path, place }) => ({
    path,
    shown: path,
    place,
    reported: /** @type {const} */ (true),
    read: /** @type {import("./receive.js").ReceivedFile["read"]} */ (read.get(path)),
    host: place?.host ?? host,
    found: [],
    passedOver: false,
  }));
  return { origin: { name, isFolder, host, beside }, entries, ignored: before + all.length - found.length };
}

/** Lets the page do what is waiting. */
function pause() {
  const { scheduler } = /** @type {{scheduler?: {yield?: () => Promise<void>}}} */ (globalThis);
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
}
