// @ts-check
// CodeMirror puts its styles into a `<style>` element, for which a page's policy must allow
// inline styles. A constructed style sheet needs no such leave.

import { StyleModule } from "style-mod";

/** @type {Map<object, CSSStyleSheet>} */
const sheets = new Map();

StyleModule.mount = (root, modules) => {
  for (const module of [modules].flat()) {
    let sheet = sheets.get(module);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(module.getRules());
      sheets.set(module, sheet);
    }
    // Modules come weakest first. Every editor mounts its own, most of them into the same page.
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
};
