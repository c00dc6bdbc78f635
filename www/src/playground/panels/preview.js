// @ts-check
// The prompt as it reads. The checker writes the elements itself, and touches only those blocks
// that changed.

import { createPreview } from "passmuster";

import { byId } from "../../ui/dom.js";
import { openApart } from "../../ui/links.js";
import { isShown } from "../layout.js";
import { linkPanel } from "../links.js";
import { setText } from "./fill.js";

/** @typedef {import("../../checker/source.js").Source} Source */

const body = byId("preview-body");
const note = byId("preview-note");

body.addEventListener("click", openApart);

/** @type {ReturnType<typeof createPreview> | undefined} */
let preview;

/** @type {import("../links.js").Link[] | undefined} */
let blocks;
/** What there is to show. @type {Parameters<typeof showPreview> | null} */
let latest = null;
/** Whether that is shown. */
let isDrawn = true;

linkPanel("preview", previewBlocks);

/**
 * @param {Source} source
 * @param {import("passmuster").Options} options
 * @param {boolean} isAgent
 */
export function showPreview(source, options, isAgent) {
  latest = [source, options, isAgent];
  isDrawn = false;
  // Nobody waits for what is behind a tab.
  if (isShown("preview")) drawPreview();
}

/** Shows what there is to show, unless it is shown already. */
export function drawPreview() {
  if (isDrawn || !latest) return;
  isDrawn = true;
  blocks = undefined;
  const [source, options, isAgent] = latest;
  try {
    preview ??= createPreview(body, { part: "prompt" });
    const truncated = preview.update(source.text, options);
    const notes = [];
    if (!body.firstElementChild?.hasChildNodes()) notes.push("there is no prompt");
    else if (!isAgent) notes.push("how it would read, but no agent comes of it");
    if (truncated) notes.push("cut: it grew out of proportion to the text");
    setText(note, notes.join("; "));
  } catch (error) {
    setText(note, "not up to date: the preview failed on this text");
    console.error(error);
  }
}

/** The blocks of the prompt, with their places in the editor; none while others are shown than there should be. */
export function previewBlocks() {
  if (!isDrawn) return [];
  const source = latest?.[0];
  blocks ??= source && preview ? preview.blocks().map((block) => source.range(block)) : [];
  return blocks;
}
