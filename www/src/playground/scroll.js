// @ts-check
// The editor and the preview scroll together: the line at the top of the one is the line at the top of the
// other. Whichever somebody last used leads.

import { byId } from "../ui/dom.js";
import { onShow } from "./layout.js";
import { drawPreview, previewBlocks } from "./panels/preview.js";

const LEADS = ["pointerenter", "pointerdown", "wheel", "touchstart", "keydown", "focusin"];

/** @param {import("@codemirror/view").EditorView} view */
export function scrollTogether(view) {
  const body = byId("preview-body");
  const editor = view.scrollDOM;
  /** @type {Element | null} */
  let leader = null;
  for (const element of [editor, body]) {
    for (const event of LEADS) element.addEventListener(event, () => (leader = element), { passive: true });
  }
  let waiting = false;
  /** Once a frame, when sizes are known anyway. @param {() => void} follow */
  const later = (follow) => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  };
  // What is behind a tab has no place of its own, and gets one when it comes to the front.
  let top = 0;
  let previewTop = 0;
  /** Where in the text the preview is that was scrolled alone. @type {number | null} */
  let place = null;
  editor.addEventListener("scroll", () => {
    if (editor.clientHeight) top = editor.scrollTop;
    if (leader !== body) later(() => followEditor(view, body, top));
  }, { passive: true });
  onShow("preview", () => {
    drawPreview();
    if (leader === body) body.scrollTop = previewTop;
    else followEditor(view, body, top);
  });
  body.addEventListener("scroll", () => {
    if (body.clientHeight) previewTop = body.scrollTop;
    if (leader !== body) return;
    later(() => {
      place = placeOf(body);
      if (editor.clientHeight) goTo(view, place);
    });
  }, { passive: true });
  onShow("source", () => {
    if (leader === body) goTo(view, place);
  });
}

/** @param {import("@codemirror/view").EditorView} view @param {HTMLElement} body @param {number} scrollTop of the editor */
function followEditor(view, body, scrollTop) {
  const { scrollHeight, clientHeight } = view.scrollDOM;
  if (clientHeight && scrollTop + clientHeight >= scrollHeight - 1) {
    body.scrollTop = body.scrollHeight;
    return;
  }
  const line = view.lineBlockAtHeight(scrollTop - view.documentPadding.top);
  const through = Math.min(Math.max((scrollTop - view.documentPadding.top - line.top) / Math.max(line.height, 1), 0), 1);
  const place = line.from + through * line.length;
  const blocks = previewBlocks();
  const at = blocks.findLastIndex(({ from }) => from <= place);
  // Above the prompt there is the frontmatter, of which the preview has nothing.
  if (at < 0) {
    body.scrollTop = 0;
    return;
  }
  const { element, from, to } = blocks[at];
  const share = Math.min((place - from) / Math.max(to - from, 1), 1);
  const { top, height } = boxIn(body, element);
  const next = blocks[at + 1] ? boxIn(body, blocks[at + 1].element).top : top + height;
  body.scrollTop = top + share * (next - top);
}

/** The place in the text of what is at the top of the preview; 0 at its start. @param {HTMLElement} body */
function placeOf(body) {
  const blocks = previewBlocks();
  const at = firstBelow(body, blocks);
  if (at < 0) return null;
  if (body.scrollTop === 0) return 0;
  const { element, from, to } = blocks[at];
  const { top, height } = boxIn(body, element);
  const share = Math.min(Math.max((body.scrollTop - top) / Math.max(height, 1), 0), 1);
  return Math.round(from + share * (to - from));
}

/** @param {import("@codemirror/view").EditorView} view @param {number | null} place to be at the top of the editor */
function goTo(view, place) {
  if (place === null) return;
  const line = view.lineBlockAt(Math.min(place, view.state.doc.length));
  const through = line.length ? (place - line.from) / line.length : 0;
  view.scrollDOM.scrollTop = place === 0 ? 0 : line.top + through * line.height + view.documentPadding.top;
}

/** The first block that ends below the top of what is seen. @param {HTMLElement} body @param {{element: Element}[]} blocks */
function firstBelow(body, blocks) {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { top, height } = boxIn(body, blocks[middle].element);
    if (top + height > body.scrollTop) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** Where an element lies in what is scrolled. @param {HTMLElement} body @param {Element} element */
function boxIn(body, element) {
  const outer = body.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  return { top: inner.top - outer.top + body.scrollTop - body.clientTop, height: inner.height };
}
