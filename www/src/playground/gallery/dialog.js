// @ts-check
// The list of examples. It is loaded when it is asked for.

import "../at-once.js";

import { openDialog } from "../../ui/dialog.js";
import { h, withCode } from "../../ui/dom.js";
import { note } from "../../ui/note.js";
import { EXAMPLES } from "./examples.js";

export { exampleWork } from "./examples.js";

/**
 * @param {(slug: string) => void} open
 * @param {boolean} beside whether there is a folder, whose files have histories of their own
 */
export function showExamples(open, beside) {
  const dialog = openDialog({ title: "Ten traps", class: "gallery" },
    h("p", { class: "soft" }, beside
      ? "Each is opened beside the folder, whose files stay in the list."
      : "Each takes the place of the text in the editor; undo brings it back."),
    h("ol", { class: "examples" }, ...EXAMPLES.map(({ slug, title, lesson }) =>
      h("li", {},
        h("button", { type: "button", class: "example", "data-slug": slug, onclick: () => (dialog.close(), open(slug)) },
          h("span", { class: "example-title" }, title),
          h("span", { class: "example-lesson" }, withCode(lesson)))))));
}

/** Says what an example shows, as long as it is looked at. @param {string} slug */
export function teach(slug) {
  const example = EXAMPLES.find((each) => each.slug === slug);
  if (example) note(example.lesson, { about: "example" });
}
