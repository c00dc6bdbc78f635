// @ts-check
// The text that an element was written with.

const WRITTEN = ':is(pre, script[type="text/markdown"])';

/** Not what was checked ahead of time; what the element itself, or something around it, is slotted into doesn't matter. */
const FIRST = `:scope > ${WRITTEN}:not([slot]), :scope > :not([slot]) ${WRITTEN}`;

const SEVERITIES = /** @type {const} */ (["error", "warning", "info"]);

/** What is marked in it ahead of time. @typedef {{from: number, to: number, severity: "error" | "warning" | "info"}} Mark */

/** @param {HTMLElement} element @returns {{text: string, marks: Mark[]}} */
export function original(element) {
  const written = element.querySelector(FIRST);
  /** @type {Mark[]} */
  const marks = [];
  const text = !written ? "" : written.localName === "script" ? unwrap(written.textContent ?? "") : textOf(written, marks);
  return { text, marks };
}

/**
 * A text as it reads. What colours code on pages makes elements of its lines: some put `<br>` between
 * them, some nothing at all. `innerText` would know, but not of what isn't shown. Nodes may come from
 * another document, whose classes are not this one's.
 * @param {Node} node
 * @param {Mark[]} marks to which those in the text are added
 */
function textOf(node, marks, before = "") {
  let text = before;
  for (const child of node.childNodes) {
    const { localName, className } = /** @type {Element} */ (child);
    if (localName === "div" && text && !text.endsWith("\n")) text += "\n";
    const from = text.length;
    if (localName === "br") text += "\n";
    else if (child.nodeType === Node.TEXT_NODE) text += /** @type {Text} */ (child).data;
    else text = textOf(child, marks, text);
    const severity = localName === "mark" && SEVERITIES.find((each) => each === className);
    if (severity) marks.push({ from, to: text.length, severity });
  }
  return text;
}

/** A script's text without the line ends around it and what its lines are indented by. @param {string} text */
function unwrap(text) {
  const lines = text.replace(/^[^\S\r\n]*(\r\n?|\n)/, "").replace(/[^\S\r\n]*$/, "");
  const indents = lines.match(/^[^\S\r\n]*(?=\S)/gm) ?? [];
  const [first = ""] = indents;
  return first && indents.every((indent) => indent.startsWith(first)) ? lines.replaceAll(new RegExp(`^${first}`, "gm"), "") : lines;
}
