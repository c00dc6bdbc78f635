// @ts-check
// How the file's lines end. CodeMirror turns every line end into a line feed; this remembers
// what they were, and is part of the history like the text.

import { invertedEffects } from "@codemirror/commands";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { LF, Source, hasMixedLineEnds, lineEndOf } from "../checker/source.js";

/** @typedef {import("../checker/source.js").LineEnd} LineEnd */
/** @typedef {{end: LineEnd, wereMixed: boolean}} LineEnds `wereMixed`: until the text came into the editor */

/** @type {import("@codemirror/state").StateEffectType<LineEnds>} */
const setLineEnds = StateEffect.define();

/** @type {StateField<LineEnds>} */
const field = StateField.define({
  create: () => read(""),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setLineEnds)) value = effect.value;
    return value;
  },
});

/** @param {string} text the first one */
export function keepLineEnds(text) {
  let pasted = "";
  return [
    field.init(() => read(text)),
    invertedEffects.of(({ effects, startState }) =>
      effects.some((effect) => effect.is(setLineEnds)) ? [setLineEnds.of(startState.field(field))] : []),
    // The last place where a pasted text still has its line ends.
    EditorView.clipboardInputFilter.of((text) => (pasted = text)),
    EditorState.transactionExtender.of((transaction) => {
      const comesIn = transaction.isUserEvent("input.paste") || transaction.isUserEvent("input.drop");
      return comesIn && replacesAll(transaction.changes) ? { effects: setLineEnds.of(read(pasted)) } : null;
    }),
    EditorView.clipboardOutputFilter.of((text, state) => text.replaceAll(LF, state.field(field).end)),
  ];
}

/** @param {EditorState} state */
export function lineEnds(state) {
  return state.field(field);
}

/** The file as it is in a state of the editor. @param {EditorState} state */
export function sourceOf(state) {
  return new Source(state.doc, state.field(field).end);
}

/** What makes a transaction change the line ends. @param {EditorState} state @param {LineEnd} [end] none: they stay */
export function toLineEnd(state, end = state.field(field).end) {
  return end === state.field(field).end ? [] : [setLineEnds.of({ end, wereMixed: false })];
}

/** What makes a transaction take over the line ends of a whole text. @param {string} text */
export function lineEndsOf(text) {
  return setLineEnds.of(read(text));
}

/** @param {string} text @returns {LineEnds} */
function read(text) {
  return { end: lineEndOf(text) ?? LF, wereMixed: hasMixedLineEnds(text) };
}

/** @param {import("@codemirror/state").ChangeSet} changes */
function replacesAll(changes) {
  let kept = 0;
  changes.iterGaps((_from, _to, length) => {
    kept += length;
  });
  return kept === 0;
}
