// @ts-check
// Another file comes into the editor with how it is read. That is part of the history like the text: undoing it
// brings back both.

import { invertedEffects } from "@codemirror/commands";
import { StateEffect } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/**
 * How a file is read.
 * @typedef {{host: string, path: string, rules: Record<string, import("passmuster").Level>}} Reading
 */

/** @type {import("@codemirror/state").StateEffectType<{from: Reading, to: Reading}>} */
export const readOtherwise = StateEffect.define();

/** @param {(reading: Reading) => void} onChange runs before what hears of the text */
export function keepReading(onChange) {
  return [
    invertedEffects.of(({ effects }) => effects.flatMap((effect) =>
      effect.is(readOtherwise) ? [readOtherwise.of({ from: effect.value.to, to: effect.value.from })] : [])),
    EditorView.updateListener.of(({ transactions }) => {
      for (const { effects } of transactions) for (const effect of effects) if (effect.is(readOtherwise)) onChange(effect.value.to);
    }),
  ];
}
