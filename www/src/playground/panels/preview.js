// @ts-check
// The prompt as it reads. The checker writes the elements itself, and touches only those blocks
// that changed.

import { createPreview } from "passmuster";

import { byId } from "../../ui/dom.js";
import { openApart } from "../../ui/links.js";
import { linkPanel } from "../links.js";

/** @typedef {import("../../checker/source.js").Source} Source */

const body = byId("preview-body");
const note = byId("preview-note");

body.addEventListener("click", openApart);

/** @type {ReturnType<typeof createPreview> | undefined} */
let preview;

/** @type {import("../links.js").Link[] | undefined} */
let blocks;
/** @type {Source | undefined} */
let shown;

linkPanel("preview", previewBlocks);

/**
 * @param {Source} source
 * @param {import("passmuster").Options} options
 * @param {boolean} isAgent
 */
export function showPreview(source, options, isAgent) {
  shown = source;
  blocks = undefined;
  try {
    preview ??= createPreview(body, { part: "prompt" });
    const truncated = preview.update(source.text, options);
    const notes = [];
    if (!body.firstElementChild?.hasChildNodes()) notes.push("there is no prompt");
    else if (!isAgent) notes.push("how it would read, but no agent comes of it");
    if (truncated) notes.push("cut: it grew out of proportion to the text");
    note.textContent = notes.join("; ");
  } catch (error) {
    note.textContent = "not up to date: the preview failed on this text";
    console.error(error);
  }
}

/** The blocks of the prompt, with their places in the editor. */
export function previewBlocks() {
  const source = shown;
  blocks ??= source && preview ? preview.blocks().map((block) => source.range(block)) : [];
  return blocks;
}
