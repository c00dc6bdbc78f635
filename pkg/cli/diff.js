// A unified diff of two texts.

/** How many lines around a change are shown. */
const AROUND = 3;

/** Beyond so many changed lines the middle counts as replaced: looking for the least is quadratic. */
const SEARCHED = 2_000;

/**
 * @param {string} path Seen from the root of the repository. Behind such a header git takes it so in every folder.
 * @returns {string} The change from `before` to `after`, as `patch` and `git apply` take it.
 */
export function unifiedDiff(path, before, after) {
  const [old, young] = [linesOf(before), linesOf(after)];
  const steps = compare(old, young);
  const [a, b] = [quoted(`a/${path}`), quoted(`b/${path}`)];
  // Behind a name with blanks a tab tells where it ends.
  const end = /\s/.test(path) && a[0] !== '"' ? "\t\n" : "\n";
  let text = `diff --git ${a} ${b}\n--- ${a}${end}+++ ${b}${end}`;
  for (const hunk of hunks(steps)) {
    const part = steps.slice(hunk.from, hunk.to);
    const size = (sign) => part.filter((step) => step.sign !== sign).length;
    text += `@@ -${range(part[0].old, size("+"))} +${range(part[0].young, size("-"))} @@\n`;
    for (const { sign, line } of part) text += `${sign}${line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`}`;
  }
  return text;
}

const linesOf = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const range = (start, length) => (length === 0 ? `${start},0` : length === 1 ? `${start + 1}` : `${start + 1},${length}`);

const ESCAPES = { "\x07": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\" };
const UNSAFE = /[\x00-\x1f\x7f"\\]/;

/** As git does, so that a line end in a name is no line end in the diff. */
const quoted = (path) =>
  UNSAFE.test(path) ? `"${path.replace(new RegExp(UNSAFE, "g"), (sign) => ESCAPES[sign] ?? `\\${sign.charCodeAt(0).toString(8).padStart(3, "0")}`)}"` : path;

/** Each line as kept (` `), removed (`-`) or added (`+`), with how many lines stand before it in both texts. */
function compare(old, young) {
  let start = 0;
  while (start < old.length && start < young.length && old[start] === young[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < young.length - start && old.at(-1 - end) === young.at(-1 - end)) end += 1;
  const middle = shortest(old.slice(start, old.length - end), young.slice(start, young.length - end));
  const steps = [
    ...old.slice(0, start).map((line) => ({ sign: " ", line })),
    ...middle,
    ...old.slice(old.length - end).map((line) => ({ sign: " ", line })),
  ];
  let [atOld, atYoung] = [0, 0];
  for (const step of steps) {
    Object.assign(step, { old: atOld, young: atYoung });
    if (step.sign !== "+") atOld += 1;
    if (step.sign !== "-") atYoung += 1;
  }
  return steps;
}

/** The shortest way from one list of lines to the other, by the longest that they have in common. */
function shortest(old, young) {
  const all = (sign) => (line) => ({ sign, line });
  if (old.length + young.length > SEARCHED) return [...old.map(all("-")), ...young.map(all("+"))];
  const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(young.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      common[i][j] = old[i] === young[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const steps = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) steps.push({ sign: " ", line: old[(j++, i++)] });
    else if (j === young.length || (i < old.length && common[i + 1][j] >= common[i][j + 1])) steps.push({ sign: "-", line: old[i++] });
    else steps.push({ sign: "+", line: young[j++] });
  }
  return steps;
}

/** The parts of `steps` with changes, as far apart as their surroundings allow. */
function hunks(steps) {
  const found = [];
  for (const [index, { sign }] of steps.entries()) {
    if (sign === " ") continue;
    const [from, to] = [Math.max(0, index - AROUND), Math.min(steps.length, index + AROUND + 1)];
    const last = found.at(-1);
    if (last && from <= last.to) last.to = to;
    else found.push({ from, to });
  }
  return found;
}
