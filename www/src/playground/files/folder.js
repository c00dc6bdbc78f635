// @ts-check
// A folder that was opened, or several files: which of them is in the editor, what was in it before of the others,
// and when they are checked.

import "../at-once.js";

import { check, hosts } from "passmuster";

import { sourceOf } from "../../editor/line-ends.js";
import { withLineFeeds } from "../../checker/source.js";
import { byId } from "../../ui/dom.js";
import { dismiss, note } from "../../ui/note.js";
import { resetFilters } from "../panels/findings.js";
import { leaveAddress } from "../share/address.js";
import { Crew, crewOf } from "./crew.js";
import { FileList } from "./list.js";
import { forgetFolder, keepEdits, keepFolder } from "./session.js";

/** @typedef {import("../share/hash.js").Work} Work */
/** @typedef {import("./crew.js").Entry} Entry */
/** @typedef {import("./session.js").Kept} Kept */
/** @typedef {import("@codemirror/state").EditorState} EditorState */

/**
 * A text that was in the editor.
 * @typedef {object} Put
 * @property {EditorState} state
 * @property {import("@codemirror/state").StateEffect<unknown>} scroll
 * @property {Work} opened as it was opened
 */

/** @typedef {Put & {work: Work}} Loose A text that is none of the folder's files. */

/**
 * @typedef {object} Desk what a folder needs of it
 * @property {import("../desk.js").Page} page
 * @property {Work} opened what is in the editor, as it was opened
 * @property {(loose: Loose) => void} bringBack puts a text into the editor that was put away
 * @property {() => Work["rules"]} takeBackRules the visitor's own rules, if those of a link counted
 * @property {() => void} closed the folder is no more; what is in the editor stays
 */

/** @param {string} name of what was opened */
export function tellNone(name) {
  note(`There are no agent files in \`${name}\`: hosts look in \`.claude/agents\`, and in \`agents\` beside \`.claude-plugin/plugin.json\`.`, { about: "files" });
}

/**
 * @param {import("./receive.js").Received} received
 * @param {string} host who reads what lies nowhere in particular
 * @param {Kept["edits"]} [edits] that were made before
 * @returns {Promise<Crew | null>} null if there is no agent
 */
export async function crewFrom(received, host, edits) {
  const made = await crewOf(received, host);
  if (!made.entries.length) return null;
  const crew = new Crew({ ...made, check, hosts });
  if (edits) await crew.takeEdits(edits);
  return crew;
}

export class Folder {
  /** What was in the editor before, of the files that were in it. @type {Map<Entry, Put>} */
  #put = new Map();

  /** The file in the editor. @type {Entry | null} */
  #current = null;

  /** Whether any file was in the editor yet. */
  #begun;

  /** Whether the files outlast a reload, and whether that was tried. */
  #isKept;
  #isTried;

  /** Whether the checker runs. */
  #started = false;

  /** Goes up with every file that is asked for: the one asked for last is put into the editor, whichever is read first. */
  #wish = 0;

  /** What the files were last checked with. */
  #rules = "";

  /** @type {ReturnType<typeof requestAnimationFrame> | undefined} */
  #frame;

  /**
   * @param {Crew} crew
   * @param {Desk} desk
   * @param {Kept} [kept] what else there is to it, if it was here before a reload
   */
  constructor(crew, desk, kept) {
    this.crew = crew;
    this.desk = desk;
    dismiss("files");
    this.list = new FileList(crew, {
      choose: (entry) => void this.#choose(entry),
      enter: () => desk.page.focus(),
      go: async (entry, { from, to }) => {
        await this.#choose(entry);
        desk.page.jump(sourceOf(desk.page.view.state).range({ from, to }));
      },
      close: () => this.close() && byId("open").focus(),
    });
    this.#begun = this.#isKept = this.#isTried = Boolean(kept);
    if (kept) this.#goOn(kept.current);
    else {
      leaveAddress();
      this.list.box.focus();
    }
  }

  /** The checker runs: all files are checked. */
  start() {
    this.#started = true;
    const { path, problem } = this.crew.readConfig() ?? {};
    if (problem) note(`\`${path}\` does not count: ${problem}`, { about: "config" });
    this.#takeHost();
    this.#checkAll();
  }

  /** As long as no checker runs, there is nothing to choose a file by. */
  wait() {
    if (!this.#begun) void this.#choose(this.crew.entries[0]);
  }

  /** The path of the file in the editor, if it is one of these. */
  get current() {
    return this.#current?.path;
  }

  /** What the folder's configuration sets for the file in the editor. */
  levels() {
    return this.#current ? this.crew.levelsOf(this.#current.path) : {};
  }

  /** The text in the editor changed, or an option. @param {string} text */
  changed(text) {
    const current = this.#current;
    // Opening a file with mixed line ends has made them alike, which nobody did by hand.
    if (current) current.text = text === this.desk.opened.text ? current.original : text;
  }

  /**
   * Takes note of how the text in the editor fares.
   * @param {import("passmuster").CheckResult} result in the file's offsets; what other files have to do with it is added
   */
  checked(result) {
    const rules = JSON.stringify(this.desk.page.work().rules);
    if (rules !== this.#rules) this.#checkAll();
    const { crew, list } = this;
    const current = this.#current;
    if (!current) return;
    const changed = crew.update(current, result);
    if (result.agent) result.agent.name = current.name ?? result.agent.name;
    for (const finding of crew.across.get(current.path) ?? []) result.diagnostics.push(finding);
    cancelAnimationFrame(this.#frame ?? 0);
    this.#frame = requestAnimationFrame(() => {
      if (changed) list.showAll(true);
      else list.show(current);
    });
  }

  /**
   * The comment that leaves out what was found across files.
   * @param {import("passmuster").DiagnosticInfo} finding in the file that is in the editor
   */
  silence(finding) {
    return this.#current && this.crew.silence(this.#current, finding);
  }

  /** What is in the editor is left: a file of the folder is kept, another text can be brought back. */
  leave() {
    const current = this.#current;
    if (!current) {
      this.#offerLoose();
      return;
    }
    this.#put.set(current, this.#shown());
    this.list.show(current);
    this.list.select(null);
    this.#current = null;
  }

  /** What is in the editor. @returns {Put} */
  #shown() {
    const { desk } = this;
    const { view } = desk.page;
    return { state: view.state, scroll: view.scrollSnapshot(), opened: desk.opened };
  }

  /** A text that is none of the files would be lost with its history. */
  #offerLoose() {
    const { desk } = this;
    const work = desk.page.work();
    if (!work.text.trim() || work.text === desk.page.sample) return;
    const loose = { ...this.#shown(), work };
    note("What was in the editor before was put away.", { about: "loose", action: { label: "Bring it back", run: () => desk.bringBack(loose) } });
  }

  /** Keeps what is to outlast a reload. */
  keepEdits() {
    if (this.#isKept) this.#setKept(keepEdits({ edits: this.crew.edits(), current: this.#current?.path ?? "" }));
  }

  /** Whether there are files that were edited and are not in the editor: closing the page would lose them. */
  hasEdits() {
    return this.crew.entries.some((entry) => entry !== this.#current && entry.text !== entry.original);
  }

  /** Lets go of the files. @returns {boolean} whether that was wanted */
  close() {
    if (this.hasEdits() && !confirm("Files of this folder were edited here and nowhere else. Close it all the same?")) return false;
    this.crew.stop();
    cancelAnimationFrame(this.#frame ?? 0);
    this.list.close();
    forgetFolder();
    this.desk.closed();
    return true;
  }

  /** Finds out whether the file that was in the editor before a reload still is. @param {string} path */
  #goOn(path) {
    const work = this.desk.page.work();
    const current = this.crew.entries.find((entry) => entry.path === path);
    if (work.path !== path || current?.original === undefined) return;
    this.#current = current;
    this.list.select(current);
    const isAsCame = withLineFeeds(work.text) === withLineFeeds(current.original);
    this.desk.opened = { ...work, host: current.host, text: isAsCame ? work.text : current.original };
  }

  /** The configuration may have another host for the file in the editor than it was opened with. */
  #takeHost() {
    const { page, opened } = this.desk;
    if (!this.#current) return;
    const { host } = this.#current;
    if (page.work().host === opened.host) page.setOptions({ host });
    this.desk.opened = { ...opened, host };
  }

  /** @param {boolean} isKept */
  #setKept(isKept) {
    this.#isKept = isKept;
    this.#isTried = true;
    if (!isKept) note("These files are too many to be kept over a reload.", { about: "kept" });
  }

  #checkAll() {
    if (!this.#started) return;
    const { crew, list } = this;
    const { page } = this.desk;
    const { rules } = page.work();
    this.#rules = JSON.stringify(rules);
    let shown = performance.now();
    const onEntry = (/** @type {Entry} */ entry) => {
      list.show(entry);
      // The first one that is an agent comes into the editor.
      if (!this.#begun && !entry.passedOver) void this.#choose(entry);
      if (performance.now() - shown < 100) return;
      shown = performance.now();
      list.summarise(false);
    };
    void crew.checkAll(rules, onEntry).then((done) => {
      if (!done) return;
      if (!crew.agents.length) {
        this.close();
        tellNone(crew.origin.name);
        return;
      }
      list.showAll(true);
      if (!this.#isTried) this.#setKept(keepFolder(crew.whole()));
      // What other files have to do with the one in the editor is known only now.
      page.refresh();
    });
  }

  /** Puts a file into the editor. @param {Entry} entry */
  async #choose(entry) {
    const wish = ++this.#wish;
    if (entry === this.#current) {
      this.list.select(entry);
      return;
    }
    this.#begun = true;
    if (entry.text === undefined) await this.crew.load(entry);
    if (this.crew.isStopped || wish !== this.#wish) return;
    dismiss("files");
    dismiss("example");
    if (entry.problem) note(`\`${entry.path}\` ${entry.problem}`, { about: "files" });
    if (entry.text === undefined) {
      this.list.select(entry);
      return;
    }
    this.leave();
    this.#current = entry;
    this.list.select(entry);
    const { put, fresh, setOptions, work, refresh } = this.desk.page;
    setOptions({ host: entry.host, path: entry.path, rules: this.desk.takeBackRules() });
    const before = this.#put.get(entry);
    put(before?.state ?? fresh(entry.text), before?.scroll);
    this.desk.opened = before?.opened ?? work();
    leaveAddress();
    resetFilters();
    refresh();
  }
}
