// @ts-check
// CodeMirror puts its styles into a `<style>` element, for which a page's policy must allow
// inline styles. A constructed style sheet needs no such leave.

import { StyleModule } from "style-mod";

/** @type {Map<object, CSSStyleSheet>} */
const sheets = new Map();

StyleModule.mount = (_root, modules) => {
  for (const module of [modules].flat()) {
    if (sheets.has(module)) continue;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(module.getRules());
    sheets.set(module, sheet);
    // Modules come weakest first.
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
};
