// @ts-check
// What all elements of a page share: the checker, and the code of the editor.

/** @typedef {typeof import("./checker.js")} Checker */
/** @typedef {typeof import("./editor.js")} Editor */

/** Those that could not be started, to start again when another could. @type {Set<() => void>} */
const stranded = new Set();

/** @type {Promise<Checker> | undefined} */
let checker;

/** The running checker. @returns {Promise<Checker>} */
export function loadChecker() {
  checker ??= (async () => {
    try {
      const module = await import("./checker.js");
      await module.start();
      const others = [...stranded];
      stranded.clear();
      for (const retry of others) retry();
      return module;
    } catch (error) {
      checker = undefined;
      throw error;
    }
  })();
  return checker;
}

/** @returns {Promise<Editor>} */
export function loadEditor() {
  return import("./editor.js");
}

/** @param {() => void} retry */
export function strand(retry) {
  stranded.add(retry);
}
