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
  const changed = before.slice(start, before.length - end);
  const behind = before.slice(before.length - end);
  /** @type {Map<string, number[]>} where there are such in what changed, the last first */
  const alike = new Map();
  for (let at = changed.length - 1; at >= 0; at -= 1) {
    const all = alike.get(changed[at].look);
    if (all) all.push(at);
    else alike.set(changed[at].look, [at]);
  }
  // Only those that are in order are kept: nothing moves.
  let reached = -1;
  const between = items.slice(start, items.length - end).map(({ look, make }) => {
    const all = alike.get(look);
    while (all?.length && all[all.length - 1] <= reached) all.pop();
    const at = all?.pop();
    if (at === undefined) return { look, element: make() };
    reached = at;
    return changed[at];
  });
  const kept = new Set(between);
  for (const each of changed) if (!kept.has(each)) each.element.remove();
  const now = [...before.slice(0, start), ...between, ...behind];
  filled.set(parent, now);
  items.forEach(({ inner, update }, index) => {
    const { element } = now[index];
    if (inner) fill(element, inner);
    update?.(element);
  });
  // Last, so that what is new comes into the page with everything in it.
  let next = behind[0]?.element ?? null;
  for (const { element } of between.reverse()) {
    if (element.parentNode !== parent) parent.insertBefore(element, next);
    next = element;
  }
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
