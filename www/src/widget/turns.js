// @ts-check
// Whose turn it is to get an editor: what can be seen, one after the other, when the page has
// nothing better to do. An editor costs some forty milliseconds, and pages have dozens.

/** @type {Map<Element, () => Promise<void>>} */
const waiting = new Map();

/** Those among them that can be seen. @type {Set<Element>} */
const seen = new Set();

/** @type {IntersectionObserver | undefined} */
let observer;
let busy = false;

/** The longest that an idle moment is waited for, in milliseconds. */
const PATIENCE = 1000;

/** Where browsers don't tell idle moments: after what they do first, in milliseconds. */
const PAUSE = 200;

/** @param {Element} element @param {() => Promise<void>} start */
export function awaitTurn(element, start) {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && waiting.has(target)) seen.add(target);
      else seen.delete(target);
    }
    next();
  });
  waiting.set(element, start);
  observer.observe(element);
}

/** @param {Element} element that was removed, or did not wait */
export function giveUpTurn(element) {
  waiting.delete(element);
  seen.delete(element);
  observer?.unobserve(element);
}

function next() {
  if (busy || !seen.size) return;
  busy = true;
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, PAUSE));
  idle(async () => {
    const [element] = seen;
    const start = element && waiting.get(element);
    if (start) {
      giveUpTurn(element);
      await start();
    }
    busy = false;
    next();
  }, { timeout: PATIENCE });
}
