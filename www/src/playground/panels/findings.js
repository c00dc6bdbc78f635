// @ts-check
// Everything the checker found: a listbox, narrowed by severity and words, and beside it what there is to do
// about the finding that is chosen.

import { byId, h, plural, withCode } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { lineAndColumn } from "../../ui/position.js";
import { WORDS, countBySeverity } from "../../ui/severity.js";
import { isShown, onShow, setBadge } from "../layout.js";
import { fill, setAttributes, setText } from "./fill.js";
import { showDetail } from "./finding.js";
import { Rows } from "./rows.js";

/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */
/** @typedef {import("passmuster").DiagnosticInfo["severity"]} Severity */
/** @typedef {import("./finding.js").Moves} Moves */
/** @typedef {import("./finding.js").Sources} Sources */
/** @typedef {{rules: number, loads: boolean, whole: boolean}} Facts `whole`: nothing is left out */
/** @typedef {{rule: string, message: string, nth: number}} Likeness what tells findings apart across a change of the text: places move */

/** From this many findings on there is a field to narrow them down by words. */
const MANY = 6;

const body = byId("findings-body");
const list = byId("findings-list");
const detail = byId("finding");
const counts = byId("counts");
const actions = byId("findings-actions");
const search = /** @type {HTMLInputElement} */ (byId("findings-search"));
const note = byId("findings-note");

const rows = new Rows(list, row, showActive);

/** @type {Set<Severity>} what is left out */
const hidden = new Set();

/** What is shown: all findings, those of them that are listed, and which of these is chosen. */
let shown = {
  /** @type {Diagnostic[]} */ all: [],
  /** @type {Diagnostic[]} */ listed: [],
  chosen: -1,
};

/** Said where nothing was found. @type {Facts | null} */
let facts = null;
/** Said instead of findings. */
let instead = "";

/** @type {Sources | undefined} */
let sources;
/** @type {Moves | undefined} */
let moves;
/** Takes back the fix that was made just now. @type {(() => void) | null} */
let undo = null;

search.addEventListener("input", () => relist());
list.addEventListener("keydown", onKey);
list.addEventListener("click", (event) => {
  const option = event.target instanceof Element && event.target.closest("[role=option]");
  if (!option) return;
  choose(rows.indexOf(option));
  // Where the text is behind another tab, what is said of the finding would go out of sight.
  if (isShown("source") || event.target instanceof Element && event.target.closest(".finding-place")) go();
});
list.addEventListener("focus", () => {
  // A press must not scroll away what was aimed at.
  if (list.matches(":focus-visible")) rows.keepInSight(shown.chosen);
});
/** Where the list was scrolled to, and for which finding. */
const left = { top: 0, chosen: -1 };
list.addEventListener("scroll", () => {
  if (list.clientHeight) Object.assign(left, { top: list.scrollTop, chosen: shown.chosen });
}, { passive: true });
onShow("findings", () => {
  const { top, chosen } = left;
  draw();
  showChosen();
  if (chosen === shown.chosen) list.scrollTop = top;
  else rows.keepInSight(shown.chosen);
});

/**
 * @param {readonly Diagnostic[]} diagnostics
 * @param {Sources} texts what they are about
 * @param {Facts} known
 * @param {Moves} does
 */
export function showFindings(diagnostics, texts, known, does) {
  const before = likeness();
  sources = texts;
  moves = does;
  facts = known;
  instead = "";
  undo = null;
  shown.all = [...diagnostics].sort((a, b) => a.from - b.from || a.to - b.to);
  relist(before);
}

/** @param {string} text instead of findings */
export function clearFindings(text) {
  instead = text;
  undo = null;
  shown = { all: [], listed: [], chosen: -1 };
  relist();
}

/** Offers to take back the fix just made, until the text changes again. @param {() => void} takeBack */
export function offerUndo(takeBack) {
  undo = takeBack;
  showActions();
}

/** Another file comes: what was left out and chosen was about the one before. The next findings are shown so. */
export function resetFilters() {
  hidden.clear();
  search.value = "";
  shown.chosen = -1;
  rows.toTop();
}

export function focusFindings() {
  (shown.listed.length ? list : byId("findings-title")).focus();
  // It may have been scrolled out of sight.
  choose(shown.chosen);
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
  const at = goneTo ? shown.listed.indexOf(goneTo) : shortest(shown.listed, (each) => each.from <= from && to <= each.to);
  if (at < 0 || at === shown.chosen) return;
  choose(at);
}

/** The first fix at a place of the editor, of the finding about the least of the text. @param {number} from @param {number} to */
export function fixAt(from, to) {
  const at = shortest(shown.all, (each) => each.fixes.length > 0 && each.from <= to && from <= each.to);
  return shown.all[at]?.fixes[0];
}

/** Where the finding is that is about the least of the text. @param {Diagnostic[]} all @param {(each: Diagnostic) => boolean} counts */
function shortest(all, counts) {
  let best = -1;
  all.forEach((each, index) => {
    if (counts(each) && (best < 0 || each.to - each.from < all[best].to - all[best].from)) best = index;
  });
  return best;
}

/** The finding that is chosen. */
function chosenFinding() {
  return shown.listed[shown.chosen];
}

/** Lists what the filters leave, with the same one chosen as before if it is still there. */
function relist(before = likeness()) {
  const words = wanted();
  shown.listed = shown.all.filter((each) => !hidden.has(each.severity) && (!words || textOf(each).includes(words)));
  const same = indexOf(before);
  shown.chosen = same >= 0 ? same : Math.min(Math.max(shown.chosen, 0), shown.listed.length - 1);
  // A badge is seen when the panel is not.
  if (badge !== shown.all.length) setBadge("findings", shown.all.length ? String(shown.all.length) : "");
  badge = shown.all.length;
  draw();
}

let badge = 0;

/** Puts into the panel what is to be seen of it. Nobody waits for what is behind a tab. */
function draw() {
  if (!isShown("findings")) return;
  const { all, listed } = shown;
  showCounts();
  showActions();
  setAttributes(search, { hidden: all.length < MANY && !wanted() ? "" : null });
  rows.show(listed);
  list.hidden = !listed.length;
  body.classList.toggle("is-empty", !listed.length);
  showNote();
  showChosen();
}

/** The words that are looked for. */
function wanted() {
  return search.value.trim().replaceAll("`", "").toLowerCase();
}

function showNote() {
  const said = instead || (shown.all.length && !shown.listed.length ? `All ${plural(shown.all.length, "finding")} filtered out.` : "");
  const { rules, loads, whole } = facts ?? {};
  fill(note, [
    said ? { look: said, make: () => h("span", {}, said) }
    : !shown.all.length && rules !== undefined && {
      look: `${rules} ${loads} ${whole}`,
      make: () => h("span", {},
        h("strong", {}, "Nothing found. "),
        `${plural(rules, "rule")} ran. ${!loads
          ? "The verdict above says what keeps the file from loading."
          : whole
            ? "The file is read the way you wrote it; whether the prompt is any good is for you to judge."
            : "The file loads. What is left out by rules that are off, or by comments in the file, is not said."}`),
    },
  ]);
}

function showActions() {
  const safe = shown.all.filter(({ fixes }) => fixes.some((fix) => fix.safe)).length;
  fill(actions, [
    undo && { look: "undo", make: () => h("button", { type: "button", class: "button", id: "undo", onclick: () => undo?.() }, "Undo the fix") },
    safe > 0 && {
      look: "fix",
      make: () => h("button", { type: "button", class: "button primary", id: "fix-all", onclick: () => moves?.fixAll() }),
      update: (button) => setText(button, `Fix all (${safe.toLocaleString("en")} safe)`),
    },
  ]);
}

/** A button for each severity that there is: how often, and whether its findings are listed. */
function showCounts() {
  fill(counts, countBySeverity(shown.all).map(({ severity, text }) => ({
    look: severity,
    make: () => h("button", {
      type: "button",
      class: `count ${severity}`,
      "data-severity": severity,
      onclick: () => {
        if (!hidden.delete(severity)) hidden.add(severity);
        relist();
      },
    }, icon(severity), h("span")),
    update: (button) => {
      const left = hidden.has(severity);
      setAttributes(button, { "aria-pressed": String(!left), title: left ? "List them again" : "Leave them out of the list" });
      setText(/** @type {Element} */ (button.lastElementChild), text);
    },
  })));
}

/** @param {Diagnostic} diagnostic @param {number} index @returns {import("./fill.js").Item} */
function row({ severity, message, rule, from }, index) {
  return {
    look: `${severity} ${rule} ${message}`,
    make: () => h("li", { class: `finding ${severity}`, role: "option", "data-rule": rule },
      icon(severity),
      h("span", { class: "unseen" }, `${WORDS[severity]}, `),
      h("span", { class: "finding-place" }, h("span", { class: "unseen" }, "at "), h("span")),
      h("span", { class: "finding-message" }, withCode(message)),
      h("span", { class: "finding-rule" }, rule)),
    update: (option) => {
      setAttributes(option, { id: `finding-${index}`, "aria-selected": String(index === shown.chosen) });
      const place = option.querySelector(".finding-place")?.lastElementChild;
      if (place && sources) setText(place, lineAndColumn(sources.doc, from));
    },
  };
}

/** Not while somebody types: it needs the layout of what has just been changed. @param {number} index */
function choose(index) {
  rows.at(shown.chosen)?.setAttribute("aria-selected", "false");
  shown.chosen = index;
  if (!isShown("findings")) return;
  // What is said of it takes room from the list.
  showChosen();
  rows.keepInSight(index);
}

/** What is scrolled out of sight may be no part of the page. */
function showActive() {
  const option = rows.at(shown.chosen);
  setAttributes(list, { "aria-activedescendant": option?.id ?? null });
  if (option) setAttributes(option, { "aria-selected": "true" });
}

function showChosen() {
  const diagnostic = chosenFinding();
  detail.hidden = !diagnostic;
  showActive();
  if (diagnostic && sources && moves) showDetail(detail, diagnostic, sources, moves);
  else fill(detail, []);
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
  } else if (event.key === "Enter" || event.key === " ") go();
  else if (event.key === "Escape") moves?.focusEditor();
  else return;
  event.preventDefault();
}

/** @param {Diagnostic} diagnostic */
function textOf({ rule, message, help }) {
  return `${rule} ${message} ${help ?? ""}`.replaceAll("`", "").toLowerCase();
}

/** What the chosen finding is like, and how many of the kind are before it. @returns {Likeness | null} */
function likeness() {
  const { listed, chosen } = shown;
  const finding = listed[chosen];
  if (!finding) return null;
  const { rule, message } = finding;
  let nth = 0;
  for (let at = 0; at < chosen; at += 1) if (listed[at].message === message && listed[at].rule === rule) nth += 1;
  return { rule, message, nth };
}

/** Where it is listed now, if it is. @param {Likeness | null} wanted */
function indexOf(wanted) {
  if (!wanted) return -1;
  let left = wanted.nth;
  return shown.listed.findIndex(({ rule, message }) => message === wanted.message && rule === wanted.rule && left-- === 0);
}
