// @ts-check
// What an element is made of.

import { h } from "../ui/dom.js";
import { openApart } from "../ui/links.js";
import { sheetFor } from "../ui/sheets.js";
import css from "./widget.css?text";

/** The lines that the text takes at least and at most, unless told. */
const ROWS = { least: 3, most: 24 };

/**
 * @typedef {object} Moves
 * @property {() => void} touch somebody is about to use the text
 * @property {(at: PointerEvent) => void} press
 * @property {(direction: 1 | -1) => void} step
 * @property {() => void} undo
 */

/** @param {HTMLElement} element @param {Moves} moves */
export function createParts(element, { touch, press, step, undo }) {
  const root = element.attachShadow({ mode: "open" });
  dress(root);
  const parts = {
    still: h("div", {
      class: "still",
      role: "textbox",
      "aria-multiline": "true",
      "aria-readonly": "true",
      "aria-label": "Agent file",
      tabindex: "0",
      onpointerdown: press,
    }),
    source: h("div", { id: "editor", part: "source", onfocusin: touch, onpointerenter: touch, onpointerdown: touch }),
    verdict: h("div", { class: "said" }, h("p", { class: "verdict waiting" }, "Not checked yet.")),
    undo: h("button", { type: "button", class: "button", part: "button", hidden: true, onclick: undo }, "Undo the fix"),
    failure: h("div", { class: "failure", part: "failure", hidden: true }),
    findings: h("div", { class: "list", part: "findings", role: "group", "aria-label": "Findings" }),
    preview: h("div", { class: "preview prose", part: "preview", role: "group", "aria-label": "Preview", tabindex: "0", lang: "", dir: "auto", onclick: openApart }),
    status: h("p", { class: "unseen", role: "status", lang: "en" }),
  };
  // The page around it may be in another language, and be read from right to left.
  const widget = h("div", { class: "widget", part: "widget", dir: "ltr" },
    parts.source,
    h("div", { class: "results", part: "results", lang: "en" },
      parts.failure,
      h("div", { class: "verdict-row", part: "verdict" }, parts.verdict, parts.undo),
      parts.findings,
      parts.preview),
    h("p", { class: "unseen", id: "keys", lang: "en" }, "F8 goes to the next finding, Shift F8 to the one before."),
    parts.status);
  widget.addEventListener("keydown", (event) => {
    // In the text it is the editor's key.
    if (event.key !== "F8" || event.defaultPrevented) return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
  root.append(widget);
  return { ...parts, widget };
}

/** @param {string} rows such as `8`, `4-20` or `fill` */
export function rowsOf(rows) {
  if (rows.trim() === "fill") return { least: ROWS.least, most: 1e6 };
  const [, least, most = least] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(rows) ?? [];
  return least === undefined ? ROWS : { least: Number(least), most: Math.max(Number(least), Number(most), 1) };
}

/**
 * Gives an element its looks in the document where it is now: one style sheet for all of a page's.
 * @param {ShadowRoot} root
 */
export function dress(root) {
  const { ownerDocument } = root;
  const view = /** @type {(Window & typeof globalThis) | null} */ (ownerDocument.defaultView);
  // As in a template, where nothing is seen.
  if (!view) return;
  try {
    // Without this, `1em` would mean another size wherever text is smaller.
    view.CSS.registerProperty({ name: "--passmuster-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
  } catch {
    // Another element was faster, or the browser is older: then sizes are a little off.
  }
  root.adoptedStyleSheets = [sheetFor(ownerDocument, css, () => css)];
}
