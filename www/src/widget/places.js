// @ts-check
// Where findings are in a text.

/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */
/** @typedef {Diagnostic["severity"]} Severity */

/** The worst last. @type {Severity[]} */
const RISING = ["info", "warning", "error"];

/**
 * Findings overlap; marks don't. Each is as long as what is said of it stays as bad.
 * @param {number} length
 * @param {readonly Pick<Diagnostic, "from" | "to" | "severity">[]} diagnostics
 */
export function marksOf(length, diagnostics) {
  const ranges = diagnostics.map(({ from, to, severity }) => ({ from: Math.min(from, length), to: Math.min(to, length), severity }));
  const edges = [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  /** @type {{from: number, to: number, severity: Severity}[]} */
  const marks = [];
  /** @param {(range: typeof ranges[number]) => boolean} within */
  const worst = (within) => RISING.findLast((severity) => ranges.some((each) => each.severity === severity && within(each)));
  edges.forEach((from, index) => {
    const covered = marks.at(-1)?.to === from && marks.at(-1);
    const to = edges[index + 1];
    const around = to === undefined ? undefined : worst((each) => each.from <= from && each.to >= to);
    const here = worst((each) => each.from === from && each.to === from);
    // An empty one beside a mark has nothing to add but where it is, and the mark is there.
    if (here && !around && !covered) marks.push({ from, to: from, severity: here });
    if (!around) return;
    if (covered && covered.severity === around) covered.to = to;
    else marks.push({ from, to, severity: around });
  });
  return marks;
}

/**
 * Tells places as people do: line and column, both from 1.
 * @param {string} source
 * @returns {(offset: number) => string}
 */
export function placesOf(source) {
  const starts = [0, ...[...source.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)];
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return `${line + 1}:${offset - starts[line] + 1}`;
  };
}
