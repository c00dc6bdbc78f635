// @ts-check
// CodeMirror puts its styles into a `<style>` element, for which a page's policy must allow
// inline styles. A constructed style sheet needs no such leave.

import { StyleModule } from "style-mod";

import { sheetFor } from "../ui/sheets.js";

StyleModule.mount = (root, modules) => {
  // Modules come weakest first. Every editor mounts its own, most of them into the same page.
  const before = root.adoptedStyleSheets;
  const document = /** @type {Node} */ (root).ownerDocument ?? /** @type {Document} */ (root);
  const fresh = [modules].flat()
    .map((module) => sheetFor(document, module, () => module.getRules()))
    .filter((sheet) => !before.includes(sheet));
  // At once: the whole page is styled anew each time.
  if (fresh.length) root.adoptedStyleSheets = [...before, ...new Set(fresh)];
};
