// @ts-check
// Marks the source of whatever is pointed at in another panel.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** @typedef {{from: number, to: number}} Range */

/** @type {import("@codemirror/state").StateEffectType<Range | null>} */
const setPeek = StateEffect.define();

const mark = Decoration.mark({ class: "cm-peek" });

export const peekField = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setPeek)) continue;
      const range = effect.value;
      marks = range && range.from < range.to ? Decoration.set(mark.range(range.from, range.to)) : Decoration.none;
    }
    // A mark is about the text as it was; after an edit it would point at something else.
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** @param {EditorView} view @param {Range | null} range */
export function peek(view, range) {
  view.dispatch({ effects: setPeek.of(range) });
}
