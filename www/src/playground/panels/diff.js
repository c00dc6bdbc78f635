// @ts-check
// What edits would change, line by line, with the changed characters marked.

import { h, plural } from "../../ui/dom.js";
import { between } from "./cut.js";
import { changedLines } from "./hunks.js";

/** So many places of a fix are shown, and so many lines of each. */
const PLACES = 3;
const LINES = 8;

/** So many changes of a line are marked. */
const MARKS = 20;

/** How much of a long line is shown on both sides of what changes, and of both ends of that. */
const AROUND = 40;
const WITHIN = 300;

/** Characters that can't be seen, or are taken for others. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u2007\u202f]/u;

/** @typedef {import("./hunks.js").Line} Line */

/**
 * @param {string} file
 * @param {readonly import("passmuster").EditInfo[]} edits
 * @returns {import("./fill.js").Item}
 */
export function diff(file, edits) {
  const { hunks, more } = changedLines(file, edits, PLACES);
  if (!hunks.length) return { look: "line ends", make: () => h("p", { class: "soft" }, "Only the ends of lines change.") };
  const shown = hunks.map(({ removed, added }) => [cut(removed), cut(added)]);
  return { look: JSON.stringify([shown, more]), make: () => draw(shown, more) };
}

/** @typedef {{parts: Part[][], more: number}} Lines of which `more` are left out */

/** @param {Lines[][]} shown @param {number} more how many places are left out */
function draw(shown, more) {
  return h("div", { class: "diff", role: "group", "aria-label": "What the fix changes" },
    ...shown.flatMap(([removed, added], index) => [
      index > 0 && h("div", { class: "diff-gap" }, "⋯"),
      ...lines(removed, "del", "−"),
      ...lines(added, "ins", "+"),
    ]),
    more > 0 && h("div", { class: "diff-gap" }, `and ${plural(more, "more place")}`));
}

/** What is shown of lines. @param {Line[]} all @returns {Lines} */
function cut(all) {
  return { parts: all.slice(0, LINES).map(pieces), more: all.length - LINES };
}

/** @param {Lines} shown @param {"del" | "ins"} tag @param {string} sign */
function lines({ parts, more }, tag, sign) {
  return [
    ...parts.map((line) => h(tag, { class: "diff-line" }, h("span", { class: "diff-sign" }, sign), ...line.flatMap(({ text, marked }) =>
      marked ? h("mark", {}, ...visible(text, true)) : visible(text)))),
    more > 0 && h("div", { class: "diff-gap" }, `${sign} ${plural(more, "more line")}`),
  ];
}

/** @typedef {{text: string, marked: boolean}} Part */

/** The line around what changes, that being marked. @param {Line} line @returns {Part[]} */
function pieces({ text, marks }) {
  /** @type {Part[]} */
  const parts = [];
  let at = 0;
  for (const mark of marks.slice(0, MARKS)) {
    parts.push({ text: ends(text, at, mark.from, at > 0 ? AROUND : 0, AROUND), marked: false });
    parts.push({ text: ends(text, mark.from, mark.to, WITHIN, WITHIN), marked: true });
    at = mark.to;
  }
  parts.push({ text: ends(text, at, text.length, at > 0 || !marks.length ? AROUND : 0, 0), marked: false });
  return parts.filter(({ text }) => text);
}

/**
 * A part of a line, without what is far from its ends.
 * @param {string} line
 * @param {number} from
 * @param {number} to
 * @param {number} head how much of its start is to be seen
 * @param {number} tail
 */
function ends(line, from, to, head, tail) {
  if (to - from <= head + tail + 1) return line.slice(from, to);
  return `${line.slice(from, between(line, from + head))}…${line.slice(between(line, to - tail), to)}`;
}

/**
 * Text with its invisible characters spelled out.
 * @param {string} text
 * @param {boolean} [blanks] whether blanks are to be seen, too
 */
function visible(text, blanks = false) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let plain = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const name = character === "\t" ? "tab" : INVISIBLE.test(character) ? `U+${code.toString(16).toUpperCase().padStart(4, "0")}` : "";
    if (!name) {
      plain += blanks && character === " " ? "·" : character;
      continue;
    }
    parts.push(plain, h("span", { class: "invisible" }, name));
    plain = "";
  }
  parts.push(plain);
  return parts;
}
