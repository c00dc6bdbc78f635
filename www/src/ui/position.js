// @ts-check

/**
 * A place in the text as people say it: line and column, both from 1.
 * @param {import("@codemirror/state").Text} doc
 * @param {number} offset
 */
export function lineAndColumn(doc, offset) {
  const line = doc.lineAt(Math.min(offset, doc.length));
  return `${line.number}:${offset - line.from + 1}`;
}
