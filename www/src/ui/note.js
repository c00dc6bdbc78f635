// @ts-check
// Short messages above the page's foot, which screen readers say: what was done, or could not be.

import { byId, h, withCode } from "./dom.js";

/** How long a message stays that only confirms. */
const BRIEF = 5000;

/** @type {Map<string, HTMLElement>} */
const shown = new Map();

/**
 * @param {string} text `backticked` parts are code
 * @param {object} [options]
 * @param {string} [options.about] a later message about the same takes its place
 * @param {boolean} [options.brief] whether it goes by itself
 * @param {{label: string, run: () => void}} [options.action]
 */
export function note(text, { about = text, brief = false, action } = {}) {
  dismiss(about);
  const before = document.activeElement;
  const close = () => {
    const focused = element.contains(document.activeElement);
    dismiss(about);
    if (focused && before instanceof HTMLElement) before.focus();
  };
  const element = h("div", { class: "note" },
    h("p", {}, withCode(text)),
    action && h("button", { type: "button", class: "button primary", onclick: () => (close(), action.run()) }, action.label),
    h("button", { type: "button", class: "button", "aria-label": "Dismiss", onclick: close }, "✕"));
  shown.set(about, element);
  byId("notes").append(element);
  if (brief) setTimeout(() => shown.get(about) === element && dismiss(about), BRIEF);
}

/** Takes a message back. @param {string} about */
export function dismiss(about) {
  shown.get(about)?.remove();
  shown.delete(about);
}
