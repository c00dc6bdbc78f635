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
 * @param {number} [most] how many of the groups are asked for
 * @returns {{hunks: Hunk[], more: number}} `more`: how many places there are behind these
 */
export function changedLines(text, edits, most = Infinity) {
  /** @type {Hunk[]} */
  const hunks = [];
  const all = groups(text, edits);
  let at = 0;
  for (; at < all.length && hunks.length < most; at += 1) {
    const next = hunk(text, all[at]);
    if (next.removed.length || next.added.length) hunks.push(next);
  }
  return { hunks, more: all.length - at };
}

/** @typedef {{from: number, to: number, edits: Edit[]}} Group whole lines, without the last one's end */

/** @param {string} text @param {readonly Edit[]} edits @returns {Group[]} */
function groups(text, edits) {
  /** @type {Group[]} */
  const found = [];
  for (const edit of edits) {
    const last = found.at(-1);
    // A line may be long and have many edits: it is looked through only once.
    if (last && edit.to <= last.to) {
      last.edits.push(edit);
      continue;
    }
    const from = last && edit.from <= last.to ? last.from : startOfLine(text, edit.from);
    const to = endOfLine(text, edit.to);
    if (last && (from <= last.to || /^(?:\r\n?|\n)$/.test(text.slice(last.to, Math.min(from, last.to + 3))))) {
      last.to = to;
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
  let same = 0;
  while (same < removed.length && same < added.length && removed[same].text === added[same].text) same += 1;
  removed.splice(0, same);
  added.splice(0, same);
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
  // Marks come in order: those that end before a line are not looked at again.
  let first = 0;
  for (const end of [...text.matchAll(/\r\n?|\n/g), { index: text.length, 0: "" }]) {
    const stop = end.index;
    while (first < marks.length && marks[first].to < start) first += 1;
    /** @type {Mark[]} */
    const within = [];
    for (let at = first; at < marks.length && marks[at].from <= stop; at += 1) {
      const mark = { from: Math.max(marks[at].from, start) - start, to: Math.min(marks[at].to, stop) - start };
      if (mark.from < mark.to) within.push(mark);
    }
    lines.push({ text: text.slice(start, stop), marks: within });
    start = stop + end[0].length;
  }
  return lines;
}

/** @param {string} text @param {number} at */
function startOfLine(text, at) {
  let start = at;
  while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start -= 1;
  return start;
}

/** @param {string} text @param {number} at */
function endOfLine(text, at) {
  const end = /[\r\n]/g;
  end.lastIndex = at;
  return end.exec(text)?.index ?? text.length;
}
