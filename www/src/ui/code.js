// @ts-check
// How messages write code: in backticks.

/**
 * The parts of a text, in turn plain and code.
 * @param {string} text
 * @returns {{code: boolean, text: string}[]} without empty plain parts
 */
export function splitCode(text) {
  return text.split(/(`+)(?!`)([^]*?[^`])\1(?!`)/)
    // The pattern's two groups leave text, ticks and code in turn; a blank on both sides belongs to the ticks.
    .map((part, index) => ({ code: index % 3 === 2, text: index % 3 === 2 ? part.replace(/^ (.*) $/, "$1") : part }))
    .filter(({ text }, index) => index % 3 !== 1 && text);
}
