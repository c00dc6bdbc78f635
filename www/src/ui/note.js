// @ts-check
// Short messages above the page's foot, which screen readers say: what was done, or could not be.

import { byId, h, withCode } from "./dom.js";

/** How long a message stays that only confirms. */
const BRIEF = 5000;

/** Where the keyboard goes on when it was nowhere before: to the text, or to the panel that is in front of it. */
const ELSEWHERE = "[role=textbox], [role=tab][aria-selected=true]";

/** @type {Map<string, HTMLElement>} */
const shown = new Map();

/**
 * @param {string} text `backticked` parts are code
 * @param {object} [options]
 * @param {string} [options.about] a later message about the same takes its place
 * @param {boolean} [options.brief] whether it goes by itself, when nobody is at it
 * @param {{label: string, run: () => void}} [options.action]
 */
export function note(text, { about = text, brief = false, action } = {}) {
  dismiss(about);
  const before = document.activeElement;
  const close = () => {
    const { activeElement } = document;
    if (!element.contains(activeElement)) return dismiss(about);
    // A finger is not to bring the screen's keyboard up.
    const others = activeElement?.matches(":focus-visible") ? document.querySelectorAll(ELSEWHERE) : [];
    dismiss(about);
    for (const to of /** @type {HTMLElement[]} */ ([before, ...others])) {
      if (document.activeElement === document.body) to?.focus();
    }
  };
  const wait = () => setTimeout(() => {
    if (shown.get(about) !== element) return;
    if (element.matches(":hover, :focus-within")) wait();
    else dismiss(about);
  }, BRIEF);
  const element = h("div", { class: "note" },
    h("p", {}, withCode(text)),
    action && h("button", { type: "button", class: "button primary", onclick: () => (close(), action.run()) }, action.label),
    h("button", { type: "button", class: "button", "aria-label": "Dismiss", onclick: close }, "✕"));
  shown.set(about, element);
  byId("notes").append(element);
  if (brief) wait();
}

/** Takes a message back. @param {string} about */
export function dismiss(about) {
  shown.get(about)?.remove();
  shown.delete(about);
}
