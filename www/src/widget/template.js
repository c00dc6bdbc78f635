// @ts-check
// What findings and verdicts are made of, whoever makes it: elements in a page, or HTML for one.

import { splitCode } from "../ui/code.js";
import { fixLabel } from "../ui/fix.js";
import { WORDS } from "../ui/severity.js";
import { MOST_RELATED, someOf } from "../ui/some.js";
import { STATUS, verdictWords } from "../ui/verdict.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */
/** @typedef {import("passmuster").FixInfo} Fix */
/** @typedef {{from: number, to: number}} Range */

/**
 * @template Element
 * @typedef {(tag: "a" | "button" | "code" | "em" | "li" | "ol" | "p" | "span" | "strong" | "ul",
 *   props: Record<string, unknown>, ...children: (Element | string | false)[]) => Element} Make
 */

/**
 * @template Element
 * @typedef {object} Parts what differs between a page that can be used and one that can only be read
 * @property {(range: Range) => Element} place where it is in the text
 * @property {(fix: Fix) => Element} fix
 * @property {string | URL} [docs] the root of the documentation
 * @property {Record<string, string>} [link] attributes of links to it
 */

/** More findings than these are not read one by one, and make a page that is larger than the file by far. */
const MOST = 300;

/**
 * A list of findings, in the order of the text; or that there are none.
 * @template Element
 * @param {Make<Element>} make
 * @param {readonly Diagnostic[]} diagnostics
 * @param {Parts<Element>} parts
 */
export function findingList(make, diagnostics, parts) {
  if (!diagnostics.length) return make("p", { class: "empty" }, "Nothing found.");
  const sorted = [...diagnostics].sort((a, b) => a.from - b.from || a.to - b.to);
  const { some, rest } = someOf(sorted, MOST);
  return make("ol", { class: "findings" },
    ...some.map((each) => item(make, each, parts)),
    rest ? make("li", { class: "finding" }, make("p", { class: "finding-message" }, rest)) : false);
}

/**
 * @template Element
 * @param {Make<Element>} make
 * @param {Diagnostic} diagnostic
 * @param {Parts<Element>} parts
 */
function item(make, { severity, message, help, rule, url, from, to, related, fixes }, { place, fix, docs, link }) {
  const page = docs === undefined ? undefined : pageOf(docs, url);
  const { some, rest } = someOf(related, MOST_RELATED);
  return make("li", { class: `finding ${severity}`, "data-rule": rule },
    make("p", { class: "finding-head" },
      make("strong", { class: "severity" }, WORDS[severity]), " ",
      place({ from, to }), " ",
      page ? make("a", { class: "rule", href: page, ...link }, rule) : make("span", { class: "rule" }, rule)),
    make("p", { class: "finding-message" }, ...withCode(make, message)),
    help ? make("p", { class: "finding-help" }, ...withCode(make, help)) : false,
    related.length > 0 && make("ul", { class: "related" },
      ...some.map((other) => make("li", {}, place(other), " ", ...withCode(make, other.message))),
      rest ? make("li", {}, rest) : false),
    fixes.length > 0 && make("p", { class: "fixes" }, ...fixes.flatMap((each) => [fix(each), " "]).slice(0, -1)));
}

/**
 * What becomes of the file, in one line.
 * @template Element
 * @param {Make<Element>} make
 * @param {CheckResult} result
 */
export function verdictLine(make, result) {
  const { before, name, after, silence } = verdictWords(result);
  return make("p", { class: `verdict ${result.status}` },
    make("strong", { class: "verdict-word" }, STATUS[result.status]), " ",
    before, name ? make("code", {}, name) : false, ...withCode(make, after),
    silence ? make("em", { class: "silent" }, ` ${silence}`) : false);
}

/**
 * @template Element
 * @param {Make<Element>} make
 * @param {string} text
 */
export function withCode(make, text) {
  return splitCode(text).map((part) => part.code ? make("code", {}, part.text) : part.text);
}

/** A fix as the words of its button. @template Element @param {Make<Element>} make @param {Fix} fix */
export function fixWords(make, fix) {
  return withCode(make, fixLabel(fix));
}

/**
 * The address of a rule's page, unless the root of the documentation is none or would make a script of it.
 * @param {string | URL} docs
 * @param {string} page relative to the root
 */
function pageOf(docs, page) {
  const root = String(docs);
  try {
    const { protocol } = new URL(root, "https://example.com/");
    return /^https?:$/.test(protocol) ? `${root}${root.endsWith("/") ? "" : "/"}${page}` : undefined;
  } catch {
    return undefined;
  }
}
