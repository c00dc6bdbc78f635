// @ts-check
// The editor for the agent file.

import "./styles.js";

import { defaultKeymap, history, historyKeymap, undo } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { Compartment, EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  dropCursor,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";

import { goToFinding, marks } from "./diagnostics.js";
import { agentFile } from "./language.js";
import { keepLineEnds, lineEnds } from "./line-ends.js";
import { peekField } from "./peek.js";
import { typeOverSelection } from "./typing.js";

/**
 * @param {object} setUp
 * @param {HTMLElement} setUp.parent
 * @param {string} setUp.text
 * @param {() => void} setUp.onChange runs after every change, in the same task
 * @param {(place: number, selected: {from: number, to: number}) => void} setUp.onSelect runs when the cursor went elsewhere
 * @param {(place: number | null) => void} setUp.onHover tells what is pointed at; nothing when the text is left
 * @param {() => void} setUp.onList asks for the list of findings
 * @param {import("./assist.js").SetUp} setUp.assistance what completion and hover ask
 * @param {() => void} setUp.onFix asks for the fix of the finding at the cursor
 */
export function createEditor({ parent, text, onChange, onSelect, onHover, onList, onFix, assistance }) {
  /** Search, completion and hover, which come with the first use of the editor: until then they are no use. */
  const later = new Compartment();
  /** @type {import("@codemirror/state").Extension} */
  let come = [];
  /** A state with a history of its own. @param {string} text */
  const fresh = (text) =>
    EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        marks,
        highlightActiveLineGutter(),
        highlightActiveLine(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        dropCursor(),
        bracketMatching(),
        indentUnit.of("  "),
        agentFile,
        keepLineEnds(text),
        peekField,
        typeOverSelection,
        pointing(onHover),
        later.of(come),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": "Agent file",
          "aria-describedby": "editor-help",
          "aria-keyshortcuts": "F8 Shift+F8",
          autocapitalize: "off",
          autocorrect: "off",
          spellcheck: "false",
          // Makes the scrolled area reachable for keyboards in every browser.
          tabindex: "0",
        }),
        keymap.of([
          { key: "F8", run: goToFinding(1), shift: goToFinding(-1) },
          { key: "Mod-Shift-m", run: () => (onList(), true) },
          { key: "Mod-.", run: () => (onFix(), true) },
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged || lineEnds(update.startState) !== lineEnds(update.state)) onChange();
          if (update.selectionSet || update.focusChanged) onSelect(update.state.selection.main.head, update.state.selection.main);
        }),
      ],
    });
  const view = new EditorView({ parent, state: fresh(text) });
  const FIRST_USE = ["pointerover", "focusin"];
  const load = async () => {
    for (const event of FIRST_USE) parent.removeEventListener(event, load);
    const module = await import("./assist.js").catch(() => null);
    if (!module) {
      for (const event of FIRST_USE) parent.addEventListener(event, load);
      return;
    }
    const { assist } = module;
    come = assist(assistance);
    view.dispatch({ effects: later.reconfigure(come) });
  };
  for (const event of FIRST_USE) parent.addEventListener(event, load);
  return {
    view,
    fresh,
    /** Puts a state into the editor that was in it before, or a fresh one. @param {EditorState} state */
    put(state) {
      view.setState(state);
      if (later.get(state) !== come) view.dispatch({ effects: later.reconfigure(come) });
    },
    undo: () => undo(view),
  };
}

/** @param {(place: number | null) => void} tell */
function pointing(tell) {
  /** @type {number | null} */
  let last = null;
  /** @param {number | null} place */
  const now = (place) => {
    if (place !== last) tell(place);
    last = place;
  };
  return EditorView.domEventHandlers({
    mousemove: (event, view) => now(view.posAtCoords(event)),
    mouseleave: () => now(null),
  });
}
