// @ts-check
// CodeMirror puts its styles into a `<style>` element, for which a page's policy must allow
// inline styles. A constructed style sheet needs no such leave.

import { StyleModule } from "style-mod";

/** @type {Map<object, CSSStyleSheet>} */
const sheets = new Map();

StyleModule.mount = (root, modules) => {
  // Modules come weakest first. Every editor mounts its own, most of them into the same page.
  const before = root.adoptedStyleSheets;
  const fresh = [modules].flat().map(sheetOf).filter((sheet) => !before.includes(sheet));
  // At once: the whole page is styled anew each time.
  if (fresh.length) root.adoptedStyleSheets = [...before, ...new Set(fresh)];
};

/** @param {StyleModule} module */
function sheetOf(module) {
  let sheet = sheets.get(module);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(module.getRules());
    sheets.set(module, sheet);
  }
  return sheet;
}
