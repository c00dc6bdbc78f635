// Comments in a frontmatter that leave out what only the command line finds: `# passmuster: ignore[rule]` for the
// next line, `ignore-file[rule]` for the file. They are read as `src/rules/suppressions.rs` reads those for its own
// rules. It also speaks up where such a line is part of a text and no comment.

/** A comment that is addressed to us, behind a blank or alone on its line. */
const COMMENT = /^(|.*[ \t])#+[ \t]*passmuster:[ \t]*ignore(-file)?\[([^\]]*)\]/;

/**
 * @typedef {object} Silence What a comment leaves out.
 * @property {string[]} rules
 * @property {number} from Where it begins to hold, in UTF-16 code units.
 * @property {number} to
 */

/** Whether a file has a frontmatter, in which alone comments count. @param {import("./lines.js").Lines} lines The file's. */
export const hasFrontmatter = (lines) => lines.text(1).replace("\ufeff", "").trimEnd() === "---";

/** @param {import("./lines.js").Lines} lines A file's. @returns {Silence[] | undefined} Nothing if there are no such comments. */
export function silencesIn(lines) {
  if (!hasFrontmatter(lines)) return undefined;
  const { source } = lines;
  if (!source.slice(0, source.indexOf("\n---", 3)).includes("passmuster:")) return undefined;
  const found = [];
  for (let line = 2; lines.start(line) !== undefined && !lines.text(line).startsWith("---"); line++) {
    const [, before, whole, names] = COMMENT.exec(lines.text(line)) ?? [];
    if (names === undefined) continue;
    const rules = names.split(",").map((name) => name.trim());
    found.push({ rules, ...(whole ? { from: 0, to: Infinity } : coveredBy(lines, line, before.trimEnd())) });
  }
  return found.length > 0 ? found : undefined;
}

/**
 * Whether a finding is left out.
 * @param {Silence[] | undefined} silences @param {{ rule: string, from: number }} finding
 */
export const isSilenced = (silences, { rule, from }) =>
  silences?.some((silence) => silence.rules.includes(rule) && silence.from <= from && from <= silence.to) ?? false;

/**
 * Its own line, or if it has that for itself, the next one that holds something; with the lines that belong to it.
 * @param {import("./lines.js").Lines} lines @param {number} line @param {string} before
 */
function coveredBy(lines, line, before) {
  const rangeOf = (/** @type {number} */ first, last = first) => ({ from: lines.start(first) ?? 0, to: lines.end(last) ?? 0 });
  const own = rangeOf(line);
  if (before.trim() && !before.endsWith(":")) return own;
  let first = line;
  const isEmpty = (/** @type {string} */ text) => text.trim() === "" || text.trimStart().startsWith("#");
  if (!before.trim()) do first += 1; while (lines.start(first) !== undefined && isEmpty(lines.text(first)));
  if (lines.start(first) === undefined) return own;
  const indent = (/** @type {string} */ text) => text.length - text.trimStart().length;
  const column = indent(lines.text(first));
  const isItem = (/** @type {string} */ text) => text.trimStart().startsWith("- ");
  let last = first;
  for (let next = first + 1; lines.start(next) !== undefined; next++) {
    const text = lines.text(next);
    // The items of a list may stand as far left as the key above them.
    const least = isItem(text) && !isItem(lines.text(first)) ? column : column + 1;
    if (text.trim() !== "" && (indent(text) < least || text.startsWith("---"))) break;
    last = next;
  }
  return rangeOf(first, last);
}
