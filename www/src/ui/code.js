// @ts-check
// How messages write code: in backticks.

/**
 * The parts of a text, in turn plain and code.
 * @param {string} text
 * @returns {{code: boolean, text: string}[]} without empty plain parts
 */
export function splitCode(text) {
  return text.split(/(`+)(?!`)([^]*?[^`])\1(?!`)/).flatMap((part, index) => {
    // The pattern's two groups leave text, ticks and code in turn.
    if (index % 3 === 0) return part ? [{ code: false, text: part }] : [];
    // A blank on both sides belongs to the ticks.
    return index % 3 === 2 ? [{ code: true, text: part.replace(/^ (.*) $/, "$1") }] : [];
  });
}
