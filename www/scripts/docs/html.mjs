// Markup by template literals: what is put in is escaped, unless it is markup itself.

class Markup {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** Takes `text` for markup: only for what was escaped already. @param {string} text */
export const raw = (text) => new Markup(text);

/**
 * A tag: `html\`<p>${text}</p>\``. Arrays are put in one behind the other; `null`, `undefined` and `false` are nothing.
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 */
export function html(strings, ...values) {
  return new Markup(strings.reduce((text, string, index) => text + spell(values[index - 1]) + string));
}

function spell(value) {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(spell).join("");
  return escape(String(value));
}

/**
 * Text as markup, also inside of an attribute. A carriage return would be read as a line feed.
 * @param {string} text
 */
export function escape(text) {
  return text.replace(/[&<>"\r]/g, (char) => ESCAPES[char]);
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };

/** Text with its `backticked` parts as code. @param {string} text */
export function withCode(text) {
  // The pattern's two groups leave text, ticks and code in turn.
  return text.split(/(`+)(?!`)([^]*?[^`])\1(?!`)/).map((part, index) =>
    index % 3 === 0 ? part : index % 3 === 2 && html`<code>${part.replace(/^ (.*) $/, "$1")}</code>`);
}

/** The text of markup, for the search. @param {string} markup */
export function textOf(markup) {
  return markup
    .replace(/<\/(?:p|li|h[1-6]|t[dhr]|pre|dt|dd)>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#13|#39);/g, (_, name) => CHARACTERS[name])
    .replace(/\s+/g, " ")
    .trim();
}

const CHARACTERS = { amp: "&", lt: "<", gt: ">", quot: '"', "#13": "\r", "#39": "'" };
