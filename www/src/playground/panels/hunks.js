// @ts-check
// From the edits of a fix to the lines before and after.

/** @typedef {import("passmuster").EditInfo} Edit */
/** @typedef {{from: number, to: number}} Mark */
/** @typedef {{text: string, marks: Mark[]}} Line */
/** @typedef {{removed: Line[], added: Line[]}} Hunk */

/**
 * The lines that edits change, in the groups in which they lie. Line ends are no part of a line: edits of
 * nothing but these change none.
 * @param {string} text
 * @param {readonly Edit[]} edits sorted and disjoint
 * @returns {Hunk[]}
 */
export function changedLines(text, edits) {
  return groups(text, edits).map((group) => hunk(text, group)).filter(({ removed, added }) => removed.length || added.length);
}

/** @typedef {{from: number, to: number, edits: Edit[]}} Group whole lines, without the last one's end */

/** @param {string} text @param {readonly Edit[]} edits @returns {Group[]} */
function groups(text, edits) {
  /** @type {Group[]} */
  const found = [];
  for (const edit of edits) {
    const from = startOfLine(text, edit.from);
    const to = endOfLine(text, edit.to);
    const last = found.at(-1);
    if (last && from <= last.to + 1) {
      last.to = Math.max(last.to, to);
      last.edits.push(edit);
    } else {
      found.push({ from, to, edits: [edit] });
    }
  }
  return found;
}

/** @param {string} text @param {Group} group @returns {Hunk} */
function hunk(text, { from, to, edits }) {
  let after = "";
  let at = from;
  /** @type {Mark[]} */
  const gone = [];
  /** @type {Mark[]} */
  const come = [];
  for (const edit of edits) {
    after += text.slice(at, edit.from);
    const { lost, won } = difference(text.slice(edit.from, edit.to), edit.insert);
    for (const mark of lost) gone.push({ from: edit.from - from + mark.from, to: edit.from - from + mark.to });
    for (const mark of won) come.push({ from: after.length + mark.from, to: after.length + mark.to });
    after += edit.insert;
    at = edit.to;
  }
  after += text.slice(at, to);
  const removed = toLines(text.slice(from, to), gone);
  const added = toLines(after, come);
  // A line that is only pushed up or down by what comes or goes beside it does not change.
  while (removed.length && added.length && removed[0].text === added[0].text) {
    removed.shift();
    added.shift();
  }
  while (removed.length && added.length && removed.at(-1)?.text === added.at(-1)?.text) {
    removed.pop();
    added.pop();
  }
  return { removed, added };
}

/**
 * What differs between what an edit removes and what it writes: nothing of the one where it stands within the
 * other, as a value does that is put into quotes; else all between what both begin with and end with.
 * @param {string} before
 * @param {string} after
 * @returns {{lost: Mark[], won: Mark[]}}
 */
function difference(before, after) {
  if (before && after.includes(before)) return { lost: [], won: around(after, before) };
  if (after && before.includes(after)) return { lost: around(before, after), won: [] };
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { lost: [{ from: start, to: before.length - end }], won: [{ from: start, to: after.length - end }] };
}

/** What is left and right of a part. @param {string} whole @param {string} part @returns {Mark[]} */
function around(whole, part) {
  const at = whole.indexOf(part);
  return [{ from: 0, to: at }, { from: at + part.length, to: whole.length }];
}

/** @param {string} text @param {Mark[]} marks @returns {Line[]} */
function toLines(text, marks) {
  /** @type {Line[]} */
  const lines = [];
  let start = 0;
  for (const end of [...text.matchAll(/\r\n?|\n/g), { index: text.length, 0: "" }]) {
    const stop = end.index;
    const within = marks
      .filter((mark) => mark.from <= stop && mark.to >= start)
      .map((mark) => ({ from: Math.max(mark.from, start) - start, to: Math.min(mark.to, stop) - start }))
      .filter((mark) => mark.from < mark.to);
    lines.push({ text: text.slice(start, stop), marks: within });
    start = stop + end[0].length;
  }
  return lines;
}

/** @param {string} text @param {number} at */
function startOfLine(text, at) {
  // `lastIndexOf()` takes a place before the text for its start.
  return at === 0 ? 0 : Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
}

/** @param {string} text @param {number} at */
function endOfLine(text, at) {
  const end = /[\r\n]/g;
  end.lastIndex = at;
  return end.exec(text)?.index ?? text.length;
}
