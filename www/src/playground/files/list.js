// @ts-check
// The list of files beside the editor. What is chosen is open: the arrows walk through the files, Enter goes to
// the text.

import "../at-once.js";

import { byId, h, plural, present, withCode } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { WORDS } from "../../ui/severity.js";

/** @typedef {import("./crew.js").Crew} Crew */
/** @typedef {import("./crew.js").Entry} Entry */

/** How many findings across files are listed; each file has its own anyway. */
const SHOWN = 100;

const STATUS = { loads: "Loads", refused: "Will not start", ignored: "No agent", waiting: "Not checked yet" };

export class FileList {
  /** @type {Map<Entry, HTMLElement>} */
  #options = new Map();

  /** @type {Entry[]} What is listed, in order. */
  #listed = [];

  /** @type {Map<Entry, string>} What is shown of each, so that nothing is made anew that stays as it is. */
  #shown = new Map();

  /** How much of each path is the same for all, and shown in no line. */
  #common = 0;

  /** @type {Entry | null} The file that is open. */
  #selected = null;

  #typed = "";

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #forget;

  /**
   * @param {Crew} crew
   * @param {object} on
   * @param {(entry: Entry) => void} on.choose
   * @param {() => void} on.enter the keyboard is to go to the text
   * @param {(entry: Entry, range: {from: number, to: number}) => void} on.go
   * @param {() => void} on.close
   */
  constructor(crew, { choose, enter, go, close }) {
    this.crew = crew;
    this.choose = choose;
    this.go = go;
    this.panel = byId("files");
    this.summary = h("p", { class: "files-summary" });
    this.across = h("details", { class: "across", hidden: true });
    this.box = h("div", { class: "files-list", role: "listbox", tabindex: "0", "aria-labelledby": "files-title" });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") enter();
      else if (!this.#move(event)) return;
      event.preventDefault();
    });
    this.panel.replaceChildren(
      h("div", { class: "files-head" },
        h("h3", { id: "files-title" }, crew.origin.isFolder && "Files in ", h("span", { class: "files-name" }, crew.origin.name)),
        h("button", { type: "button", class: "button", id: "files-close", onclick: close }, "Close")),
      this.summary, this.box, this.across);
    this.panel.hidden = false;
    this.#list();
  }

  /** Whether the keyboard is in the list. */
  get hasFocus() {
    return this.panel.contains(document.activeElement);
  }

  /** @param {Entry | null} entry that is in the editor */
  select(entry) {
    if (this.#selected) this.#options.get(this.#selected)?.setAttribute("aria-selected", "false");
    this.#selected = entry;
    const option = entry && this.#options.get(entry);
    if (!option) {
      this.box.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    this.box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** Shows how a file fares. @param {Entry} entry */
  show(entry) {
    const option = this.#options.get(entry);
    if (!option || entry.passedOver) return;
    const status = entry.problem && entry.text === undefined ? "refused" : entry.status ?? "waiting";
    const severities = this.crew.severities(entry);
    const edited = entry.text !== entry.original;
    const key = JSON.stringify([status, entry.name, severities, edited, entry.problem]);
    if (this.#shown.get(entry) === key) return;
    this.#shown.set(entry, key);
    option.dataset.status = status;
    option.replaceChildren(...present([
      icon(status),
      h("span", { class: "file-name" }, entry.name ?? nameOf(entry)),
      h("span", { class: "file-counts" }, ...counts(severities)),
      h("span", { class: "file-path", title: entry.path }, entry.path.slice(this.#common), edited && " (edited)"),
      entry.problem && h("span", { class: "file-problem" }, "This file ", withCode(entry.problem)),
      // An icon's shape is nothing to hear.
      h("span", { class: "unseen" }, `. ${STATUS[status]}.`),
    ]));
  }

  /** Shows how all of them fare, as far as that is known. @param {boolean} done */
  showAll(done) {
    if (this.#listed.length !== this.crew.agents.length) this.#list();
    else for (const entry of this.#listed) this.show(entry);
    this.summarise(done);
  }

  /** @param {boolean} done */
  summarise(done) {
    const { agents, entries, ignored } = this.crew;
    const checked = agents.filter(({ status, problem }) => status ?? problem).length;
    const broken = agents.filter(({ status, problem, text }) => (status ? status !== "loads" : problem && text === undefined)).length;
    const others = entries.length - agents.length;
    this.summary.textContent = done
      ? [plural(agents.length, "file"), broken ? `${broken} not loaded` : "all of them load", others && `${plural(others, "other file")} left out`, ignored && `${ignored} ignored by git`].filter(Boolean).join(", ")
      : `Checking: ${checked.toLocaleString("en")} of ${plural(agents.length, "file")}`;
    this.#showAcross();
  }

  #list() {
    this.#listed = this.crew.agents;
    this.#options = new Map(this.#listed.map((entry, index) => [
      entry,
      h("div", { role: "option", class: "file", id: `file-${index}`, "aria-selected": "false", onclick: () => this.choose(entry) }),
    ]));
    this.#shown.clear();
    this.#common = commonFolder(this.#listed.map(({ path }) => path));
    this.box.replaceChildren(...this.#options.values());
    for (const entry of this.#listed) this.show(entry);
    this.select(this.#selected);
  }

  #showAcross() {
    const all = [...this.crew.across].flatMap(([path, findings]) => findings.map((finding) => ({ path, finding })));
    const { open } = this.across;
    const entries = new Map(this.crew.entries.map((entry) => [entry.path, entry]));
    this.across.hidden = all.length === 0;
    this.across.replaceChildren(...present([
      h("summary", {}, plural(all.length, "finding"), " across files"),
      h("ul", {}, ...all.slice(0, SHOWN).map(({ path, finding }) => {
        const entry = entries.get(path);
        return h("li", {},
          h("button", { type: "button", class: `across-finding ${finding.severity}`, onclick: () => entry && this.go(entry, finding) },
            icon(finding.severity), h("span", {}, h("span", { class: "file-path", title: path }, path.slice(this.#common)), " ", withCode(finding.message))));
      })),
      all.length > SHOWN && h("p", { class: "soft" }, `and ${all.length - SHOWN} more, each with its file`),
    ]));
    this.across.open = open;
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key meant something */
  #move({ key, ctrlKey, metaKey, altKey }) {
    const listed = this.#listed;
    const at = this.#selected ? listed.indexOf(this.#selected) : -1;
    const last = listed.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(at - 1, 0), PageDown: at + 10, PageUp: at - 10, Home: 0, End: last }[key];
    if (to !== undefined) {
      this.choose(listed[Math.min(Math.max(to, 0), last)]);
      return true;
    }
    if (key.length !== 1 || key === " " || ctrlKey || metaKey || altKey) return false;
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => { this.#typed = ""; }, 700);
    this.#typed += key.toLowerCase();
    // The same letter again goes on to the next file that begins with it.
    const from = this.#typed.length > 1 ? Math.max(at, 0) : at + 1;
    const found = [...listed.slice(from), ...listed.slice(0, from)].find((entry) => (entry.name ?? nameOf(entry)).toLowerCase().startsWith(this.#typed));
    if (found) this.choose(found);
    return true;
  }

  close() {
    this.panel.hidden = true;
    this.panel.replaceChildren();
  }
}

/** The length of what all paths begin with, up to a slash. @param {string[]} paths */
function commonFolder([first = "", ...others]) {
  let length = first.lastIndexOf("/") + 1;
  while (length && !others.every((path) => path.startsWith(first.slice(0, length)))) length = first.lastIndexOf("/", length - 2) + 1;
  return length;
}

/** @param {Entry} entry */
function nameOf({ path }) {
  return path.split("/").at(-1) ?? path;
}

/** @param {import("passmuster").DiagnosticInfo["severity"][]} severities */
function counts(severities) {
  return (/** @type {const} */ (["error", "warning", "info"])).flatMap((severity) => {
    const count = severities.filter((each) => each === severity).length;
    return count ? [h("span", { class: `count ${severity}`, title: plural(count, WORDS[severity].toLowerCase()) },
      icon(severity), String(count), h("span", { class: "unseen" }, ` ${plural(count, WORDS[severity].toLowerCase()).replace(/^\S+ /, "")}`))] : [];
  });
}
