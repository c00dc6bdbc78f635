// @ts-check
// The one way to what the browser keeps of the work. Every tab keeps its own over a reload, so two of them
// do not fight; what was edited last, in whichever tab, is what a new tab begins with.

import { read } from "./share/hash.js";

/** @typedef {import("./share/hash.js").Work} Work */

const KEY = "passmuster";

/** How many characters are kept. Browsers give a whole site some five million. */
const MOST = 500_000;

/** How long to wait for the next change. */
const PAUSE = 500;

/**
 * What there is to go on with.
 * @param {string} address the hash of the page
 * @returns {{work: Work | null, here: boolean, edited: Work | null}} `here`: it was in this tab, at this very address;
 *   `edited`: what was edited last, here or else in any tab
 */
export function load(address) {
  const own = get(() => sessionStorage);
  const last = get(() => localStorage)?.work ?? null;
  if (own) return { work: own.work, here: own.address === address, edited: own.edited ? own.work : last };
  return { work: last, here: false, edited: last };
}

/** @type {(() => {work: Work, address: string, edited: boolean}) | undefined} */
let look;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

let lost = () => {};

/**
 * Says where the work is to be seen. From then on it is kept when the page is left.
 * @param {() => {work: Work, address: string, edited: boolean}} now `edited`: since it was opened
 * @param {() => void} onLost runs when it can't be kept, for as long as it can't only once
 */
export function keep(now, onLost) {
  look = now;
  lost = onLost;
  addEventListener("pagehide", flush);
  // Phones end a page in the background without another word.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
}

/** Something changed: keeps it soon. */
export function save() {
  clearTimeout(timer);
  timer = setTimeout(flush, PAUSE);
}

let told = false;

function flush() {
  clearTimeout(timer);
  if (!look) return;
  const { work, address, edited } = look();
  const kept = put(() => sessionStorage, { ...work, address, edited });
  // Who only looks at someone else's file still has their own.
  if (edited) put(() => localStorage, work);
  if (kept) told = false;
  else if (edited && !told) {
    told = true;
    lost();
  }
}

/**
 * @param {() => Storage} storage which may be forbidden already to be named
 * @returns {{work: Work, address: string, edited: boolean} | null}
 */
function get(storage) {
  try {
    const { address = "", edited = false, ...rest } = JSON.parse(storage().getItem(KEY) ?? "null") ?? {};
    const work = read(rest);
    return work && typeof address === "string" ? { work, address, edited: edited === true } : null;
  } catch {
    // Forbidden, or something else's: then it is as if there were nothing.
    return null;
  }
}

/**
 * @param {() => Storage} storage
 * @param {Work & {address?: string, edited?: boolean}} value
 * @returns {boolean} whether it is kept
 */
function put(storage, value) {
  try {
    if (value.text.length <= MOST) {
      storage().setItem(KEY, JSON.stringify(value));
      return true;
    }
  } catch {
    // Forbidden or full.
  }
  try {
    // What was kept before is no longer the work, and would come back as if it were.
    storage().removeItem(KEY);
  } catch {
    // Forbidden.
  }
  return false;
}
