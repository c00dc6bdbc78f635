// @ts-check
// Puts the page together: every change of the text is checked and shown before the task ends,
// with no worker and no delay.

import { check, fix, rules, version } from "passmuster";

import { announce } from "./announce.js";
import { start } from "./core.js";
import { byId, plural } from "./dom.js";
import { showDiagnostics } from "./editor/diagnostics.js";
import { createEditor } from "./editor/editor.js";
import { applyFix, jump, replaceText } from "./editor/moves.js";
import { peek } from "./editor/peek.js";
import { keepOnLeave, recall } from "./keep.js";
import { isShown, show } from "./layout.js";
import { hideFailure, showFailure } from "./panels/failure.js";
import { clearFindings, focusFindings, offerUndo, showFindings } from "./panels/findings.js";
import { showPreview } from "./panels/preview.js";
import { clearReading, showReading } from "./panels/reading.js";
import { showBreakdown, showUnavailable, showVerdict, showWaiting } from "./panels/verdict.js";
import { countBySeverity } from "./severity.js";

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
const { view, undo } = createEditor({ parent: byId("editor"), text, onChange: refresh, onList: list });
plain.remove();
keepOnLeave(() => ({ text: source(), host: host.value, path: path.value }));

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
    replaceText(view, fix(source(), options()).output);
    afterFix();
  },
};

host.addEventListener("change", refresh);
path.addEventListener("input", refresh);
await run();

async function run() {
  hideFailure();
  showWaiting();
  try {
    await start();
  } catch (error) {
    console.warn(error);
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
  if (!ruleCount) return;
  const text = source();
  let result;
  try {
    result = check(text, options());
  } catch (error) {
    breakDown(error);
    return;
  }
  const { diagnostics } = result;
  showDiagnostics(view, diagnostics);
  showVerdict(result);
  showFindings(diagnostics, view.state.doc, { rules: ruleCount, loads: result.status === "loads" }, moves);
  showReading(result, moves);
  showPreview(text, options(), result.agent !== null);
  const counts = countBySeverity(diagnostics).map(({ text }) => text).join(", ");
  announce(`${byId("verdict").textContent} ${counts || "No findings"}.`);
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

function source() {
  return view.state.doc.toString();
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

function list() {
  show("findings");
  focusFindings();
}
