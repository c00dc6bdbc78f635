// @ts-check
// What other panels do to the editor: going to a place, and applying edits.

import { isolateHistory } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";

/** @typedef {import("passmuster").FixInfo} Fix */

/**
 * Selects a range in the middle of the view, and goes there.
 * @param {EditorView} view
 * @param {{from: number, to: number}} range
 */
export function jump(view, { from, to }) {
  const length = view.state.doc.length;
  const anchor = Math.min(from, length);
  const head = Math.min(to, length);
  view.dispatch({
    selection: { anchor, head },
    effects: EditorView.scrollIntoView(anchor, { y: "center" }),
    userEvent: "select.finding",
  });
  view.focus();
}

/** @param {EditorView} view @param {Fix} fix */
export function applyFix(view, fix) {
  const changes = fix.edits.map(({ from, to, insert }) => ({ from, to, insert }));
  change(view, changes, fix.edits[0]?.from);
}

/** @param {Fix} fix */
export function fixLabel(fix) {
  return fix.safe ? fix.title : `${fix.title} (check the result)`;
}

/**
 * Turns the text into `output` by one change from where they first differ to where they last do.
 * @param {EditorView} view
 * @param {string} output
 */
export function replaceText(view, output) {
  const source = view.state.doc.toString();
  if (source === output) return;
  const shorter = Math.min(source.length, output.length);
  let start = 0;
  while (start < shorter && source[start] === output[start]) start += 1;
  let end = 0;
  while (end < shorter - start && source.at(-1 - end) === output.at(-1 - end)) end += 1;
  change(view, [{ from: start, to: source.length - end, insert: output.slice(start, output.length - end) }]);
}

/**
 * One transaction, and one step of the history whatever was typed just before or after.
 * @param {EditorView} view
 * @param {{from: number, to: number, insert: string}[]} changes
 * @param {number} [around] brought into view
 */
function change(view, changes, around) {
  view.dispatch({
    changes,
    annotations: isolateHistory.of("full"),
    effects: around === undefined ? [] : EditorView.scrollIntoView(around, { y: "nearest", yMargin: 40 }),
    userEvent: "input.fix",
  });
}
