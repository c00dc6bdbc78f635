// @ts-check
// What stands in the panels and what it is from in the text: pointing at the one marks the other.

/** @typedef {{from: number, to: number}} Range in the editor's text */
/** @typedef {Range & {element: Element, wide?: boolean}} Link `wide`: about too much to be marked for one place in it */

/** @type {Map<string, () => Link[]>} */
const panels = new Map();

/** @type {Set<Element>} */
let marked = new Set();

/**
 * What a panel shows, asked for when it is needed.
 * @param {string} panel
 * @param {() => Link[]} links
 */
export function linkPanel(panel, links) {
  panels.set(panel, links);
}

/**
 * Marks the source of whatever is pointed at in an element of the page, or has the focus there.
 * @param {Element} container
 * @param {string} panel
 * @param {(range: Range | null) => void} peek
 */
export function markSource(container, panel, peek) {
  // An edit takes the mark away and makes the links anew, so what is pointed at then is another link.
  /** @type {Link | undefined} */
  let last;
  /** @param {Event} event */
  const show = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = innermost((panels.get(panel)?.() ?? []).filter(({ element }) => element.contains(target)));
    if (link === last) return;
    last = link;
    peek(link ?? null);
  };
  const hide = () => {
    if (last) peek(null);
    last = undefined;
  };
  container.addEventListener("pointerover", show);
  container.addEventListener("focusin", show);
  container.addEventListener("pointerleave", hide);
  container.addEventListener("focusout", hide);
}

/** Marks what the panels made of a place in the text. @param {number | null} place */
export function markShown(place) {
  /** @type {Set<Element>} */
  const now = new Set();
  if (place !== null) {
    for (const links of panels.values()) {
      const link = innermost(links().filter(({ from, to, wide }) => !wide && from <= place && place <= to && from < to));
      if (link) now.add(link.element);
    }
  }
  for (const element of marked) if (!now.has(element)) element.classList.remove("is-linked");
  for (const element of now) element.classList.add("is-linked");
  marked = now;
}

/** @param {Link[]} links */
function innermost(links) {
  return links.reduce((/** @type {Link | undefined} */ best, link) =>
    !best || link.to - link.from < best.to - best.from ? link : best, undefined);
}
