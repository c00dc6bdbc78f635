// @ts-check
// What helps while somebody writes: search, and the package's own completion and hover.

import "../playground/at-once.js";

import { search, searchKeymap } from "@codemirror/search";
import { keymap } from "@codemirror/view";
import { complete, hover } from "passmuster";
import { passmusterCompletion, passmusterHover } from "passmuster/codemirror";

/**
 * @typedef {object} SetUp
 * @property {() => import("passmuster").Options | null} options as they are at each call; none as long as nothing can be asked
 * @property {() => import("../checker/source.js").LineEnd} lineEnd how the file's lines end
 */

/** @param {SetUp} setUp */
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
  return [passmusterCompletion(config), passmusterHover(config), search({ top: true }), keymap.of(searchKeymap)];
}
