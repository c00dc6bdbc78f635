// @ts-check
// The editor for the agent file.

import { undo } from "@codemirror/commands";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, dropCursor } from "@codemirror/view";

import { keepReading } from "./opened.js";
import { peekField } from "./peek.js";
import { named, setUp } from "./set-up.js";

/**
 * @param {object} options
 * @param {HTMLElement} options.parent
 * @param {string} options.text
 * @param {() => void} options.onChange runs after every change, in the same task
 * @param {(place: number, selected: {from: number, to: number}) => void} options.onSelect runs when the cursor went elsewhere
 * @param {(place: number | null) => void} options.onHover tells what is pointed at; nothing when the text is left
 * @param {() => void} options.onList asks for the list of findings
 * @param {import("./assist.js").SetUp} options.assistance what completion and hover ask
 * @param {(reading: import("./opened.js").Reading) => void} options.onReading runs before `onChange` if another file came, or went
 * @param {() => void} options.onFix asks for the fix of the finding at the cursor
 */
export function createEditor({ parent, text, onChange, onSelect, onHover, onList, onReading, onFix, assistance }) {
  /** Search, completion and hover, which come with the first use of the editor: until then they are no use. */
  const later = new Compartment();
  /** @type {import("@codemirror/state").Extension} */
  let come = [];
  /** A state with a history of its own. @param {string} text */
  const fresh = (text) =>
    EditorState.create({
      doc: text,
      extensions: [
        keepReading(onReading),
        setUp(text, onChange, [
          { key: "Mod-Shift-m", run: () => (onList(), true) },
          { key: "Mod-.", run: () => (onFix(), true) },
        ]),
        named("Agent file", "editor-help"),
        dropCursor(),
        peekField,
        pointing(onHover),
        later.of(come),
        EditorView.updateListener.of((update) => {
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
    /**
     * Puts a state into the editor: a fresh one, or one that was in it before.
     * @param {EditorState} state
     * @param {import("@codemirror/state").StateEffect<unknown>} [scroll] from `view.scrollSnapshot()`, when it was; else its start is shown
     */
    put(state, scroll) {
      view.setState(state);
      view.scrollDOM.scrollTop = 0;
      const effects = [...(later.get(state) === come ? [] : [later.reconfigure(come)]), ...(scroll ? [scroll] : [])];
      if (effects.length) view.dispatch({ effects });
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
