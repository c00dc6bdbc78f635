// @ts-check
// The text as it stands until the editor takes its place: the same lines in the same places, with
// the colours of the editor as far as a line tells them.

import { PARTS, isFence } from "../editor/frontmatter-parts.js";
import { h } from "../ui/dom.js";
import { marksOf } from "./places.js";

/** @typedef {{from: number, to: number, name: string}} Range */
/** @typedef {Parameters<typeof marksOf>[1]} Findings */

const FRONTMATTER = { key: "tok-propertyName", comment: "tok-comment", string: "tok-string", tag: "tok-typeName" };

const BODY = /(?<heading>^#{1,6} .*)|(?<mark>^\s*(?:[-*+]|\d+[.)]) |^>)|(?<code>`[^`]+`)|(?<strong>\*\*[^*]+\*\*)|(?<tag><\/?[a-z][\w-]*>)/g;

const MARKDOWN = { heading: "tok-heading", mark: "tok-mark", code: "tok-monospace", strong: "tok-strong", tag: "tok-typeName" };

/**
 * @param {string} source
 * @param {Findings} findings
 * @returns {HTMLElement[]} one a line
 */
export function stillLines(source, findings) {
  const marks = marksOf(source.length, findings).map(({ from, to, severity }) => ({ from, to, name: `cm-lintRange cm-lintRange-${severity}` }));
  const colour = colours();
  let at = 0;
  return source.split(/(\r\n?|\n)/).flatMap((part, index) => {
    const from = at;
    at += part.length;
    if (index % 2) return [];
    const ranges = [...colour(part), ...marks.map((mark) => ({ ...mark, from: mark.from - from, to: mark.to - from }))];
    return [h("div", { class: "still-line" }, ...(part ? pieces(part, ranges) : [h("br")]))];
  });
}

/** A line cut wherever something begins or ends. @param {string} line @param {Range[]} ranges */
function pieces(line, ranges) {
  const within = ranges.filter(({ from, to }) => from < line.length && to > 0 && from < to);
  const cuts = [...new Set([0, line.length, ...within.flatMap(({ from, to }) => [Math.max(from, 0), Math.min(to, line.length)])])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, index) => {
    const names = within.filter((each) => each.from < to && each.to > cuts[index]).map(({ name }) => name);
    const text = line.slice(cuts[index], to);
    return names.length ? h("span", { class: names.join(" ") }, text) : text;
  });
}

/** Colours line after line, from the first on. @returns {(line: string) => Range[]} */
function colours() {
  let number = 0;
  let place = "start";
  return (line) => {
    const whole = (/** @type {string} */ name) => [{ from: 0, to: line.length, name }];
    number += 1;
    if (isFence(line) && (number === 1 || place === "frontmatter")) {
      place = number === 1 ? "frontmatter" : "body";
      return whole("tok-mark");
    }
    if (place === "frontmatter") return matches(line, PARTS, FRONTMATTER);
    if (/^\s*(```|~~~)/.test(line)) {
      place = place === "code" ? "body" : "code";
      return whole("tok-mark");
    }
    return place === "code" ? whole("tok-monospace") : matches(line, BODY, MARKDOWN);
  };
}

/** @param {string} line @param {RegExp} pattern @param {Record<string, string>} names by the pattern's groups */
function matches(line, pattern, names) {
  return [...line.matchAll(pattern)].flatMap((match) => {
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found) ?? [];
    return kind ? [{ from: match.index, to: match.index + match[0].length, name: names[kind] }] : [];
  });
}
