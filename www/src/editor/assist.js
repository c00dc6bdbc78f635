// @ts-check
// Completion, and what is known of the place that is pointed at: the package's own extensions.

import { complete, hover } from "passmuster";
import { passmusterCompletion, passmusterHover } from "passmuster/codemirror";

/**
 * @param {object} setUp
 * @param {() => import("passmuster").Options | null} setUp.options as they are at each call; none as long as nothing can be asked
 * @param {() => import("../checker/source.js").LineEnd} setUp.lineEnd how the file's lines end
 */
export function assist({ options, lineEnd }) {
  const config = {
    get lineEnd() {
      return lineEnd();
    },
    checker: {
      /** @param {string} text @param {number} offset */
      complete(text, offset) {
        const now = options();
        return now && complete(text, offset, now);
      },
      /** @param {string} text @param {number} offset */
      hover(text, offset) {
        const now = options();
        return now && hover(text, offset, now);
      },
      /** The findings come another way. @returns {never} */
      check() {
        throw new Error("the editor is told what is found");
      },
    },
  };
  return [passmusterCompletion(config), passmusterHover(config)];
}
