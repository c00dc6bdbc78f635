// @ts-check
// What a line of frontmatter is made of, for the editor and for text that stands still.

/** @param {string} text */
export function isFence(text) {
  return /^---\s*$/.test(text);
}

/**
 * A key, a comment, quoted strings, and tags such as `<example>`. What a match begins with is asked for before what
 * stands in front of it: else a long run of blanks would be looked through from each of them.
 */
export const PARTS = /(?<key>^\s*(?:- +)*[\w.-]+(?=:(?:\s|$)))|(?<comment>(?=#)(?<=^\s*)#.*)|(?<string>(?=["'])(?<=[:,[-]\s*)(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*(?:[,\]]|$)))|(?<tag><\/?[a-z][\w-]*>)/g;
