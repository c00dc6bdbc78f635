// @ts-check
// What the playground's editor and the element's have in common.

import "./styles.js";

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";

import { goToFinding, marks } from "./diagnostics.js";
import { agentFile } from "./language.js";
import { keepLineEnds, lineEnds } from "./line-ends.js";
import { typeOverSelection } from "./typing.js";

/**
 * @param {string} text
 * @param {() => void} onChange runs after every change, in the same task
 * @param {readonly import("@codemirror/view").KeyBinding[]} [keys] that come before CodeMirror's own
 */
export function setUp(text, onChange, keys = []) {
  return [
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
    keymap.of([{ key: "F8", run: goToFinding(1), shift: goToFinding(-1) }, ...keys, ...defaultKeymap, ...historyKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged || lineEnds(update.startState) !== lineEnds(update.state)) onChange();
    }),
  ];
}

/**
 * What the text is called and described by, to those who don't see it.
 * @param {string} label
 * @param {string} help an element's id
 */
export function named(label, help) {
  return EditorView.contentAttributes.of({
    "aria-label": label,
    "aria-describedby": help,
    "aria-keyshortcuts": "F8 Shift+F8",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    // Makes the scrolled area reachable for keyboards in every browser, also where the text is only read.
    tabindex: "0",
  });
}
