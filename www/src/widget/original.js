// @ts-check
// The text that an element was written with.

const WRITTEN = 'pre, script[type="text/markdown"]';

const SEVERITIES = /** @type {const} */ (["error", "warning", "info"]);

/** What is marked in it ahead of time. @typedef {{from: number, to: number, severity: "error" | "warning" | "info"}} Mark */

/** @param {HTMLElement} element @returns {{text: string, marks: Mark[]}} */
export function original(element) {
  const written = [...element.querySelectorAll(WRITTEN)].find((each) => !each.closest("[slot]"));
  /** @type {Mark[]} */
  const marks = [];
  const text = written instanceof HTMLScriptElement ? unwrap(written.textContent ?? "") : written ? textOf(written, marks) : "";
  return { text, marks };
}

/**
 * A text as it reads. What colours code on pages makes elements of its lines: some put `<br>` between
 * them, some nothing at all. `innerText` would know, but not of what isn't shown.
 * @param {Node} node
 * @param {Mark[]} marks to which those in the text are added
 */
function textOf(node, marks, before = "") {
  let text = before;
  for (const child of node.childNodes) {
    if (child instanceof HTMLDivElement && text && !text.endsWith("\n")) text += "\n";
    const from = text.length;
    if (child instanceof HTMLBRElement) text += "\n";
    else if (child instanceof Text) text += child.data;
    else text = textOf(child, marks, text);
    const severity = child.nodeName === "MARK" && SEVERITIES.find((each) => each === /** @type {Element} */ (child).className);
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
