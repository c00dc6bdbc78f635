// @ts-check
// Tells screen readers how things stand, once typing pauses.

import { byId } from "./dom.js";

const PAUSE = 800;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let said = "";

/** @param {string} text */
export function announce(text) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (text === said) return;
    said = text;
    byId("announcer").textContent = text;
  }, PAUSE);
}
