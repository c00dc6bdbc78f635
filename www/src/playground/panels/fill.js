// @ts-check
// Elements kept in step with data: what looks as it did stays the element it was, with the focus and whatever is
// selected in it, and costs next to nothing.

/**
 * @typedef {object} Item
 * @property {string} look what tells it from others: two that look alike can stand for each other
 * @property {() => HTMLElement} make
 * @property {(element: HTMLElement) => void} [update] sees to what changes without another look, each time
 * @property {Wanted} [inner] its children, if it makes none itself
 */

/** @typedef {(Item | null | undefined | false | "")[]} Wanted */

/** What was put into an element. @type {WeakMap<Element, {look: string, element: HTMLElement}[]>} */
const filled = new WeakMap();

/**
 * Makes the items the children of an element, all of whose children come from here.
 * @param {Element} parent
 * @param {Wanted} wanted
 */
export function fill(parent, wanted) {
  const items = /** @type {Item[]} */ (wanted.filter(Boolean));
  const before = filled.get(parent) ?? [];
  const shorter = Math.min(before.length, items.length);
  let start = 0;
  while (start < shorter && before[start].look === items[start].look) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end].look === items[items.length - 1 - end].look) end += 1;
  const behind = before.slice(before.length - end);
  for (const { element } of before.slice(start, before.length - end)) element.remove();
  const made = items.slice(start, items.length - end).map(({ look, make }) => ({ look, element: make() }));
  const now = [...before.slice(0, start), ...made, ...behind];
  filled.set(parent, now);
  items.forEach(({ inner, update }, index) => {
    const { element } = now[index];
    if (inner) fill(element, inner);
    update?.(element);
  });
  // Last, so that what is new comes into the page with everything in it.
  if (behind.length) behind[0].element.before(...made.map(({ element }) => element));
  else parent.append(...made.map(({ element }) => element));
}

/** Sets what differs: the page takes note of everything that is set. @param {Element} element @param {Record<string, string | null>} attributes */
export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) === value) continue;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}

/** @param {Node} node @param {string} text */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {HTMLElement} element @param {boolean} hidden */
export function setHidden(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}
