// @ts-check
// One finding in full: what to do, each fix with what it would change, and the way to leave it be.

import { h, withCode } from "../../ui/dom.js";
import { fixLabel } from "../../ui/fix.js";
import { MOST_RELATED, someOf } from "../../ui/some.js";
import { diff } from "./diff.js";
import { fill, setText } from "./fill.js";
import { saidOf } from "./place.js";

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

/** What the buttons are about, which stay while the text changes. @type {Parameters<typeof showDetail> | null} */
let shown = null;

/** The last finding that could not be left out, and why. @type {{finding: Diagnostic, reason: string} | null} */
let refused = null;

/**
 * @param {HTMLElement} panel
 * @param {Diagnostic} finding
 * @param {Sources} sources
 * @param {Moves} moves
 */
export function showDetail(panel, finding, sources, moves) {
  const { help, rule, url, related, fixes } = finding;
  const { some, rest } = someOf(related, MOST_RELATED);
  shown = [panel, finding, sources, moves];
  fill(panel, [
    help && { look: help, make: () => h("p", { class: "finding-help" }, withCode(help)) },
    related.length > 0 && {
      look: "related",
      make: () => h("ul", { class: "related" }),
      inner: [
        ...some.map((other) => saidOf(sources.doc, other, moves)),
        rest && { look: rest, make: () => h("li", { class: "soft" }, rest) },
      ],
    },
    ...fixes.map((fix, index) => ({
      look: `fix ${index}`,
      make: () => h("div", { class: "fix" }),
      inner: [diff(sources.file, fix.edits), fixButton(fix, index)],
    })),
    {
      look: `more ${rule}`,
      make: () => h("p", { class: "finding-more" }, goButton(), ignoreButton(), about(rule, url), h("span", { class: "soft", role: "status" })),
      update: (element) => setText(/** @type {Element} */ (element.lastElementChild), refused?.finding === finding ? refused.reason : ""),
    },
  ]);
}

/** Where the text is behind another tab, choosing a finding does not go there. */
function goButton() {
  return h("button", { type: "button", class: "link go", onclick: () => shown?.[3].jump(shown[1]) }, "Show in the file");
}

function ignoreButton() {
  return h("button", {
    type: "button",
    class: "link",
    title: "Writes a comment into the frontmatter, which no model reads",
    onclick: () => {
      if (!shown) return;
      const [, finding, , moves] = shown;
      const reason = moves.ignore(finding);
      if (reason === null) return;
      refused = { finding, reason };
      showDetail(...shown);
    },
  }, "Ignore");
}

/** @param {import("passmuster").FixInfo} fix @param {number} index @returns {import("./fill.js").Item} */
function fixButton(fix, index) {
  const label = fixLabel(fix);
  return {
    look: `${fix.safe} ${label}`,
    make: () => h("button", {
      type: "button",
      class: fix.safe ? "button" : "button unsafe",
      onclick: () => {
        if (!shown) return;
        const [, finding, , moves] = shown;
        moves.applyFix(finding.fixes[index]);
      },
    }, withCode(label)),
  };
}

/** @param {string} rule @param {string} page relative to the documentation */
function about(rule, page) {
  if (!DOCS_ROOT || !page) return h("span", { class: "rule" }, rule);
  const href = new URL(page, new URL(DOCS_ROOT, location.href));
  return h("a", { class: "rule", href, target: "_blank", rel: "noreferrer" }, h("span", {}, "About "), rule);
}
