// @ts-check
// One line that says what becomes of the file.

import { byId, h, withCode } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("../../ui/icons.js").IconName} IconName */

/** @type {Record<string, string>} */
const HOSTS = { "claude-code": "Claude Code", "claude-code-plugin": "Claude Code (plugin)" };

const WORDS = { loads: "Loads", refused: "Will not start", ignored: "No agent" };

const panel = byId("verdict");

/** @param {CheckResult} result */
export function showVerdict(result) {
  const { status, reason, agent } = result;
  const host = `${HOSTS[result.host]} ${result.hostVersion}`;
  const name = h("code", {}, agent?.name ?? "");
  const said = {
    loads: [`${host} loads this agent as `, name, "."],
    refused: [`${host} lists `, name, ", but refuses to start it."],
    ignored: [`${host} makes no agent of this file.`],
  }[status];
  fill(status, WORDS[status],
    h("p", { class: "verdict-line" },
      ...said,
      reason && withCode(` ${reason}`),
      silence(result)));
}

/** @param {CheckResult} result */
function silence({ silent, status, diagnostics }) {
  if (!silent) return false;
  if (status !== "loads") return h("em", { class: "silent" }, " All this in silence: no message tells you.");
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  return warnings > 0 && h("em", { class: "silent" },
    ` It says nothing about the ${warnings === 1 ? "warning" : `${warnings} warnings`}.`);
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
  panel.dataset.status = status;
  panel.replaceChildren(icon(status), ...(word ? [h("strong", { class: "verdict-word" }, word), " "] : []), line);
}
