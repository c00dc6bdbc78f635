// @ts-check
// The text that an element was written with.

const WRITTEN = 'pre, script[type="text/markdown"]';

/** @param {HTMLElement} element */
export function originalText(element) {
  const written = [...element.querySelectorAll(WRITTEN)].find((each) => !each.closest("[slot]"));
  const text = written?.textContent ?? "";
  return written instanceof HTMLScriptElement ? unwrap(text) : text;
}

/** A script's text without the line ends around it and what its lines are indented by. @param {string} text */
function unwrap(text) {
  const lines = text.replace(/^[^\S\r\n]*(\r\n?|\n)/, "").replace(/[^\S\r\n]*$/, "");
  const indents = lines.match(/^[^\S\r\n]*(?=\S)/gm) ?? [];
  const [first = ""] = indents;
  return first && indents.every((indent) => indent.startsWith(first)) ? lines.replaceAll(new RegExp(`^${first}`, "gm"), "") : lines;
}
