// @ts-check
// Everything the checker found: a listbox, narrowed by severity and words, and beside it what there is to do
// about the finding that is chosen.

import { byId, h, plural, withCode } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { lineAndColumn } from "../../ui/position.js";
import { WORDS, countBySeverity } from "../../ui/severity.js";
import { setBadge } from "../layout.js";
import { showDetail } from "./finding.js";

/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */
/** @typedef {import("passmuster").DiagnosticInfo["severity"]} Severity */
/** @typedef {import("./finding.js").Moves} Moves */
/** @typedef {import("./finding.js").Sources} Sources */

/** More rows than these help nobody, and would take longer to lay out than the check takes. */
const MOST = 300;

/** From this many findings on there is a field to narrow them down by words. */
const MANY = 6;

const body = byId("findings-body");
const list = byId("findings-list");
const detail = byId("finding");
const counts = byId("counts");
const actions = byId("findings-actions");
const search = /** @type {HTMLInputElement} */ (byId("findings-search"));
const note = byId("findings-note");

/** @type {Set<Severity>} what is left out */
const hidden = new Set();

/** What is shown: all findings, those of them that are listed, and which of these is chosen. */
let shown = {
  /** @type {Diagnostic[]} */ all: [],
  /** @type {Diagnostic[]} */ listed: [],
  chosen: -1,
};

/** @type {Sources | undefined} */
let sources;
/** @type {Moves | undefined} */
let moves;

search.addEventListener("input", () => relist());
list.addEventListener("keydown", onKey);
list.addEventListener("click", (event) => {
  const option = event.target instanceof Element && event.target.closest("[role=option]");
  if (!option) return;
  choose([...list.children].indexOf(option));
  go();
});

/**
 * @param {readonly Diagnostic[]} diagnostics
 * @param {Sources} texts what they are about
 * @param {{rules: number, loads: boolean}} facts
 * @param {Moves} does
 */
export function showFindings(diagnostics, texts, facts, does) {
  const before = chosenKey();
  sources = texts;
  moves = does;
  shown.all = [...diagnostics].sort((a, b) => a.from - b.from || a.to - b.to);
  setBadge("findings", diagnostics.length ? String(diagnostics.length) : "");
  showActions();
  note.replaceChildren(...(diagnostics.length ? [] : nothing(facts)));
  relist(before);
}

/** @param {string} text instead of findings */
export function clearFindings(text) {
  setBadge("findings", "");
  shown = { all: [], listed: [], chosen: -1 };
  actions.replaceChildren();
  relist();
  note.replaceChildren(text);
}

/** Offers to take back the fix just made, until the text changes again. @param {() => void} undo */
export function offerUndo(undo) {
  actions.prepend(h("button", { type: "button", class: "button", id: "undo", onclick: undo }, "Undo the fix"));
}

export function focusFindings() {
  (shown.listed.length ? list : byId("findings-title")).focus();
}

/**
 * Chooses the finding at a place of the editor, if there is one: that which was gone to, or the one about the
 * least of the text.
 * @param {number} from
 * @param {number} to
 * @param {Diagnostic} [goneTo]
 */
export function chooseAt(from, to, goneTo) {
  const chosen = shown.listed[shown.chosen];
  if (!goneTo && chosen?.from === from && chosen.to === to) return;
  const around = shown.listed.filter((each) => each.from <= from && to <= each.to);
  const at = shown.listed.indexOf(goneTo ?? shortest(around));
  if (at < 0 || at === shown.chosen) return;
  choose(at);
  keepInSight();
}

/** The first fix at a place of the editor, of the finding about the least of the text. @param {number} from @param {number} to */
export function fixAt(from, to) {
  const there = shown.all.filter((each) => each.fixes.length && each.from <= to && from <= each.to);
  return shortest(there)?.fixes[0];
}

/** @param {Diagnostic[]} all @returns {Diagnostic} none if there is none */
function shortest(all) {
  return [...all].sort((a, b) => a.to - a.from - (b.to - b.from))[0];
}

/** The finding that is chosen. */
function chosenFinding() {
  return shown.listed[shown.chosen];
}

/** @param {{rules: number, loads: boolean}} facts */
function nothing({ rules, loads }) {
  return [
    h("strong", {}, "Nothing found. "),
    `${plural(rules, "rule")} ran. ${loads
      ? "The file is read the way you wrote it; whether the prompt is any good is for you to judge."
      : "The verdict above says what keeps the file from loading."}`,
  ];
}

function showActions() {
  const safe = shown.all.filter(({ fixes }) => fixes.some((fix) => fix.safe)).length;
  actions.replaceChildren(...(safe
    ? [h("button", { type: "button", class: "button primary", id: "fix-all", onclick: () => moves?.fixAll() }, `Fix all (${safe} safe)`)]
    : []));
}

/** Lists what the filters leave, with the same one chosen as before if it is still there. @param {string} [before] */
function relist(before = chosenKey()) {
  const words = search.value.trim().toLowerCase();
  showCounts();
  search.hidden = shown.all.length < MANY && !words;
  const left = shown.all.filter((each) => !hidden.has(each.severity) && (!words || textOf(each).includes(words)));
  shown.listed = left.slice(0, MOST);
  list.replaceChildren(...shown.listed.map(option));
  list.hidden = shown.listed.length === 0;
  body.classList.toggle("is-empty", shown.listed.length === 0);
  const more = left.length - shown.listed.length;
  if (shown.all.length) {
    note.replaceChildren(
      more > 0 ? `${plural(more, "more finding")} behind these.`
      : left.length === 0 ? `All ${plural(shown.all.length, "finding")} filtered out.`
      : "");
  }
  const same = keysOf(shown.listed).indexOf(before);
  choose(same >= 0 ? same : Math.min(Math.max(shown.chosen, 0), shown.listed.length - 1));
}

/** A button for each severity that there is: how often, and whether its findings are listed. */
function showCounts() {
  const focused = counts.contains(document.activeElement) ? document.activeElement?.getAttribute("data-severity") : null;
  counts.replaceChildren(...countBySeverity(shown.all).map(({ severity, text }) =>
    h("button", {
      type: "button",
      class: `count ${severity}`,
      "aria-pressed": String(!hidden.has(severity)),
      "data-severity": severity,
      title: hidden.has(severity) ? "List them again" : "Leave them out of the list",
      onclick: () => {
        if (!hidden.delete(severity)) hidden.add(severity);
        relist();
      },
    }, icon(severity), text)));
  if (focused) /** @type {HTMLElement | null} */ (counts.querySelector(`[data-severity="${focused}"]`))?.focus();
}

/** @param {Diagnostic} diagnostic @param {number} index */
function option(diagnostic, index) {
  const { severity, message, rule, from } = diagnostic;
  return h("li", {
    class: `finding ${severity}`,
    role: "option",
    id: `finding-${index}`,
    "aria-selected": "false",
    "data-rule": rule,
  },
    icon(severity),
    h("span", { class: "unseen" }, `${WORDS[severity]}, `),
    h("span", { class: "finding-place" }, h("span", { class: "unseen" }, "at "), sources ? lineAndColumn(sources.doc, from) : ""),
    h("span", { class: "finding-message" }, withCode(message)),
    h("span", { class: "finding-rule" }, rule));
}

/** @param {number} index */
function choose(index) {
  list.children[shown.chosen]?.setAttribute("aria-selected", "false");
  shown.chosen = index;
  const row = list.children[index];
  const diagnostic = shown.listed[index];
  detail.hidden = !diagnostic;
  if (!row || !diagnostic || !sources || !moves) {
    list.removeAttribute("aria-activedescendant");
    detail.replaceChildren();
    return;
  }
  row.setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", row.id);
  showDetail(detail, diagnostic, sources, moves);
}

/**
 * Scrolls the list only: `scrollIntoView()` would move the page, too. Not while somebody types: it needs the
 * layout of what has just been changed.
 */
function keepInSight() {
  const row = list.children[shown.chosen];
  if (!(row instanceof HTMLElement)) return;
  const above = row.offsetTop - list.offsetTop - list.scrollTop;
  const below = above + row.offsetHeight - list.clientHeight;
  if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += below;
}

/** Goes to the chosen finding's place. */
function go() {
  const diagnostic = chosenFinding();
  if (diagnostic) moves?.jump(diagnostic);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const last = shown.listed.length - 1;
  const to = {
    ArrowDown: Math.min(shown.chosen + 1, last),
    ArrowUp: Math.max(shown.chosen - 1, 0),
    PageDown: Math.min(shown.chosen + 10, last),
    PageUp: Math.max(shown.chosen - 10, 0),
    Home: 0,
    End: last,
  }[event.key];
  if (to !== undefined) {
    choose(to);
    keepInSight();
  } else if (event.key === "Enter" || event.key === " ") go();
  else if (event.key === "Escape") moves?.focusEditor();
  else return;
  event.preventDefault();
}

/** @param {Diagnostic} diagnostic */
function textOf({ rule, message, help }) {
  return `${rule} ${message} ${help ?? ""}`.toLowerCase();
}

/** What tells findings apart across a change of the text: places move. @param {Diagnostic[]} all */
function keysOf(all) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return all.map(({ rule, message }) => {
    const key = `${rule} ${message}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return `${key} ${count}`;
  });
}

function chosenKey() {
  return keysOf(shown.listed.slice(0, shown.chosen + 1)).at(shown.chosen) ?? "";
}
