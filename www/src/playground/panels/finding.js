// @ts-check
// One finding in full: what to do, each fix with what it would change, and the way to leave it be.

import { h, withCode } from "../../ui/dom.js";
import { fixLabel } from "../../ui/fix.js";
import { diff } from "./diff.js";
import { place } from "./place.js";

/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */

/**
 * The text that findings are about: in the editor, and as a file, to which the edits of fixes belong.
 * @typedef {{doc: import("@codemirror/state").Text, file: string}} Sources
 */

/**
 * @typedef {object} Moves
 * @property {(range: {from: number, to: number}) => void} jump
 * @property {(fix: import("passmuster").FixInfo) => void} applyFix
 * @property {() => void} fixAll
 * @property {(diagnostic: Diagnostic) => string | null} ignore answers why it can't be, if so
 * @property {() => void} focusEditor
 */

/**
 * @param {HTMLElement} panel
 * @param {Diagnostic} diagnostic
 * @param {Sources} sources
 * @param {Moves} moves
 */
export function showDetail(panel, diagnostic, sources, moves) {
  const { help, rule, url, related, fixes } = diagnostic;
  const refusal = h("span", { class: "soft", role: "status" });
  panel.replaceChildren(
    ...(help ? [h("p", { class: "finding-help" }, withCode(help))] : []),
    ...(related.length ? [h("ul", { class: "related" }, ...related.map((other) =>
      h("li", {}, place(sources.doc, other, moves), " ", withCode(other.message))))] : []),
    ...fixes.map((fix) => h("div", { class: "fix" },
      diff(sources.file, fix.edits),
      h("button", { type: "button", class: fix.safe ? "button" : "button unsafe", onclick: () => moves.applyFix(fix) },
        withCode(fixLabel(fix))))),
    h("p", { class: "finding-more" },
      h("button", {
        type: "button",
        class: "link",
        title: "Writes a comment into the frontmatter, which no model reads",
        onclick: () => {
          refusal.textContent = moves.ignore(diagnostic) ?? "";
        },
      }, "Ignore"),
      about(rule, url),
      refusal));
}

/** @param {string} rule @param {string} page relative to the documentation */
function about(rule, page) {
  if (!DOCS_ROOT || !page) return h("span", { class: "rule" }, rule);
  const href = new URL(page, new URL(DOCS_ROOT, location.href));
  return h("a", { class: "rule", href, target: "_blank", rel: "noreferrer" }, h("span", {}, "About "), rule);
}
