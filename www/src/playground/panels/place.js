// @ts-check
// A button that goes to a place in the text.

import { h } from "../../ui/dom.js";
import { lineAndColumn } from "../../ui/position.js";

/** @typedef {{from: number, to: number}} Range */
/** @typedef {{jump: (range: Range) => void}} Moves */

/** Where buttons lead: places move while the buttons stay. @type {WeakMap<Element, Range>} */
const ranges = new WeakMap();

/** Says where a button leads, that was made with `jumpFrom()`. @param {Element} button @param {Range} range */
export function leadTo(button, range) {
  ranges.set(button, range);
}

/** What happens when a button is pressed. @param {Moves} moves */
export function jumpFrom(moves) {
  return (/** @type {Event} */ { currentTarget }) => {
    const range = ranges.get(/** @type {Element} */ (currentTarget));
    if (range) moves.jump(range);
  };
}

/**
 * @param {import("@codemirror/state").Text} doc
 * @param {Range} range
 * @param {Moves} moves
 * @returns {import("./fill.js").Item}
 */
export function place(doc, { from, to }, moves) {
  const label = lineAndColumn(doc, from);
  return {
    look: `place ${label}`,
    make: () => h("button", {
      type: "button",
      class: "place",
      "aria-label": `${label}, go to this place`,
      onclick: jumpFrom(moves),
    }, label),
    update: (button) => leadTo(button, { from, to }),
  };
}
