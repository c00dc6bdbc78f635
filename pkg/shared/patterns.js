// The patterns of a `.gitignore`, for the command line and the playground.

/**
 * So many stars in one part of a path are taken, and so many `**` in a pattern. Each of them may be tried at every place
 * behind the one before, and whoever wrote the file may not be the one whose computer that keeps busy.
 */
const MOST_STARS = 3;

/** @param {string} text Of the file. @returns {string} Without the patterns that would take too long. */
export function withoutCostly(text) {
  const isCheap = (/** @type {string} */ line) => {
    const parts = line.split("/");
    return parts.filter((part) => part.includes("**")).length <= MOST_STARS
      && parts.every((part) => (part.match(/\*+/g)?.length ?? 0) <= MOST_STARS);
  };
  return text.split("\n").filter(isCheap).join("\n");
}
