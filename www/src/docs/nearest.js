// @ts-check
// What a misspelt word was meant to be.

/**
 * The word among `known` that is most like `word`, if one is: of four letters one may be wrong, missing, too many or
 * swapped with its neighbour.
 * @param {string} word
 * @param {Iterable<string>} known
 */
export function nearest(word, known) {
  let best;
  let least = Math.floor(word.length / 4) + 1;
  for (const each of known) {
    // What differs more in length alone needs no closer look: there are thousands.
    if (Math.abs(each.length - word.length) >= least) continue;
    const distance = distanceOf(word, each);
    if (distance < least) [best, least] = [each, distance];
  }
  return best;
}

/** @param {string} a @param {string} b */
function distanceOf(a, b) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]), swapped);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}
