// @ts-check
// Findings, verdict and marked source as HTML, for pages that are made ahead of time. Nothing here
// needs a browser.

import { marksOf, placesOf } from "./places.js";
import { findingList, fixWords, verdictLine } from "./template.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */

/** A piece of HTML, to tell it from text. */
class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} props
 * @param {...(Html | string | false)} children
 */
function make(tag, props, ...children) {
  const attributes = Object.entries(props).map(([name, value]) => ` ${name}="${escape(String(value))}"`);
  const content = children.map((child) => (child instanceof Html ? child.text : escape(child || "")));
  return new Html(`<${tag}${attributes.join("")}>${content.join("")}</${tag}>`);
}

/**
 * The findings as an `<ol class="findings">`, or a `<p class="empty">` if there are none.
 * @param {readonly Diagnostic[]} diagnostics
 * @param {string} source the text that was checked
 * @param {{docs?: string | URL}} [options] `docs`: the root of the documentation, to which rules' names then link
 */
export function renderFindings(diagnostics, source, { docs } = {}) {
  const place = placesOf(source);
  return findingList(make, diagnostics, {
    place: ({ from }) => make("span", { class: "place" }, place(from)),
    fix: (fix) => make("span", { class: fix.safe ? "fix" : "fix unsafe" }, ...fixWords(make, fix)),
    docs,
  }).text;
}

/** What becomes of the file, as a `<p class="verdict …">`. @param {CheckResult} result */
export function renderVerdict(result) {
  return verdictLine(make, result).text;
}

/**
 * The source for the inside of a `<pre>`. What findings are about is in `<mark class="…">`, which
 * names the worst that is said of it; a place between two characters is an empty one.
 * @param {string} source
 * @param {readonly Pick<Diagnostic, "from" | "to" | "severity">[]} [diagnostics]
 */
export function renderSource(source, diagnostics = []) {
  const marks = marksOf(source.length, diagnostics);
  let html = "";
  let at = 0;
  for (const { from, to, severity } of marks) {
    html += `${text(source.slice(at, from))}<mark class="${severity}">${text(source.slice(from, to))}</mark>`;
    at = to;
  }
  html += text(source.slice(at));
  // A line feed right behind `<pre>` is no part of its text.
  return source.startsWith("\n") ? `\n${html}` : html;
}

/** Text in a `<pre>`: parsers turn a carriage return into a line feed unless it is spelled out. @param {string} part */
function text(part) {
  return escape(part).replaceAll("\r", "&#13;");
}

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string} part */
function escape(part) {
  return part.replace(/[&<>"]/g, (character) => ENTITIES[character]);
}
