// @ts-check
// The part of the page's address behind the `#`, and when it changes: a link keeps up with the text once it was
// opened or made, when typing pauses. No change makes an entry in the history.

import { decode, encode, isShared } from "./hash.js";

/** @typedef {import("./hash.js").Work} Work */

/** How long typing has to rest. */
const PAUSE = 1000;

/** @type {() => Work} */
let work;

/** Whether the address is a link to the text. */
let live = false;

/** The last hash that was written here, of which nobody need be told. */
let written = "";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Counts what was begun, since compressing takes its time: what is overtaken is not written. */
let latest = 0;

/**
 * @param {() => Work} now
 * @param {object} on
 * @param {(work: Work | null) => void} on.link another link was followed; null if it is broken
 * @param {(slug: string) => void} on.example
 */
export function watchAddress(now, { link, example }) {
  work = now;
  live = isShared(location.hash);
  written = location.hash;
  addEventListener("hashchange", async () => {
    const { hash } = location;
    if (hash === written) return;
    const slug = exampleOf(hash);
    const shared = isShared(hash);
    if (!shared && !slug) return;
    stop();
    written = hash;
    if (slug) example(slug);
    else {
      const found = await decode(hash);
      live = found !== null;
      if (location.hash === hash) link(found);
    }
  });
}

/** The text was changed by hand. */
export function addressFollows() {
  if (live) {
    clearTimeout(timer);
    timer = setTimeout(() => write().catch(leaveAddress), PAUSE);
  } else if (exampleOf(location.hash)) leaveAddress();
}

/** Makes the address a link to the text. @returns {Promise<string>} @throws {RangeError} if it is too large */
export async function shareAddress() {
  const hash = await write();
  live = true;
  return new URL(hash, location.href).href;
}

/** The address says nothing of the text any more, or names the example that took its place. */
export function leaveAddress(slug = "") {
  stop();
  written = slug && `#example/${slug}`;
  // An empty hash would leave the `#` behind.
  history.replaceState(null, "", written || location.pathname + location.search);
}

/** @param {string} hash */
export function exampleOf(hash) {
  return /^#example\/([a-z0-9-]+)$/.exec(hash)?.[1] ?? null;
}

function stop() {
  live = false;
  latest += 1;
  clearTimeout(timer);
}

async function write() {
  clearTimeout(timer);
  const mine = ++latest;
  const hash = await encode(work());
  if (mine === latest) {
    written = hash;
    history.replaceState(null, "", hash);
  }
  return hash;
}
