// @ts-check
// What edits would change, line by line, with the changed characters marked.

import { h } from "../../ui/dom.js";
import { changedLines } from "./hunks.js";

/** So many places of a fix are shown, and so many lines of each. */
const PLACES = 3;
const LINES = 8;

/** So many changes of a line are marked. */
const MARKS = 20;

/** How much of a long line is shown on both sides of what changes. */
const AROUND = 40;

/** Characters that can't be seen, or are taken for others. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u2007\u202f]/u;

/** @typedef {import("./hunks.js").Line} Line */

/**
 * @param {string} file
 * @param {readonly import("passmuster").EditInfo[]} edits
 */
export function diff(file, edits) {
  const { hunks, more: rest } = changedLines(file, edits, PLACES);
  if (!hunks.length) return h("p", { class: "soft" }, "Only the ends of lines change.");
  return h("div", { class: "diff", role: "group", "aria-label": "What the fix changes" },
    ...hunks.flatMap(({ removed, added }, index) => [
      index > 0 && h("div", { class: "diff-gap" }, "⋯"),
      ...lines(removed, "del", "−"),
      ...lines(added, "ins", "+"),
    ]),
    rest > 0 && h("div", { class: "diff-gap" }, `and ${rest} more ${rest === 1 ? "place" : "places"}`));
}

/** @param {Line[]} all @param {"del" | "ins"} tag @param {string} sign */
function lines(all, tag, sign) {
  const rest = all.length - LINES;
  return [
    ...all.slice(0, LINES).map((line) => h(tag, { class: "diff-line" }, h("span", { class: "diff-sign" }, sign), ...pieces(line))),
    rest > 0 && h("div", { class: "diff-gap" }, `${sign} ${rest} more ${rest === 1 ? "line" : "lines"}`),
  ];
}

/** The line around what changes, that being marked. @param {Line} line */
function pieces({ text, marks }) {
  /** @type {import("../../ui/dom.js").Child[]} */
  const parts = [];
  let at = 0;
  for (const mark of marks.slice(0, MARKS)) {
    parts.push(...between(text.slice(at, mark.from), at > 0, true), h("mark", {}, ...visible(text.slice(mark.from, mark.to), true)));
    at = mark.to;
  }
  parts.push(...between(text.slice(at), at > 0 || !marks.length, false));
  return parts;
}

/**
 * Text that stays, without what is far from any mark.
 * @param {string} text
 * @param {boolean} begins whether what is near its start is to be seen
 * @param {boolean} ends
 */
function between(text, begins, ends) {
  const [head, tail] = [begins ? AROUND : 0, ends ? AROUND : 0];
  if (text.length <= head + tail + 1) return visible(text);
  return [...visible(text.slice(0, head)), "…", ...visible(text.slice(text.length - tail))];
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
