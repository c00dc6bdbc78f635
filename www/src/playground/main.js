// @ts-check
// Puts the page together: every change of the text is checked and shown before the task ends,
// with no worker and no delay.

import { check, fix, rules, suppress, version } from "passmuster";

import { start } from "../checker/start.js";
import { currentFinding, showDiagnostics, wentTo } from "../editor/diagnostics.js";
import { createEditor } from "../editor/editor.js";
import { lineEnds, sourceOf } from "../editor/line-ends.js";
import { applyFix, convertLineEnds, jump, openText, replaceText } from "../editor/moves.js";
import { peek } from "../editor/peek.js";
import { announce } from "../ui/announce.js";
import { byId, h } from "../ui/dom.js";
import { countBySeverity } from "../ui/severity.js";
import { note } from "../ui/note.js";
import { createDesk, firstWork } from "./desk.js";
import { goTo, isShown, show } from "./layout.js";
import { markShown, markSource } from "./links.js";
import { startOffline } from "./offline.js";
import { hideFailure, showFailure } from "./panels/failure.js";
import { chooseAt, clearFindings, fixAt, focusFindings, offerUndo, showFindings } from "./panels/findings.js";
import { showJson } from "./panels/json.js";
import { NAMES, onLineEnd, showLineEnds } from "./panels/line-ends.js";
import { showPreview } from "./panels/preview.js";
import { clearReading, showReading } from "./panels/reading.js";
import { showBreakdown, showUnavailable, showVerdict, showWaiting } from "./panels/verdict.js";
import { fileOf, movePath, pathOf } from "./path.js";
import { scrollTogether } from "./scroll.js";
import { listenToKeys, showShortcuts } from "./shortcuts.js";

const host = /** @type {HTMLSelectElement} */ (byId("host"));
const path = /** @type {HTMLInputElement} */ (byId("path"));
const plain = /** @type {HTMLTextAreaElement} */ (byId("plain"));

// The browser compiles the checker while the editor is made here, if it gets a turn in which to begin.
const starting = start();
// What goes wrong is told when it is waited for.
starting.catch(() => {});
await new Promise((resolve) => setTimeout(resolve));

/** How many rules the checker has; 0 until it runs. */
let ruleCount = 0;

/** What the checker said of the text as it is. @type {import("passmuster").CheckResult | undefined} */
let latest;

/** The host of the last refresh, and below the line ends. */
let lastHost = host.value;

/** What the file would be called by the last name that the agent had. @type {string | undefined} */
let lastFile;

/** @type {import("./store.js").Work["rules"]} The rules that are set otherwise than they come. */
let levels = {};

const first = await firstWork();
if (first.work) setOptions(first.work);

const { view, undo, fresh, put } = createEditor({
  parent: byId("editor"),
  text: first.work?.text ?? plain.defaultValue,
  onChange: refresh,
  onSelect: followCursor,
  onHover: (place) => markShown(place ?? cursor()),
  onList: list,
  onReading: (reading) => desk.readAs(reading),
  onFix: fixHere,
  assistance: { options: () => (ruleCount ? options() : null), lineEnd: () => lineEnds(view.state).end },
});

let lastEnds = lineEnds(view.state);

const moves = {
  /** @param {{from: number, to: number}} range */
  jump(range) {
    if (!isShown("source")) show("source");
    wentTo(view, range);
    jump(view, range);
  },
  /** @param {import("passmuster").FixInfo} fix */
  applyFix(fix) {
    const before = view.state;
    applyFix(view, fix);
    // What changes nothing is nothing to take back.
    if (view.state !== before) afterFix();
  },
  fixAll() {
    const before = view.state;
    replaceText(view, fix(sourceOf(view.state).text, options()).output);
    if (view.state !== before) afterFix();
  },
  /** @param {import("passmuster").DiagnosticInfo} finding */
  ignore(finding) {
    const edit = suppress(sourceOf(view.state).text, inFile(finding), options()) ?? desk.silence(inFile(finding));
    if (!edit) return "No comment can leave this one out.";
    moves.applyFix({ title: "Ignore", safe: true, edits: [edit] });
    return null;
  },
  focusEditor() {
    if (!isShown("source")) show("source");
    view.focus();
  },
};

/** The findings with places in the file, by those with places in the editor. @type {WeakMap<object, import("passmuster").DiagnosticInfo>} */
const originals = new WeakMap();

const desk = createDesk({ view, sample: plain.defaultValue, fresh, put, work, setOptions, refresh, jump: moves.jump, focus: moves.focusEditor }, first);
takeOver();

host.addEventListener("change", () => {
  path.value = movePath(path.value, lastHost, host.value);
  lastHost = host.value;
  refresh();
  desk.hostWasChosen();
});
path.addEventListener("input", refresh);
onLineEnd((end) => convertLineEnds(view, end));
showLineEnds(lastEnds);
scrollTogether(view);
for (const id of ["reading", "preview"]) markSource(byId(`${id}-body`), id, (range) => peek(view, range));
listenToKeys((panel) => (panel === 0 ? moves.focusEditor() : panel === 1 ? list() : goTo(panel)));
for (const skip of document.querySelectorAll(".skip")) {
  // The address is somebody's link, perhaps.
  skip.addEventListener("click", (event) => (event.preventDefault(), moves.focusEditor()));
}
byId("open-shortcuts").addEventListener("click", showShortcuts);
byId("open-settings").addEventListener("click", async () => {
  const settings = await import("./settings.js").catch(() => null);
  if (!settings) {
    note("The list of rules could not be loaded. Is there a network?", { about: "missing" });
    return;
  }
  const { openSettings } = settings;
  openSettings({ levels, configured: desk.levels(), host: host.value, onChange: (rules) => {
    setOptions({ rules });
    desk.rulesWereSet();
    refresh();
  } });
});
await run(starting);
startOffline();

async function run(started = start()) {
  hideFailure();
  showWaiting();
  try {
    await started;
  } catch (error) {
    // One sentence: the stack leads into minified code and helps nobody.
    console.warn(`passmuster: ${error instanceof Error ? error.message : String(error)}`);
    showUnavailable();
    clearFindings("Nothing is checked as long as the checker is not running.");
    clearReading("Nobody has read the file yet.");
    showFailure(error, () => {
      void run();
      view.focus();
    });
    return;
  }
  ruleCount = rules().length;
  setOptions({ rules: levels });
  byId("facts").textContent = `passmuster ${version()}. The checker is WebAssembly and runs in this page: nothing you type leaves it.`;
  refresh();
  desk.started(knownLevels);
}

/** Checks the text as it is now, and shows what comes of it. */
function refresh() {
  const ends = lineEnds(view.state);
  showLineEnds(ends);
  desk.changed();
  if (!ruleCount) return;
  const source = sourceOf(view.state);
  let answer;
  try {
    answer = check(source.text, options());
    if (rename(answer)) answer = check(source.text, options());
    desk.checked(answer);
  } catch (error) {
    breakDown(error);
    return;
  }
  const result = source.inDoc(answer);
  const { diagnostics } = result;
  diagnostics.forEach((each, index) => originals.set(each, answer.diagnostics[index]));
  showVerdict(result);
  showFindings(diagnostics, { doc: source.doc, file: source.text }, { rules: ruleCount - offCount(), loads: result.status === "loads", whole: isWhole(source.text) }, moves);
  const isFirst = !latest;
  latest = answer;
  const showRest = () => {
    if (latest !== answer) return;
    showDiagnostics(view, diagnostics);
    showPreview(source, options(), result.agent !== null);
    showReading(result, source, options(), moves);
    showJson(answer);
    markShown(cursor());
  };
  // At first nothing else is shown that could be out of step, and the findings are there a frame sooner.
  if (isFirst) requestAnimationFrame(showRest);
  else showRest();
  const counts = countBySeverity(diagnostics).map(({ text }) => text).join(", ");
  announce(`${sayLineEnds(ends)}${byId("verdict").textContent} ${counts || "No findings"}.`);
}

/**
 * The path goes with the agent's name as long as it is that of the name before, and of no file that was opened: then
 * nobody has said yet what the file is called.
 * @param {import("passmuster").CheckResult} result
 */
function rename({ agent }) {
  const file = fileOf(agent?.fields.find(({ key }) => key === "name")?.value ?? "");
  const before = lastFile && pathOf(host.value, lastFile);
  lastFile = file ?? lastFile;
  if (!file || path.value !== before || desk.isFile()) return false;
  path.value = pathOf(host.value, file);
  return path.value !== before;
}

/** How lines end now, if it changed since it was last said. @param {typeof lastEnds} ends */
function sayLineEnds(ends) {
  const changed = ends.end !== lastEnds.end;
  lastEnds = ends;
  return changed ? `Lines end in ${NAMES[ends.end]}. ` : "";
}

/** @param {unknown} error */
function breakDown(error) {
  latest = undefined;
  console.error(error);
  showDiagnostics(view, []);
  showBreakdown(error);
  clearFindings("The checker failed on this text, so there is nothing to list.");
  clearReading("The checker failed on this text.");
  showJson(undefined);
  announce(byId("verdict").textContent ?? "");
}

/** @returns {import("passmuster").Options} */
function options() {
  return {
    host: /** @type {"claude-code" | "claude-code-plugin"} */ (host.value),
    path: path.value.trim() || undefined,
    rules: { ...desk.levels(), ...levels },
  };
}

/** A finding as the checker gave it: with its place in the file. @param {import("passmuster").DiagnosticInfo} finding */
function inFile(finding) {
  return originals.get(finding) ?? finding;
}

/** Where the cursor is, if it is in use. */
function cursor() {
  return view.hasFocus ? view.state.selection.main.head : null;
}

/** What is shown of the place where the cursor is now. @param {number} place @param {{from: number, to: number}} selected */
function followCursor(place, selected) {
  markShown(view.hasFocus ? place : null);
  if (view.hasFocus) chooseAt(selected.from, selected.to, currentFinding(view));
}

/** The first fix of the finding at the cursor, whose keyboard shortcut asks for it. */
function fixHere() {
  if (!ruleCount) return note("The checker is not running.", { about: "fix", brief: true });
  const { from, to } = view.state.selection.main;
  const fix = fixAt(from, to);
  if (fix) moves.applyFix(fix);
  else note("There is no fix at the cursor.", { about: "fix", brief: true });
}

/** What is being worked on, with the file's own line ends. @returns {import("./store.js").Work} */
function work() {
  return { text: sourceOf(view.state).text, host: host.value, path: path.value.trim(), rules: levels };
}

/** @param {Partial<import("./store.js").Work>} options shown with the next refresh */
function setOptions(options) {
  host.value = options.host ?? host.value;
  path.value = options.path ?? path.value;
  lastHost = host.value;
  levels = ruleCount ? knownLevels(options.rules ?? levels) : options.rules ?? levels;
  const count = Object.keys(levels).length;
  byId("rules-badge").replaceChildren(...(count ? [String(count), h("span", { class: "unseen" }, ` ${count === 1 ? "rule" : "rules"} changed`)] : []));
}

/** Without the rules that this version does not have: the checker refuses them. @param {typeof levels} all */
function knownLevels(all) {
  return Object.fromEntries(Object.entries(all).filter((level) => {
    try {
      check("", { rules: Object.fromEntries([level]) });
      return true;
    } catch {
      return false;
    }
  }));
}

/** The keyboard goes back to the text, where undo is at hand; or there is a button for it. */
function afterFix() {
  const back = () => (isShown("source") ? view.focus() : focusFindings());
  offerUndo(() => {
    undo();
    back();
  });
  back();
}

/**
 * The editor goes on where the text area was. Whatever was typed there counts, as the first edit of what the page
 * begins with: undoing it brings that back.
 */
function takeOver() {
  const hadFocus = document.activeElement === plain;
  const { value, defaultValue, scrollTop, selectionStart: anchor, selectionEnd: head } = plain;
  plain.remove();
  const wasEdited = value !== defaultValue;
  if (wasEdited) openText(view, value);
  if (wasEdited || !first.work) {
    view.dispatch({ selection: { anchor, head } });
    view.scrollDOM.scrollTop = scrollTop;
  }
  if (hadFocus) view.focus();
}

/** Whether nothing is left out of what is found in a text. @param {string} text */
function isWhole(text) {
  return !Object.values(options().rules ?? {}).includes("off") && !text.includes("passmuster:");
}

/** How many rules don't run. One that is off by default is not turned on with its group. */
function offCount() {
  const set = options().rules ?? {};
  const level = (/** @type {import("passmuster").RuleInfo} */ { name, group, enabled }) =>
    set[name] ?? (enabled ? set[group] ?? "on" : "off");
  return rules().filter((rule) => level(rule) === "off").length;
}

function list() {
  show("findings");
  focusFindings();
}
