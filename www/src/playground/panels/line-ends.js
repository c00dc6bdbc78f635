// @ts-check
// Says how the file's lines end, and lets them end otherwise.

import { byId } from "../../ui/dom.js";
import { setText } from "./fill.js";

/** @typedef {import("../../checker/source.js").LineEnd} LineEnd */

/** @type {Record<LineEnd, string>} */
export const NAMES = { "\n": "LF", "\r\n": "CRLF", "\r": "CR" };

const select = /** @type {HTMLSelectElement} */ (byId("line-ends"));
const note = byId("line-ends-note");

/** @param {(end: LineEnd) => void} change */
export function onLineEnd(change) {
  select.addEventListener("change", () => {
    const end = /** @type {LineEnd[]} */ (Object.keys(NAMES)).find((each) => NAMES[each] === select.value);
    if (end) change(end);
  });
}

/** @param {import("../../editor/line-ends.js").LineEnds} lineEnds */
export function showLineEnds({ end, wereMixed }) {
  select.value = NAMES[end];
  select.classList.toggle("unusual", end !== "\n");
  setText(note, wereMixed ? "they were mixed" : "");
}
