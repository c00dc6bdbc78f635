// @ts-check
// A button that goes to a place in the text.

import { h } from "../../ui/dom.js";
import { lineAndColumn } from "../../ui/position.js";

/**
 * @param {import("@codemirror/state").Text} doc
 * @param {{from: number, to: number}} range
 * @param {{jump: (range: {from: number, to: number}) => void}} moves
 */
export function place(doc, range, moves) {
  const label = lineAndColumn(doc, range.from);
  return h("button", {
    type: "button",
    class: "place",
    "aria-label": `${label}, go to this place`,
    onclick: () => moves.jump({ from: range.from, to: range.to }),
  }, label);
}
