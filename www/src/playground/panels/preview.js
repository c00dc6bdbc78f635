// @ts-check
// The prompt as it reads. The checker writes the elements itself, and touches only those blocks
// that changed.

import { createPreview } from "passmuster";

import { byId } from "../../ui/dom.js";

const body = byId("preview-body");
const note = byId("preview-note");

// Following a link here would lose the text in the editor.
body.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  if (/^(https?|mailto):/.test(link.protocol) && !link.getAttribute("href")?.startsWith("#")) {
    open(link.href, "_blank", "noopener,noreferrer");
  }
});

/** @type {ReturnType<typeof createPreview> | undefined} */
let preview;

/**
 * @param {string} source
 * @param {import("passmuster").Options} options
 * @param {boolean} isAgent
 */
export function showPreview(source, options, isAgent) {
  try {
    preview ??= createPreview(body);
    const truncated = preview.update(source, options);
    const notes = [];
    if (!isAgent) notes.push("how it would read, but no agent comes of it");
    if (truncated) notes.push("cut: it grew out of proportion to the text");
    note.textContent = notes.join("; ");
  } catch (error) {
    note.textContent = "not up to date: the preview failed on this text";
    console.error(error);
  }
}
