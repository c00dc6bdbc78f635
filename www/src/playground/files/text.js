// @ts-check
// From the bytes of a file to its text, as the host reads it.

/** The host reads no file beyond 1 MiB and the checker says so; one that is much larger only makes the page slow. */
export const MOST_BYTES = 2 * 2 ** 20;

/**
 * @typedef {object} Content
 * @property {string} [text] Missing if the file is not taken.
 * @property {string} [problem] What is wrong with the file itself, as the end of a sentence that begins with its name.
 */

/** @param {File | Promise<File>} opened @returns {Promise<Content>} */
export async function readText(opened) {
  let bytes;
  try {
    const file = await opened;
    if (file.size > MOST_BYTES) {
      return { problem: `has ${(file.size / 2 ** 20).toFixed(1)} MiB and is not opened: the host reads no file beyond 1 MiB.` };
    }
    bytes = await file.arrayBuffer();
  } catch {
    return { problem: "can't be read: it is gone, or the browser is not allowed to." };
  }
  // A byte order mark stays: it matters to who reads the file.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return isUtf8(bytes) ? { text } : { text, problem: "is not UTF-8: the host reads `\ufffd` for what it can't decode, and so does this page. Save it as UTF-8." };
}

/** @param {ArrayBuffer} bytes */
function isUtf8(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
