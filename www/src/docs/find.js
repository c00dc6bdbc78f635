// @ts-check
// What the search finds, and in which order.

import { nearest } from "./nearest.js";

/**
 * Address, kind, title, text, and what else it may be looked for by, as `scripts/docs/index.mjs` writes them.
 * @typedef {[url: string, kind: string, title: string, text: string, words?: string]} Entry
 */

/**
 * @typedef {object} Result
 * @property {string} url
 * @property {string} kind
 * @property {string} title
 * @property {{ text: string, hit: boolean }[]} snippet the text around the first hit
 */

/** How much of a text is shown before and after what was found. */
const BEFORE = 30;
const AFTER = 110;

/**
 * What is compared of an index, made of it once: it stays the same from key to key.
 * @typedef {{ texts: { heading: string, body: string }[], words?: Set<string> }} Lowered
 */

/** @type {WeakMap<Entry[], Lowered>} */
const all = new WeakMap();

/** @param {Entry[]} entries */
function lowered(entries) {
  let made = all.get(entries);
  if (!made) {
    made = { texts: entries.map(([, , title, text, words = ""]) => ({ heading: title.toLowerCase(), body: `${text}\n${words}`.toLowerCase() })) };
    all.set(entries, made);
  }
  return made;
}

/**
 * The entries in which every word stands, the best first: in the title before in the text, at the beginning of a
 * word before inside of one.
 * @param {Entry[]} entries
 * @param {string} query
 * @returns {Result[]}
 */
export function find(entries, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const whole = words.join(" ");
  const { texts } = lowered(entries);
  const scored = entries.flatMap((entry, index) => {
    const { heading, body } = texts[index];
    let score = heading === whole ? 100 : heading.replaceAll("-", " ").startsWith(whole.replaceAll("-", " ")) ? 50 : 0;
    for (const word of words) {
      const best = Math.max(10 * weight(heading, word), weight(body, word));
      if (!best) return [];
      score += best;
    }
    return [{ entry, score, index }];
  });
  scored.sort((a, b) => b.score - a.score || a.index - b.index);
  return scored.map(({ entry: [url, kind, title, text] }) => ({ url, kind, title, snippet: snippet(text, words) }));
}

/** Shorter words are like too many others. */
const LEAST = 4;

/**
 * The query with each word that stands nowhere as the one that is most like it; nothing if there is no such word, or
 * one is like none.
 * @param {Entry[]} entries
 * @param {string} query
 */
export function respelled(entries, query) {
  const made = lowered(entries);
  let changed = false;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).map((word) => {
    if (made.texts.some(({ heading, body }) => heading.includes(word) || body.includes(word))) return word;
    changed = true;
    if (word.length < LEAST) return undefined;
    made.words ??= new Set(made.texts.flatMap(({ heading, body }) => `${heading}\n${body}`.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []));
    return nearest(word, made.words);
  });
  return changed && !words.includes(undefined) ? words.join(" ") : undefined;
}

/** What is shorter is inside of too many other words. */
const LEAST_INSIDE = 3;

/** @param {string} text @param {string} word */
function weight(text, word) {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  const begins = at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1]) || text.search(new RegExp(`[^\\p{L}\\p{N}]${escape(word)}`, "u")) >= 0;
  return begins ? 2 : word.length < LEAST_INSIDE ? 0 : 1;
}

/** @param {string} text @param {string[]} words */
function snippet(text, words) {
  const pattern = new RegExp(words.map(escape).join("|"), "giu");
  const first = Math.max(text.search(pattern), 0);
  const start = first <= BEFORE ? 0 : text.indexOf(" ", first - BEFORE) + 1;
  const cut = text.slice(start, start + BEFORE + AFTER);
  const parts = [{ text: start ? "… " : "", hit: false }];
  let at = 0;
  for (const match of cut.matchAll(pattern)) {
    parts.push({ text: cut.slice(at, match.index), hit: false }, { text: match[0], hit: true });
    at = match.index + match[0].length;
  }
  parts.push({ text: cut.slice(at) + (start + cut.length < text.length ? " …" : ""), hit: false });
  return parts.filter((part) => part.text);
}

/** @param {string} text */
const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
