// @ts-check
// The text that an element was written with.

const WRITTEN = 'pre, script[type="text/markdown"]';

/** @param {HTMLElement} element */
export function originalText(element) {
  const written = [...element.querySelectorAll(WRITTEN)].find((each) => !each.closest("[slot]"));
  if (!written) return "";
  return written instanceof HTMLScriptElement ? unwrap(written.textContent ?? "") : textOf(written);
}

/**
 * A text as it reads. What colours code on pages makes elements of its lines: some put `<br>` between
 * them, some nothing at all. `innerText` would know, but not of what isn't shown.
 * @param {Node} node
 */
function textOf(node, before = "") {
  let text = before;
  for (const child of node.childNodes) {
    if (child instanceof HTMLDivElement && text && !text.endsWith("\n")) text += "\n";
    if (child instanceof HTMLBRElement) text += "\n";
    else if (child instanceof Text) text += child.data;
    else text = textOf(child, text);
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
