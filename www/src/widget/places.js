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
  /** What begins and ends at a place, of each severity, and the worst that is only there. @type {Map<number, {change: number[], empty: number}>} */
  const edges = new Map();
  const edge = (/** @type {number} */ at) => {
    const made = edges.get(at) ?? { change: RISING.map(() => 0), empty: -1 };
    edges.set(at, made);
    return made;
  };
  for (const { from, to, severity } of diagnostics) {
    const start = edge(Math.min(from, length));
    const end = edge(Math.min(to, length));
    const rank = RISING.indexOf(severity);
    if (start === end) start.empty = Math.max(start.empty, rank);
    else {
      start.change[rank] += 1;
      end.change[rank] -= 1;
    }
  }
  const open = RISING.map(() => 0);
  /** @type {{from: number, to: number, severity: Severity}[]} */
  const marks = [];
  const sorted = [...edges].sort(([a], [b]) => a - b);
  for (const [index, [from, { change, empty }]] of sorted.entries()) {
    const last = marks.at(-1);
    const covered = last?.to === from ? last : undefined;
    change.forEach((by, rank) => (open[rank] += by));
    const around = open.findLastIndex((count) => count > 0);
    if (around >= 0) {
      const [to] = sorted[index + 1];
      if (covered?.severity === RISING[around]) covered.to = to;
      else marks.push({ from, to, severity: RISING[around] });
    } else if (empty >= 0 && !covered) {
      // Beside a mark an empty one has nothing to add but where it is, and the mark is there.
      marks.push({ from, to: from, severity: RISING[empty] });
    }
  }
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
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return `${low + 1}:${offset - starts[low] + 1}`;
  };
}
