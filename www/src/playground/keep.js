// @ts-check
// Keeps what is being worked on across a reload of the tab. It stays in the browser, and goes
// when the tab is closed.

const KEY = "passmuster";

/** @typedef {{text: string, host: string, path: string, rules: Record<string, import("passmuster").Level>}} Work */

/** @returns {Partial<Work>} */
export function recall() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  } catch {
    // Storage may be forbidden, or hold something else's: then it is as if there were none.
    return {};
  }
}

/** @param {() => Work} work as it is when the page is left */
export function keepOnLeave(work) {
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(work()));
    } catch {
      // Forbidden or full.
    }
  });
}
