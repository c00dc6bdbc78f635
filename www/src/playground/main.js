// @ts-check
// Puts the page together: every change of the text is checked and shown before the task ends,
// with no worker and no delay.

import { check, fix, rules, version } from "passmuster";

import { announce } from "../ui/announce.js";
import { start } from "../checker/start.js";
import { byId, plural } from "../ui/dom.js";
import { showDiagnostics } from "../editor/diagnostics.js";
import { createEditor } from "../editor/editor.js";
import { lineEnds, sourceOf } from "../editor/line-ends.js";
import { applyFix, convertLineEnds, jump, replaceText } from "../editor/moves.js";
import { peek } from "../editor/peek.js";
import { keepOnLeave, recall } from "./keep.js";
import { isShown, show } from "./layout.js";
import { hideFailure, showFailure } from "./panels/failure.js";
import { clearFindings, focusFindings, offerUndo, showFindings } from "./panels/findings.js";
import { NAMES, onLineEnd, showLineEnds } from "./panels/line-ends.js";
import { showPreview } from "./panels/preview.js";
import { clearReading, showReading } from "./panels/reading.js";
import { showBreakdown, showUnavailable, showVerdict, showWaiting } from "./panels/verdict.js";
import { movePath, pathOf } from "./path.js";
import { countBySeverity } from "../ui/severity.js";

const host = /** @type {HTMLSelectElement} */ (byId("host"));
const path = /** @type {HTMLInputElement} */ (byId("path"));
const plain = /** @type {HTMLTextAreaElement} */ (byId("plain"));

/** How many rules the checker has; 0 until it runs. */
let ruleCount = 0;

const work = recall();
host.value = work.host ?? host.value;
path.value = work.path ?? path.value;

// Whatever was typed before this script arrived counts.
const text = plain.value === plain.defaultValue ? work.text ?? plain.value : plain.value;
const { view, undo } = createEditor({ parent: byId("editor"), text, onChange: refresh, onList: list, onOpen: open });
plain.remove();
keepOnLeave(() => ({ text: sourceOf(view.state).text, host: host.value, path: path.value }));

/** The host and the line ends of the last refresh. */
let lastHost = host.value;
let lastEnds = lineEnds(view.state);

const moves = {
  /** @param {{from: number, to: number}} range */
  jump(range) {
    if (!isShown("source")) show("source");
    jump(view, range);
  },
  /** @param {{from: number, to: number} | null} range */
  peek: (range) => peek(view, range),
  /** @param {import("passmuster").FixInfo} fix */
  applyFix(fix) {
    applyFix(view, fix);
    afterFix();
  },
  fixAll() {
    replaceText(view, fix(sourceOf(view.state).text, options()).output);
    afterFix();
  },
};

host.addEventListener("change", () => {
  path.value = movePath(path.value, lastHost, host.value);
  lastHost = host.value;
  refresh();
});
path.addEventListener("input", refresh);
onLineEnd((end) => convertLineEnds(view, end));
showLineEnds(lastEnds);
await run();

async function run() {
  hideFailure();
  showWaiting();
  try {
    await start();
  } catch (error) {
    // One sentence: the stack leads into minified code and helps nobody.
    console.warn(`passmuster: ${error instanceof Error ? error.message : String(error)}`);
    showUnavailable();
    clearFindings("Nothing is checked as long as the checker is not running.");
    clearReading("Nobody has read the file yet.");
    showFailure(error, run);
    return;
  }
  ruleCount = rules().length;
  byId("facts").textContent = `passmuster ${version()}, ${plural(ruleCount, "rule")}. The checker is WebAssembly and runs in this page: nothing you type leaves it.`;
  refresh();
}

/** Checks the text as it is now, and shows what comes of it. */
function refresh() {
  const ends = lineEnds(view.state);
  showLineEnds(ends);
  if (!ruleCount) return;
  const source = sourceOf(view.state);
  let result;
  try {
    result = source.inDoc(check(source.text, options()));
  } catch (error) {
    breakDown(error);
    return;
  }
  const { diagnostics } = result;
  showDiagnostics(view, diagnostics);
  showVerdict(result);
  showFindings(diagnostics, view.state.doc, { rules: ruleCount, loads: result.status === "loads" }, moves);
  showReading(result, view.state.doc, moves);
  showPreview(source.text, options(), result.agent !== null);
  const counts = countBySeverity(diagnostics).map(({ text }) => text).join(", ");
  announce(`${sayLineEnds(ends)}${byId("verdict").textContent} ${counts || "No findings"}.`);
}

/** How lines end now, if it changed since it was last said. @param {typeof lastEnds} ends */
function sayLineEnds(ends) {
  const changed = ends !== lastEnds;
  lastEnds = ends;
  return changed ? `Lines end in ${NAMES[ends.end]}. ` : "";
}

/** @param {unknown} error */
function breakDown(error) {
  console.error(error);
  showDiagnostics(view, []);
  showBreakdown(error);
  clearFindings("The checker failed on this text, so there is nothing to list.");
  clearReading("The checker failed on this text.");
  announce(byId("verdict").textContent ?? "");
}

/** @returns {import("passmuster").Options} */
function options() {
  return {
    host: /** @type {"claude-code" | "claude-code-plugin"} */ (host.value),
    path: path.value.trim() || undefined,
  };
}

/** The keyboard goes back to the text, where undo is at hand; or there is a button for it. */
function afterFix() {
  offerUndo(undo);
  if (isShown("source")) view.focus();
  else focusFindings();
}

/** A file was dropped. @param {string} name */
function open(name) {
  path.value = pathOf(host.value, name);
}

function list() {
  show("findings");
  focusFindings();
}
