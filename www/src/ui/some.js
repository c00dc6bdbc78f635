// @ts-check
// Of a list that may have thousands of entries, as many as help anybody.

/**
 * The first ones, and what to say of the others; nothing if there are none.
 * @template T
 * @param {readonly T[]} all
 * @param {number} most
 * @returns {{ some: T[], rest: string }}
 */
export function someOf(all, most) {
  const more = all.length - most;
  return { some: all.slice(0, most), rest: more > 0 ? `and ${more.toLocaleString("en")} more` : "" };
}

/** How many places that a finding has to do with are told. */
export const MOST_RELATED = 20;
