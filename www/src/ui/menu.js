// @ts-check
// A button that opens a menu, as the ARIA practices have it: arrows, Home and End, the first letter; Escape
// closes it and gives the keyboard back to the button.

import { h } from "./dom.js";

/**
 * @typedef {object} Item
 * @property {string} label
 * @property {string} [hint] what it does, in a line
 * @property {() => void} run
 */

/**
 * @param {HTMLButtonElement} button with an `id`, in an element of its own beside which the menu may stand
 * @param {Item[]} items
 */
export function attachMenu(button, items) {
  const choices = items.map(({ label, hint, run }) =>
    h("button", { type: "button", role: "menuitem", class: "menu-item", tabindex: "-1", onclick: () => (close(), button.focus(), run()) },
      h("span", {}, label), hint && h("span", { class: "menu-hint" }, hint)));
  const menu = h("div", { role: "menu", class: "menu", id: `${button.id}-menu`, "aria-labelledby": button.id, hidden: true }, ...choices);
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", menu.id);
  button.after(menu);

  /** @param {number} [at] */
  const open = (at = 0) => {
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    choices.at(at)?.focus();
    document.addEventListener("pointerdown", outside, true);
  };
  const close = () => {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
  };
  /** @param {Event} event */
  const outside = (event) => {
    const target = /** @type {Node} */ (event.target);
    if (!menu.contains(target) && !button.contains(target)) close();
  };

  button.addEventListener("click", () => (menu.hidden ? open() : close()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowDown" ? 0 : -1);
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== button) close();
  });
  menu.addEventListener("keydown", (event) => {
    const at = choices.findIndex((choice) => choice === document.activeElement);
    const letter = event.key.length === 1 ? event.key.toLowerCase() : "";
    const named = [...choices.slice(at + 1), ...choices.slice(0, at + 1)].find((choice) => letter.trim() && choice.textContent?.toLowerCase().startsWith(letter));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") {
      close();
      button.focus();
    } else if (event.key === "Tab") {
      // The keyboard goes on from the button.
      close();
      button.focus();
      return;
    } else if (to !== undefined) choices.at(to % choices.length)?.focus();
    else if (named) named.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
