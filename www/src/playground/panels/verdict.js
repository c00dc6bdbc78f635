// @ts-check
// One line that says what becomes of the file.

import { byId, h, withCode } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { STATUS, verdictWords } from "../../ui/verdict.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("../../ui/icons.js").IconName} IconName */

const panel = byId("verdict");

/** @param {CheckResult} result */
export function showVerdict(result) {
  const { before, name, after, silence } = verdictWords(result);
  fill(result.status, STATUS[result.status],
    h("p", { class: "verdict-line" },
      before, name && h("code", {}, name), withCode(after),
      silence && h("em", { class: "silent" }, ` ${silence}`)));
}

/** @param {unknown} error thrown by the checker on this very text */
export function showBreakdown(error) {
  fill("refused", "Checker failed",
    h("p", { class: "verdict-line" },
      "The checker failed on this text, which is a bug in it, not in your file. Type on: the next keystroke starts afresh. ",
      h("span", { class: "detail" }, error instanceof Error ? error.message : String(error))));
}

export function showWaiting() {
  fill("waiting", "", h("p", { class: "verdict-line" }, "Loading the checker…"));
}

export function showUnavailable() {
  fill("waiting", "Not checked", h("p", { class: "verdict-line" }, "The checker is not running. You can go on editing."));
}

/**
 * @param {IconName} status
 * @param {string} word
 * @param {HTMLElement} line
 */
function fill(status, word, line) {
  // It stays for as long as it says the same, with whatever of it is selected.
  if (panel.dataset.status === status && panel.lastElementChild?.isEqualNode(line)) return;
  panel.dataset.status = status;
  panel.replaceChildren(icon(status), ...(word ? [h("strong", { class: "verdict-word" }, word), " "] : []), line);
}
