// @ts-check
// What other panels do to the editor: going to a place, and applying edits.

import { isolateHistory } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";

import { lineEndOf, withLineFeeds } from "../checker/source.js";
import { lineEndsOf, sourceOf, toLineEnd } from "./line-ends.js";

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
  const source = sourceOf(view.state);
  const changes = source.changes(fix.edits);
  change(view, changes, toLineEnd(view.state, source.lineEndAfter(fix.edits)), changes[0]?.from);
}

/**
 * Turns the file into `text` by one change from where they first differ to where they last do.
 * @param {EditorView} view
 * @param {string} text
 */
export function replaceText(view, text) {
  const source = view.state.doc.toString();
  const output = withLineFeeds(text);
  const shorter = Math.min(source.length, output.length);
  let start = 0;
  while (start < shorter && source[start] === output[start]) start += 1;
  let end = 0;
  while (end < shorter - start && source.at(-1 - end) === output.at(-1 - end)) end += 1;
  const changes = source === output ? [] : [{ from: start, to: source.length - end, insert: output.slice(start, output.length - end) }];
  change(view, changes, toLineEnd(view.state, lineEndOf(text)));
}

/**
 * Puts another file into the editor.
 * @param {EditorView} view
 * @param {string} text
 * @param {import("@codemirror/state").StateEffect<unknown>[]} [effects] of the same step of the history
 */
export function openText(view, text, effects = []) {
  change(view, [{ from: 0, to: view.state.doc.length, insert: withLineFeeds(text) }], [lineEndsOf(text), ...effects], 0);
}

/**
 * Ends the file's lines otherwise.
 * @param {EditorView} view
 * @param {import("../checker/source.js").LineEnd} end
 */
export function convertLineEnds(view, end) {
  change(view, [], toLineEnd(view.state, end));
}

/**
 * One transaction, and one step of the history whatever was typed just before or after.
 * @param {EditorView} view
 * @param {{from: number, to: number, insert: string}[]} changes
 * @param {import("@codemirror/state").StateEffect<unknown>[]} effects
 * @param {number} [around] brought into view
 */
function change(view, changes, effects, around) {
  if (!changes.length && !effects.length) return;
  const scroll = around === undefined ? [] : [EditorView.scrollIntoView(around, { y: "nearest", yMargin: 40 })];
  view.dispatch({
    changes,
    annotations: isolateHistory.of("full"),
    effects: [...effects, ...scroll],
    userEvent: "input.fix",
  });
}
