// @ts-check
// The editor of an element, in a file of its own: elements that nobody sees don't load it. It is
// smaller than the playground's, and has no search: a page has the browser's.

import "../editor/styles.js";

import { defaultKeymap, history, historyKeymap, undo } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { Compartment, EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";

import { goToFinding, marks, showDiagnostics } from "../editor/diagnostics.js";
import { agentFile } from "../editor/language.js";
import { keepLineEnds, lineEnds, sourceOf } from "../editor/line-ends.js";
import { applyFix, jump, openText } from "../editor/moves.js";
import { typeOverSelection } from "../editor/typing.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */

/**
 * @typedef {object} Editor
 * @property {() => string} text the file, with its own line ends
 * @property {(text: string) => void} open takes another file
 * @property {(result: CheckResult) => void} mark marks the findings about the text as it is
 * @property {() => void} unmark
 * @property {(range: {from: number, to: number}) => void} jump
 * @property {(fix: import("passmuster").FixInfo) => void} applyFix
 * @property {() => void} undo
 * @property {(direction: 1 | -1) => void} step goes to the next finding, or the one before
 * @property {(readonly: boolean, label: string) => void} set
 * @property {(top: number) => void} scrollTo
 * @property {() => void} focus
 * @property {(at: {x: number, y: number}) => void} focusAt
 * @property {() => EditorState} close
 */

/** What can change while the editor is there. */
const settings = new Compartment();

/**
 * @param {object} setUp
 * @param {HTMLElement} setUp.parent
 * @param {ShadowRoot} setUp.root
 * @param {string} setUp.text
 * @param {EditorState} [setUp.state] what `close()` of an editor of the same element left, to go on with
 * @param {() => void} setUp.onChange
 * @returns {Editor}
 */
export function createEditor({ parent, root, text, onChange, state = initialState(text, onChange) }) {
  const view = new EditorView({ parent, root, state });
  // Makes the editor measure itself now: the next frame would have the numbers of lines in places that
  // are only guessed.
  view.coordsAtPos(0);
  return {
    text: () => sourceOf(view.state).text,
    open: (text) => openText(view, text),
    mark: (result) => showDiagnostics(view, sourceOf(view.state).inDoc(result).diagnostics),
    unmark: () => showDiagnostics(view, []),
    jump: (range) => jump(view, sourceOf(view.state).range(range)),
    applyFix: (fix) => applyFix(view, fix),
    undo: () => void undo(view),
    step: (direction) => void goToFinding(direction)(view),
    set(readonly, label) {
      view.dispatch({ effects: settings.reconfigure(settingsOf(readonly, label)) });
    },
    scrollTo(top) {
      view.scrollDOM.scrollTop = top;
    },
    focus: () => view.focus(),
    focusAt(point) {
      const at = view.posAtCoords(point, false);
      view.dispatch({ selection: { anchor: at } });
      view.focus();
    },
    close() {
      const { state } = view;
      view.destroy();
      return state;
    },
  };
}

/** @param {string} text @param {() => void} onChange */
function initialState(text, onChange) {
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      marks,
      highlightActiveLineGutter(),
      highlightActiveLine(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      bracketMatching(),
      indentUnit.of("  "),
      agentFile,
      keepLineEnds(text),
      typeOverSelection,
      EditorView.lineWrapping,
      settings.of([]),
      keymap.of([
        { key: "F8", run: goToFinding(1), shift: goToFinding(-1) },
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged || lineEnds(update.startState) !== lineEnds(update.state)) onChange();
      }),
    ],
  });
}

/** @param {boolean} readonly @param {string} label */
function settingsOf(readonly, label) {
  return [
    EditorState.readOnly.of(readonly),
    // Without this, phones would bring up a keyboard that types nothing.
    EditorView.editable.of(!readonly),
    EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-describedby": "keys",
      "aria-keyshortcuts": "F8 Shift+F8",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      // Also what is only read is scrolled and searched for findings with the keyboard.
      tabindex: "0",
    }),
  ];
}
