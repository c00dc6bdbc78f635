// @ts-check
// Buttons that go to places in the text.

import { h, withCode } from "../../ui/dom.js";
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
 * What is said of a place, in a list.
 * @param {import("@codemirror/state").Text} doc
 * @param {Range & {message: string}} said
 * @param {Moves} moves
 * @returns {import("./fill.js").Item}
 */
export function saidOf(doc, { from, to, message }, moves) {
  const label = lineAndColumn(doc, from);
  return {
    look: `${label} ${message}`,
    make: () => h("li", {},
      h("button", { type: "button", class: "place", "aria-label": `${label}, go to this place`, onclick: jumpFrom(moves) }, label),
      " ", withCode(message)),
    update: (item) => leadTo(/** @type {Element} */ (item.firstElementChild), { from, to }),
  };
}
