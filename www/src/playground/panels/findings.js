// @ts-check
// The list of findings: what, where, why, and the edit that mends it.

import { byId, h, plural, withCode } from "../../ui/dom.js";
import { fixLabel } from "../../ui/fix.js";
import { icon } from "../../ui/icons.js";
import { setBadge } from "../layout.js";
import { WORDS, countBySeverity } from "../../ui/severity.js";
import { place } from "./place.js";

/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */
/** @typedef {import("passmuster").FixInfo} Fix */
/** @typedef {import("@codemirror/state").Text} Text */

/**
 * @typedef {object} Moves what the list can do to the text
 * @property {(range: {from: number, to: number}) => void} jump
 * @property {(fix: Fix) => void} applyFix
 * @property {() => void} fixAll
 */

const body = byId("findings-body");
const counts = byId("counts");
const actions = byId("findings-actions");

/**
 * @param {readonly Diagnostic[]} diagnostics
 * @param {Text} doc
 * @param {{rules: number, loads: boolean}} facts
 * @param {Moves} moves
 */
export function showFindings(diagnostics, doc, facts, moves) {
  setBadge("findings", diagnostics.length ? String(diagnostics.length) : "");
  showCounts(diagnostics);
  showActions(diagnostics, moves);
  if (!diagnostics.length) {
    body.replaceChildren(h("p", { class: "empty" },
      h("strong", {}, "Nothing found. "),
      `${plural(facts.rules, "rule")} ran. ${facts.loads
        ? "The file is read the way you wrote it; whether the prompt is any good is for you to judge."
        : "The verdict above says what keeps the file from loading."}`));
    return;
  }
  const sorted = [...diagnostics].sort((a, b) => a.from - b.from || a.to - b.to);
  body.replaceChildren(h("ol", { class: "findings" }, ...sorted.map((each) => item(each, doc, moves))));
}

/** @param {string} text */
export function clearFindings(text) {
  setBadge("findings", "");
  counts.replaceChildren();
  actions.replaceChildren();
  body.replaceChildren(h("p", { class: "empty" }, text));
}

/** Offers to take back the fix just made, until the text changes again. @param {() => void} undo */
export function offerUndo(undo) {
  actions.prepend(h("button", { type: "button", class: "button", id: "undo", onclick: undo }, "Undo the fix"));
}

export function focusFindings() {
  const first = body.querySelector("button");
  (first ?? byId("findings-title")).focus();
}

/** @param {readonly Diagnostic[]} diagnostics */
function showCounts(diagnostics) {
  counts.replaceChildren(...countBySeverity(diagnostics).map(({ severity, text }) =>
    h("span", { class: `count ${severity}` }, icon(severity), text)));
}

/** @param {readonly Diagnostic[]} diagnostics @param {Moves} moves */
function showActions(diagnostics, moves) {
  const safe = diagnostics.filter(({ fixes }) => fixes.some((fix) => fix.safe)).length;
  actions.replaceChildren(...(safe
    ? [h("button", { type: "button", class: "button primary", id: "fix-all", onclick: moves.fixAll }, `Fix all (${safe} safe)`)]
    : []));
}

/** @param {Diagnostic} diagnostic @param {Text} doc @param {Moves} moves */
function item(diagnostic, doc, moves) {
  const { severity, message, help, rule, url, related, fixes } = diagnostic;
  return h("li", { class: `finding ${severity}`, "data-rule": rule },
    icon(severity),
    h("div", { class: "finding-main" },
      h("p", { class: "finding-head" },
        h("strong", { class: "severity" }, WORDS[severity]),
        place(doc, diagnostic, moves),
        ruleName(rule, url)),
      h("p", { class: "finding-message" }, withCode(message)),
      help && h("p", { class: "finding-help" }, withCode(help)),
      related.length > 0 && h("ul", { class: "related" }, ...related.map((other) =>
        h("li", {}, place(doc, other, moves), " ", withCode(other.message)))),
      fixes.length > 0 && h("div", { class: "fixes" }, ...fixes.map((fix) =>
        h("button", { type: "button", class: fix.safe ? "button" : "button unsafe", onclick: () => moves.applyFix(fix) },
          withCode(fixLabel(fix)))))));
}

/** @param {string} rule @param {string} page relative to the documentation */
function ruleName(rule, page) {
  if (!DOCS_ROOT || !page) return h("span", { class: "rule" }, rule);
  const href = new URL(page, new URL(DOCS_ROOT, location.href));
  return h("a", { class: "rule", href, target: "_blank", rel: "noreferrer" }, rule);
}
