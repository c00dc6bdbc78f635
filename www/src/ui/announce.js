// @ts-check
// Tells screen readers how things stand, once typing pauses.

import { byId } from "./dom.js";

const PAUSE = 800;

/** @param {() => HTMLElement} region where it is told, looked for when there is something to tell */
export function announcer(region) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let said = "";
  return (/** @type {string} */ text) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (text === said) return;
      said = text;
      region().textContent = text;
    }, PAUSE);
  };
}

export const announce = announcer(() => byId("announcer"));
