// @ts-check
// What comes onto the desk and leaves it: files, folders, examples and links; and what is kept meanwhile.

import { byId, plural } from "../ui/dom.js";
import { attachMenu } from "../ui/menu.js";
import { dismiss, note } from "../ui/note.js";
import { openText } from "../editor/moves.js";
import { readOtherwise } from "../editor/opened.js";
import { acceptDrops, ask } from "./files/receive.js";
import { loadFolder } from "./files/session.js";
import { resetFilters } from "./panels/findings.js";
import { pathOf } from "./path.js";
import { addressFollows, exampleOf, leaveAddress, watchAddress } from "./share/address.js";
import { decode, isShared } from "./share/hash.js";
import { offerSharing } from "./share/menu.js";
import { keep, load, save } from "./store.js";

/** @typedef {import("./share/hash.js").Work} Work */
/** @typedef {import("@codemirror/state").EditorState} EditorState */

/**
 * @typedef {object} Page what the desk needs of it
 * @property {import("@codemirror/view").EditorView} view
 * @property {string} sample the text that the page comes with
 * @property {(text: string) => EditorState} fresh an editor's state with a history of its own
 * @property {ReturnType<typeof import("../editor/editor.js").createEditor>["put"]} put
 * @property {() => Work} work as it is now
 * @property {(work: Partial<Omit<Work, "text">>) => void} setOptions
 * @property {() => void} refresh checks and shows
 * @property {(range: {from: number, to: number}) => void} jump
 * @property {() => void} focus brings the editor to the front, with the keyboard
 */

const BROKEN = "This link is broken or was cut off.";
const NO_EXAMPLE = "There is no such example.";

/** Said of an address that the page was opened with. */
const INSTEAD = " Here is what this browser had before.";

/** @param {string} host */
const isKnown = (host) => Boolean(byId("host").querySelector(`option[value="${CSS.escape(host)}"]`));

// What few visits need is loaded when one does. It may fail: the network, or a new version on the server.
const examples = () => import("./gallery/dialog.js").catch(tellMissing);
const folders = () => import("./files/folder.js").catch(tellMissing);

function tellMissing() {
  note("This part of the page could not be loaded. Check the connection, or reload the page.", { about: "missing" });
}

/**
 * What the page begins with: what its address holds, or what was there before.
 * @returns {Promise<{work: Work | null, problem?: string, example?: string, own?: Work["rules"], away?: Work | null}>} with
 *   the example's name, if it is one; `own`: the visitor's own rules, if it is what a link holds; `away`: what the
 *   visitor had edited, if that is something else
 */
export async function firstWork() {
  const { hash } = location;
  const kept = load(hash);
  const before = kept.work && isKnown(kept.work.host) ? kept.work : null;
  // After a reload there is more than the address says.
  if (kept.here && before) return { work: before };
  if (isShared(hash)) {
    const work = await decode(hash);
    return work && isKnown(work.host) ? { work, own: before?.rules ?? {}, away: kept.edited } : { work: before, problem: BROKEN + INSTEAD };
  }
  const slug = exampleOf(hash);
  if (!slug) return { work: before };
  const work = (await examples())?.exampleWork(slug);
  return work ? { work, example: slug, away: kept.edited } : { work: before, problem: NO_EXAMPLE + INSTEAD };
}

/** Says what is wrong with an address, and leaves it: copied once more it would be as wrong. @param {string} problem */
function refuse(problem) {
  leaveAddress();
  note(problem, { about: "link" });
}

/** @param {Page} page @param {Awaited<ReturnType<typeof firstWork>>} first */
export function createDesk(page, first) {
  return new Desk(page, first);
}

class Desk {
  /** @type {Work} What is at work, as it was opened. */
  opened;

  /** @type {import("./files/folder.js").Folder | null} */
  #folder = null;

  /** How many folders have come. */
  #taken = 0;

  /** Whether the checker runs. */
  #started = false;

  /** Whether what is in the editor was opened as a file, which has its own name. */
  #isFile = false;

  /** The visitor's own rules, as long as those of somebody's link count. @type {Work["rules"] | undefined} */
  #own;

  /** @param {Page} page @param {Awaited<ReturnType<typeof firstWork>>} first */
  constructor(page, { problem, example, own, away }) {
    this.page = page;
    this.opened = page.work();
    this.#own = own;
    // Elsewhere there is no such configuration.
    const shared = () => ({ ...page.work(), rules: { ...this.levels(), ...page.work().rules } });
    watchAddress(shared, {
      link: (work) => {
        if (!work || !isKnown(work.host)) return refuse(BROKEN);
        this.#own ??= page.work().rules;
        this.openWork(work);
        this.#tellRules();
      },
      example: (slug) => void this.openExample(slug),
    });
    keep(
      () => {
        this.#folder?.keepEdits();
        return { work: page.work(), address: location.hash, edited: this.#isEdited() };
      },
      () => note("This file can't be kept over a reload: the browser has no room for it, or does not allow it.", { about: "kept" }),
    );
    const folder = loadFolder();
    if (folder) void this.#takeFolder(folder.received, folder.host, folder);
    if (problem) refuse(problem);
    if (away && isKnown(away.host)) this.#offer(away);
    if (example) void examples().then((gallery) => gallery?.teach(example));
    offerSharing(shared);
    attachMenu(/** @type {HTMLButtonElement} */ (byId("open")), [
      { label: "Files…", hint: "One, or several together", run: () => ask("files", this.take) },
      { label: "Folder…", hint: "A project, a plugin or a folder of agents. Nothing is uploaded", run: () => ask("folder", this.take) },
    ]);
    acceptDrops(this.take);
    byId("examples").addEventListener("click", async () => (await examples())?.showExamples((slug) => void this.openExample(slug), this.#folder !== null));
    addEventListener("beforeunload", (event) => this.#folder?.hasEdits() && event.preventDefault());
  }

  /** The text or an option changed. */
  changed() {
    save();
    if (this.#isEdited()) addressFollows();
    this.#folder?.changed(this.page.work().text);
  }

  /**
   * Takes note of how the text fares.
   * @param {import("passmuster").CheckResult} result in the file's offsets; what other files have to do with it is added
   */
  checked(result) {
    this.#folder?.checked(result);
  }

  /**
   * The checker has started: files that came before are checked now.
   * @param {(rules: Work["rules"]) => Work["rules"]} known leaves out the rules of another version; that is no edit
   */
  started(known) {
    this.#started = true;
    if (this.#own) this.#tellRules();
    this.opened = { ...this.opened, rules: known(this.opened.rules) };
    this.#folder?.start();
  }

  /** Whether the text in the editor is that of a file, which has its own name. */
  isFile() {
    return this.#isFile || Boolean(this.#folder?.current);
  }

  /** The visitor has chosen another host. */
  hostWasChosen() {
    if (!this.#folder?.current) return;
    note("Only this file is read that way. The others are read by the host of the place in which they lie.", { about: "host", brief: true });
  }

  /** What the configuration of a folder sets for the text, if it is one of its files. @returns {Work["rules"]} */
  levels() {
    return this.#folder?.levels() ?? {};
  }

  /**
   * The comment that leaves out what was found across files.
   * @param {import("passmuster").DiagnosticInfo} finding in the file that is in the editor
   */
  silence(finding) {
    return this.#folder?.silence(finding) ?? null;
  }

  /** @param {Work} work which takes the place of what is there, in one step of the history */
  openWork({ text, ...options }) {
    dismiss("link");
    dismiss("example");
    this.#folder?.leave();
    this.#isFile = false;
    const { text: _, ...before } = this.page.work();
    this.page.setOptions(options);
    this.#put(text, [readOtherwise.of({ from: before, to: options })]);
  }

  /** Undoing brought back another file, or took one away. @param {Omit<Work, "text">} reading */
  readAs(reading) {
    dismiss("link");
    dismiss("example");
    this.page.setOptions(reading);
  }

  /** Puts a text into the editor that was put away. @param {import("./files/folder.js").Loose} loose */
  bringBack({ state, scroll, opened, work: { text: _, ...reading } }) {
    this.#folder?.leave();
    this.readAs(reading);
    this.page.put(state, scroll);
    this.opened = opened;
    leaveAddress();
    resetFilters();
    this.page.refresh();
    this.page.focus();
  }

  /** The visitor's own rules, which count again. */
  takeBackRules() {
    const rules = this.#own ?? this.page.work().rules;
    this.#own = undefined;
    dismiss("link");
    return rules;
  }

  /** From now on the rules are the visitor's, wherever they came from. */
  rulesWereSet() {
    this.#own = undefined;
  }

  /** @param {string} slug */
  async openExample(slug) {
    const gallery = await examples();
    if (!gallery) return;
    const work = gallery.exampleWork(slug);
    if (!work) {
      refuse(NO_EXAMPLE);
      return;
    }
    this.openWork({ ...work, rules: this.takeBackRules() });
    leaveAddress(slug);
    gallery.teach(slug);
    this.page.focus();
  }

  /** What the visitor had edited before is kept no longer once this is edited. @param {Work} away */
  #offer(away) {
    const { text } = this.page.work();
    if (!away.text.trim() || [text, this.page.sample].includes(away.text)) return;
    const run = () => {
      this.rulesWereSet();
      this.openWork(away);
      leaveAddress();
      this.page.focus();
    };
    note("What was in the editor before was put away.", { about: "loose", action: { label: "Bring it back", run } });
  }

  /** Whose link it was has decided what is found in it. */
  #tellRules() {
    const count = Object.keys(this.page.work().rules).length;
    if (!count) return;
    const run = () => {
      this.page.setOptions({ rules: this.takeBackRules() });
      this.page.refresh();
    };
    note(`This link changes ${plural(count, "rule")}, so with it other things are found in this file than by default.`, { about: "link", action: { label: "Reset", run } });
  }

  /** @param {Promise<import("./files/receive.js").Received>} promise */
  take = async (promise) => {
    const received = await promise;
    if (!received.files.length && !received.isFolder) return;
    if (received.files.length === 1 && !received.isFolder) {
      await this.#openFile(received.files[0]);
      return;
    }
    await this.#takeFolder(received, this.page.work().host);
  };

  /**
   * @param {import("./files/receive.js").Received} received
   * @param {string} host who reads what lies nowhere in particular
   * @param {import("./files/session.js").Kept} [kept] what else there is to it, if it was here before a reload
   */
  async #takeFolder(received, host, kept) {
    const mine = ++this.#taken;
    const parts = await folders();
    if (!parts) return;
    const crew = await parts.crewFrom(received, host, kept?.edits);
    // Another one has come meanwhile.
    if (mine !== this.#taken) return;
    if (!crew) {
      parts.tellNone(received.name);
      return;
    }
    if (this.#folder && !this.#folder.close()) return;
    this.#folder = new parts.Folder(crew, this, kept);
    if (this.#started) this.#folder.start();
    else this.#folder.wait();
  }

  /** A folder was closed; what is in the editor stays. */
  closed() {
    this.#folder = null;
    this.page.refresh();
  }

  /** @param {import("./files/receive.js").ReceivedFile} file */
  async #openFile({ path, read }) {
    const { text, problem } = await read();
    dismiss("files");
    if (problem) note(`\`${path}\` ${problem}`, { about: "files" });
    if (text === undefined) return;
    const { host } = this.page.work();
    this.openWork({ text, host, path: pathOf(host, path), rules: this.takeBackRules() });
    this.#isFile = true;
    leaveAddress();
    this.page.focus();
  }

  /** @param {string} text @param {import("@codemirror/state").StateEffect<unknown>[]} effects of the same step */
  #put(text, effects) {
    const { view, fresh, put } = this.page;
    // Beside a folder every text has a history of its own, or undoing would put one file into another.
    if (this.#folder) put(fresh(text));
    else openText(view, text, effects);
    this.opened = this.page.work();
    resetFilters();
    this.page.refresh();
  }

  #isEdited() {
    const { text, host, path, rules } = this.page.work();
    const opened = this.opened;
    return text !== opened.text || host !== opened.host || path !== opened.path || JSON.stringify(rules) !== JSON.stringify(opened.rules);
  }
}
