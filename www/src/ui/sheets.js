// @ts-check
// Constructed style sheets, for which a page's policy needs no leave. Each is for one document.

/** @type {WeakMap<Document, Map<unknown, CSSStyleSheet>>} */
const made = new WeakMap();

/**
 * The document's only sheet of this key.
 * @param {Document} document with a window
 * @param {unknown} key
 * @param {() => string} rules
 */
export function sheetFor(document, key, rules) {
  const sheets = made.get(document) ?? new Map();
  made.set(document, sheets);
  let sheet = sheets.get(key);
  if (!sheet) {
    const { CSSStyleSheet } = /** @type {Window & typeof globalThis} */ (document.defaultView);
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rules());
    sheets.set(key, sheet);
  }
  return sheet;
}
