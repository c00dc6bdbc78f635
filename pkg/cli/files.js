// Reading files: never more of one than is needed, and never failing for one of them.

import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";

import { reasonOf } from "./misuse.js";

/** Of a larger file only so much is read: the host reads none of it, and says so from 1 MiB on. */
const MOST_BYTES = 16 << 20;

/**
 * What is on the disk behind a path.
 * @typedef {object} Content
 * @property {string} [source] The text, as the host decodes it. Missing if the file can't be read.
 * @property {Buffer} [bytes] What it was decoded from.
 * @property {boolean} [cut] Whether the file goes on behind it.
 * @property {boolean} [foreign] Whether it is not UTF-8.
 * @property {string} [failure] Why it can't be read.
 */

/**
 * Without waiting: for a file of some kilobytes a promise takes longer than the reading. Several files
 * are read at a time by the threads of `crew.js`.
 * @param {string} path
 * @returns {Content}
 */
export function read(path) {
  let handle;
  try {
    handle = openSync(path);
    if (fstatSync(handle).size <= MOST_BYTES) return decode(readFileSync(handle));
    const bytes = Buffer.alloc(MOST_BYTES);
    const length = readSync(handle, bytes, 0, MOST_BYTES, 0);
    return { ...decode(bytes.subarray(0, wholeCharacters(bytes, length))), cut: true };
  } catch (error) {
    return { failure: reasonOf(error) };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** @returns {Promise<Content>} What stands in standard input. */
export async function readStdin() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return decode(Buffer.concat(chunks));
}

/** The part of `length` bytes that doesn't end within a character. */
function wholeCharacters(bytes, length) {
  let end = length;
  while (end > length - 4 && (bytes[end - 1] & 0xc0) === 0x80) end -= 1;
  return bytes[end - 1] >= 0xc0 ? end - 1 : length;
}

/** The host puts `�` in the place of what is not UTF-8 and reads on, and so does this. */
function decode(bytes) {
  return { source: bytes.toString("utf8"), bytes, foreign: !isUtf8(bytes) };
}

/** Where in `source` the first `�` stands that was put there by decoding `bytes`. */
export function firstForeign(source, bytes) {
  let at = 0;
  for (let index = source.indexOf("\ufffd"), last = 0; index >= 0; index = source.indexOf("\ufffd", index + 1)) {
    at += Buffer.byteLength(source.slice(last, index));
    if (!bytes.subarray(at, at + 3).equals(Buffer.from("\ufffd"))) return index;
    at += 3;
    last = index + 1;
  }
  return 0;
}
