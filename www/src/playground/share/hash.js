// @ts-check
// What is being worked on, as the part of an address behind the `#`: browsers keep that part to
// themselves, so no server gets to see what someone shares.
//
// `#v1.` and base64url of the raw deflate of JSON in UTF-8. What is as it is by default is left out.

/** @typedef {"off" | "on" | "info" | "warning" | "error"} Level */

/**
 * @typedef {object} Work
 * @property {string} text The file, with its own line ends.
 * @property {string} host
 * @property {string} path Where the file is; empty if that isn't said.
 * @property {Record<string, Level>} rules The rules that are set otherwise than they come.
 */

const MARK = "v1.";

/** The host that nobody has to name. */
const HOST = "claude-code";

const LEVELS = ["off", "on", "info", "warning", "error"];

/** How many bytes of JSON a link may unpack to. Someone else wrote it, and a kilobyte can claim to be a gigabyte. */
export const LIMIT = 2 * 2 ** 20;

/** @typedef {Pick<Work, "text"> & Partial<Work>} Shared */

/**
 * @param {Shared} work
 * @returns {Promise<string>} with the `#`
 * @throws {RangeError} if it is more than a link may hold
 */
export async function encode({ text, host = HOST, path = "", rules = {} }) {
  // `JSON.stringify` escapes halves of surrogate pairs, which UTF-8 has no bytes for.
  const json = JSON.stringify({
    text,
    ...(host !== HOST && { host }),
    ...(path && { path }),
    ...(Object.keys(rules).length && { rules }),
  });
  const bytes = new TextEncoder().encode(json);
  if (bytes.length > LIMIT) throw new RangeError("the file is too large for a link");
  return `#${MARK}${toBase64Url(await pump(bytes, new CompressionStream("deflate-raw")))}`;
}

/**
 * @param {string} hash with or without the `#`
 * @returns {Promise<Work | null>} null for anything but what `encode` makes
 */
export async function decode(hash) {
  try {
    const [, packed] = /^#?v1\.([\w-]+)$/.exec(hash) ?? [];
    if (!packed || packed.length > 2 * LIMIT) return null;
    const bytes = await pump(fromBase64Url(packed), new DecompressionStream("deflate-raw"), LIMIT);
    return read(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    // Cut off, mistyped or made up: there are as many errors as ways to spoil a link.
    return null;
  }
}

/** Whether an address claims to hold somebody's work. @param {string} hash */
export function isShared(hash) {
  return /^#?v\d+\./.test(hash);
}

/** @param {unknown} value @returns {Work | null} */
export function read(value) {
  if (!isRecord(value)) return null;
  const { text, host = HOST, path = "", rules = {}, ...others } = value;
  if (Object.keys(others).length) return null;
  if (typeof text !== "string" || typeof host !== "string" || typeof path !== "string" || !isRecord(rules)) return null;
  for (const [rule, level] of Object.entries(rules)) {
    if (!/^[a-z][a-z0-9-]*$/.test(rule) || !LEVELS.includes(/** @type {string} */ (level))) return null;
  }
  return { text, host, path, rules: /** @type {Record<string, Level>} */ (rules) };
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Everything that comes out of a stream for these bytes.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @param {number} [limit] of what comes out
 */
async function pump(bytes, stream, limit = Infinity) {
  const writer = stream.writable.getWriter();
  // Whatever goes wrong here is told by the other end as well.
  const written = writer.write(bytes).then(() => writer.close()).catch(() => {});
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    length += next.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError("too much");
    }
  }
  await written;
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** @param {Uint8Array} bytes */
function toBase64Url(bytes) {
  let binary = "";
  // An argument list has its limits.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text */
function fromBase64Url(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
