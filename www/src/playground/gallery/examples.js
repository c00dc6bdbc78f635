// @ts-check
// The gallery: files that each hold one trap. What is said of them is in `gallery.json`, beside them.

import gallery from "../../../gallery/gallery.json";
import plainColon from "../../../gallery/01-plain-colon.md";
import windowsLineEnds from "../../../gallery/02-windows-line-ends.md";
import cutByComment from "../../../gallery/03-cut-by-comment.md";
import closedEarly from "../../../gallery/04-closed-early.md";
import wrongKeyForTools from "../../../gallery/05-wrong-key-for-tools.md";
import emptyTools from "../../../gallery/06-empty-tools.md";
import renamedTools from "../../../gallery/07-renamed-tools.md";
import bashSpecifier from "../../../gallery/08-bash-specifier.md";
import pluginFields from "../../../gallery/09-plugin-fields.md";
import hiddenInstruction from "../../../gallery/10-hidden-instruction.md";

/** @typedef {import("../share/hash.js").Work} Work */

/** The texts, in the order of the list. */
const TEXTS = [
  plainColon,
  windowsLineEnds,
  cutByComment,
  closedEarly,
  wrongKeyForTools,
  emptyTools,
  renamedTools,
  bashSpecifier,
  pluginFields,
  hiddenInstruction,
];

export const EXAMPLES = gallery.map(({ slug, title, lesson, host, path }, index) => ({ slug, title, lesson, host, path, text: TEXTS[index] }));

/** @param {string} slug @returns {Work | null} */
export function exampleWork(slug) {
  const example = EXAMPLES.find((each) => each.slug === slug);
  return example ? { text: example.text, host: example.host, path: example.path, rules: {} } : null;
}
