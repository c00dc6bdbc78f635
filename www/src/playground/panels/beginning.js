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
  /** @param {unknown} value @param {string} indent */
  const write = (value, indent) => {
    if (typeof value === "string") text += JSON.stringify(value.slice(0, most + 1));
    else if (typeof value !== "object" || value === null) text += JSON.stringify(value);
    else if (Array.isArray(value)) writeAll("[]", indent, value, (each, inner) => write(each, inner));
    else {
      const entries = Object.entries(value).filter(([, each]) => each !== undefined);
      writeAll("{}", indent, entries, ([key, each], inner) => {
        text += `${JSON.stringify(key)}: `;
        write(each, inner);
      });
    }
  };
  /** @template T @param {string} brackets @param {string} indent @param {T[]} all @param {(each: T, indent: string) => void} each */
  const writeAll = ([open, close], indent, all, each) => {
    const inner = `${indent}  `;
    text += open;
    for (let at = 0; at < all.length && text.length <= most; at += 1) {
      text += `${at ? "," : ""}\n${inner}`;
      each(all[at], inner);
    }
    text += all.length ? `\n${indent}${close}` : close;
  };
  write(value, "");
  return { text: cut(text, most), isCut: text.length > most };
}
