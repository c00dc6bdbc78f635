// @ts-check
// Several agents at once: what each file holds, how it fared, and what is to be said of all of them together.

import "../at-once.js";

import { acrossFiles, factOf, isDocumentation, nameInPlace } from "../../../../pkg/across.js";
import { findAgents } from "./places.js";
import { readText } from "./text.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */
/** @typedef {import("passmuster").Options} Options */

/**
 * @typedef {object} Entry
 * @property {string} path
 * @property {string} shown The same, for the findings.
 * @property {import("./places.js").Place} [place]
 * @property {true} reported For the findings across files: all of them are.
 * @property {() => Promise<File>} open
 * @property {Promise<void>} [loading] Its being read.
 * @property {string} host Who reads it.
 * @property {string} [text] The file as it is now, once it was read.
 * @property {string} [original] The file as it came.
 * @property {string} [problem] What is wrong with the file itself.
 * @property {string} [name] The agent's.
 * @property {CheckResult["status"]} [status] Missing as long as it was not checked.
 * @property {Diagnostic["severity"][]} found Its own findings.
 * @property {ReturnType<typeof factOf>} [fact]
 * @property {boolean} passedOver Whether it is documentation beside the agents.
 */

/** How many files are read at a time. */
const PART = 16;

/** How long the page may be busy before it gets to breathe: two thirds of a frame. */
const SLICE = 10;

export class Crew {
  /** @type {Map<string, Diagnostic[]>} What is said across files, by path. */
  across = new Map();

  /** Goes up with every round of checks, so that an overtaken one ends. */
  #round = 0;

  /**
   * @param {object} give
   * @param {string} give.name of the folder, or of what else was opened
   * @param {Entry[]} give.entries
   * @param {(text: string, options: Options) => CheckResult} give.check
   * @param {() => import("passmuster").HostInfo[]} give.hosts
   */
  constructor({ name, entries, check, hosts }) {
    this.name = name;
    this.entries = entries;
    this.check = check;
    this.hosts = hosts;
  }

  /** The files that are agents, or were meant to be. */
  get agents() {
    return this.entries.filter(({ passedOver }) => !passedOver);
  }

  /**
   * Checks all files, a part at a time.
   * @param {Options["rules"]} rules
   * @param {(entry: Entry) => void} onEntry
   * @returns {Promise<boolean>} whether it got to the end
   */
  async checkAll(rules, onEntry) {
    const round = ++this.#round;
    let until = performance.now() + SLICE;
    for (const [index, entry] of this.entries.entries()) {
      if (index % PART === 0) await Promise.all(this.entries.slice(index, index + PART).map((each) => this.load(each)));
      if (round !== this.#round) return false;
      if (entry.text !== undefined) {
        // The checker replaces itself when it breaks down, and the next file is checked as if nothing had been.
        let result;
        try {
          result = this.check(entry.text, { host: /** @type {Options["host"]} */ (entry.host), path: entry.path, rules });
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
    entry.loading ??= readText(entry.open()).then((content) => {
      Object.assign(entry, content);
      entry.original = content.text;
    });
    await entry.loading;
  }

  /** Stops what is going on. */
  stop() {
    this.#round += 1;
  }

  /**
   * Takes over how a file fares that was checked elsewhere, since it is in the editor.
   * @param {Entry} entry
   * @param {CheckResult} result
   * @returns {boolean} whether anything is to be said otherwise across files
   */
  update(entry, result) {
    const said = JSON.stringify([entry.fact, entry.passedOver]);
    entry.host = result.host;
    this.#take(entry, result);
    if (JSON.stringify([entry.fact, entry.passedOver]) === said) return false;
    this.#compare();
    return true;
  }

  /** Finds out what is to be said across files. */
  #compare() {
    const members = this.agents.flatMap((entry) => (entry.fact ? [{ ...entry.fact, file: entry }] : []));
    this.across = new Map();
    for (const { file, finding } of acrossFiles(members, this.hosts())) {
      // Who isn't here may still be there.
      if (finding.rule === "missing-agent" && file.place?.partial) continue;
      this.across.set(file.path, [...(this.across.get(file.path) ?? []), finding]);
    }
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
    // What was edited is at work, whatever it is.
    entry.passedOver = entry.text === entry.original && !entry.place?.partial && isDocumentation({ status, path: entry.path }, entry.text);
  }
}

/**
 * What a crew is made of.
 * @param {import("./receive.js").Received} received
 * @param {string} host who reads what lies nowhere in particular
 * @returns {Promise<Entry[]>}
 */
export async function entriesOf({ files, isFolder }, host) {
  const open = new Map(files.map((file) => [file.path, file.open]));
  const manifests = new Map();
  for (const [path, get] of open) {
    if (path.endsWith("/.claude-plugin/plugin.json")) manifests.set(path, (await readText(get())).text ?? "");
  }
  const together = { root: "", host, partial: true };
  const found = isFolder
    ? findAgents([...open.keys()], manifests, host)
    : [...open.keys()].sort().map((path) => ({ path, place: together }));
  return found.map(({ path, place }) => ({
    path,
    shown: path,
    place,
    reported: true,
    open: /** @type {() => Promise<File>} */ (open.get(path)),
    host: place?.host ?? host,
    found: [],
    passedOver: false,
  }));
}

/** Lets the page do what is waiting. */
function pause() {
  const { scheduler } = /** @type {{scheduler?: {yield?: () => Promise<void>}}} */ (globalThis);
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
}
