// Reading files: never more of one than is needed, and never failing for one of them.

import { isAscii, isUtf8, transcode } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";

import { reasonOf } from "./misuse.js";

/** Of a larger file only so much is read: the host reads none of it, and says so from 1 MiB on. */
const MOST_BYTES = 16 << 20;

/**
 * What is on the disk behind a path.
 * @typedef {object} Content
 * @property {string} [source] The text, as the host decodes it. Missing if the file can't be read.
 * @property {Buffer} [bytes] What it was decoded from; they hold until the next file is read.
 * @property {boolean} [cut] Whether the file goes on behind it.
 * @property {boolean} [foreign] Whether it is not UTF-8.
 * @property {string} [failure] Why it can't be read.
 */

/** Where all files are read to. It grows to the size of the largest. */
let room = Buffer.allocUnsafeSlow(1 << 16);

/**
 * Without waiting: for a file of some kilobytes a promise takes longer than the reading. Several files
 * are read at a time by the threads of `crew.js`. How large a file is shows when it ends, so the system need
 * not be asked for it.
 * @param {string} path
 * @returns {Content}
 */
export function read(path) {
  let handle;
  try {
    handle = openSync(path);
    let length = 0;
    for (;;) {
      const more = readSync(handle, room, length, room.length - length, null);
      length += more;
      if (more === 0) return decode(room.subarray(0, length));
      if (length > MOST_BYTES) return { ...decode(room.subarray(0, wholeCharacters(room, MOST_BYTES))), cut: true };
      if (length === room.length) room = Buffer.concat([room], 2 * length);
    }
  } catch (error) {
    return { failure: reasonOf(error) };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** @param {import("./find.js").Found} file @returns {Content} What is behind it. */
export const contentOf = ({ path, failure }) => (failure === undefined ? read(path) : { failure });

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
  // Each of these ways is the fastest for what it takes.
  if (isAscii(bytes)) return { source: bytes.latin1Slice(), bytes, foreign: false };
  if (!isUtf8(bytes)) return { source: bytes.utf8Slice(), bytes, foreign: true };
  return { source: transcode(bytes, "utf8", "utf16le").ucs2Slice(), bytes, foreign: false };
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
