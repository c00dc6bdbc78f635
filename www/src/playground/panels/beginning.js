// @ts-check
// JSON as `JSON.stringify(value, null, 2)` writes it, but no more of it than is asked for.

import { cut } from "./cut.js";

/**
 * @param {unknown} value plain data
 * @param {number} most so many characters
 * @returns {{text: string, isCut: boolean}}
 */
export function beginning(value, most) {
  let text = "";
  /** @param {any} value @param {string} line what a line begins with, and its break before that */
  const write = (value, line) => {
    if (typeof value !== "object" || value === null) {
      text += JSON.stringify(typeof value === "string" ? value.slice(0, most + 1) : value);
      return;
    }
    const isList = Array.isArray(value);
    const inner = `${line}  `;
    let between = "";
    text += isList ? "[" : "{";
    for (const key in value) {
      if (text.length > most) break;
      if (value[key] === undefined) continue;
      text += between + inner + (isList ? "" : `${JSON.stringify(key)}: `);
      write(value[key], inner);
      between = ",";
    }
    text += (between && line) + (isList ? "]" : "}");
  };
  write(value, "\n");
  return { text: cut(text, most), isCut: text.length > most };
}
