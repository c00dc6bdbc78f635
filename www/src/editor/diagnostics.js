// @ts-check
// The checker's findings as marks in the text, and the way from one to the next.

import { lintGutter, linter, setDiagnostics } from "@codemirror/lint";
import { EditorView, ViewPlugin } from "@codemirror/view";

import { h, withCode } from "../ui/dom.js";
import { fixLabel } from "../ui/fix.js";
import { WORDS } from "../ui/severity.js";
import { applyFix, jump } from "./moves.js";

/** @typedef {import("passmuster").DiagnosticInfo} Diagnostic */

/** If there are more, only those near what is seen are in the editor: it takes its time for each with every key. */
const MOST = 200;

/** Of those, no more: they may all be in one line. */
const MOST_NEAR = 1000;

/** The findings for the text in a view, by position. @type {WeakMap<EditorView, Diagnostic[]>} */
const shown = new WeakMap();

/** The finding that was gone to last. @type {WeakMap<EditorView, Diagnostic>} */
const current = new WeakMap();

/** What an editor needs to show findings. */
export const marks = [
  // They are pushed in; always having the gutter keeps the text from jumping.
  linter(null),
  lintGutter(),
  ViewPlugin.define((view) => ({
    update({ viewportChanged, docChanged }) {
      // An update can't be followed by another at once, but still before anything is painted. After a change of the
      // text there are new findings anyway.
      if (viewportChanged && !docChanged && (shown.get(view) ?? []).length > MOST) queueMicrotask(() => mark(view));
    },
  })),
];

/** @param {EditorView} view @param {readonly Diagnostic[]} diagnostics */
export function showDiagnostics(view, diagnostics) {
  shown.set(view, [...diagnostics].sort((a, b) => a.from - b.from || a.to - b.to));
  current.delete(view);
  mark(view);
}

/** Marks the findings in the text, of many only those near what is seen. @param {EditorView} view */
function mark(view) {
  const all = shown.get(view) ?? [];
  view.dispatch(setDiagnostics(view.state, (all.length > MOST ? near(view, all) : all).map(toEditor)));
}

/** @param {EditorView} view @param {Diagnostic[]} all */
function near({ visibleRanges, viewport }, all) {
  const from = visibleRanges[0]?.from ?? viewport.from;
  const to = visibleRanges.at(-1)?.to ?? viewport.to;
  return all.filter((each) => each.from <= to && each.to >= from).slice(0, MOST_NEAR);
}

/** @param {Diagnostic} diagnostic @returns {import("@codemirror/lint").Diagnostic} */
function toEditor(diagnostic) {
  const { from, to, severity, message, help, fixes } = diagnostic;
  return {
    from,
    to,
    severity,
    message,
    renderMessage: () =>
      h("div", { class: "tip" },
        h("p", { class: "tip-message" }, withCode(message)),
        help && h("p", { class: "tip-help" }, withCode(help)),
        h("p", { class: "tip-rule" }, `${WORDS[severity]} · ${diagnostic.rule}`)),
    actions: fixes.map((fix) => ({
      name: fixLabel(fix).replaceAll("`", ""),
      apply: (view) => applyFix(view, fix),
    })),
  };
}

/**
 * Selects the next (or previous) finding, around the end, and says it.
 * @param {1 | -1} direction
 * @returns {import("@codemirror/view").Command}
 */
export function goToFinding(direction) {
  return (view) => {
    const all = shown.get(view) ?? [];
    if (!all.length) {
      view.dispatch({ effects: EditorView.announce.of(shown.has(view) ? "No findings." : "Nothing is checked yet.") });
      return true;
    }
    const { from, to } = view.state.selection.main;
    const isHere = (/** @type {Diagnostic} */ each) => each.from === from && each.to === to;
    // Several findings may have the same place: the selection alone does not say at which of them we are.
    const here = all.indexOf(currentFinding(view) ?? /** @type {Diagnostic} */ (all.find(isHere)));
    const index = here >= 0 ? here + direction
      : direction > 0 ? all.findIndex((each) => each.from > from)
      : all.findLastIndex((each) => each.from < from);
    const next = all[index < 0 ? (direction > 0 ? 0 : all.length - 1) : index % all.length];
    current.set(view, next);
    jump(view, next);
    view.dispatch({ effects: EditorView.announce.of(`${WORDS[next.severity]}: ${next.message} ${next.help ?? ""}`) });
    return true;
  };
}

/** Another way led to a place: to this finding, if it is one. @param {EditorView} view @param {object} range */
export function wentTo(view, range) {
  const finding = (shown.get(view) ?? []).find((each) => each === range);
  if (finding) current.set(view, finding);
  else current.delete(view);
}

/** The finding that was gone to, as long as its place is selected. @param {EditorView} view @returns {Diagnostic | undefined} */
export function currentFinding(view) {
  const finding = current.get(view);
  const { from, to } = view.state.selection.main;
  return finding?.from === from && finding.to === to ? finding : undefined;
}
