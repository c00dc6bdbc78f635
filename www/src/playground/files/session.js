// @ts-check
// Keeps a folder's files over a reload, in this tab: what was read of the disk once, and what was edited since.

/** @typedef {import("./text.js").Content} Content */
/** @typedef {import("./receive.js").Received} Received */

const FOLDER = "passmuster-folder";
const EDITS = "passmuster-edits";

/** How many characters of files are kept. Browsers give a site some five million in all. */
const MOST = 3_000_000;

/**
 * @typedef {object} Kept
 * @property {Received} received as if it were opened again
 * @property {string} host Who reads what lies nowhere in particular.
 * @property {Record<string, string>} edits The texts of edited files, by path.
 * @property {string} current The path of the file that was in the editor; empty if there was none.
 */

/** @returns {Kept | null} null if it is not what was kept here */
export function loadFolder() {
  try {
    const { name, isFolder, host, ignored, files } = JSON.parse(sessionStorage.getItem(FOLDER) ?? "{}");
    const { edits, current } = JSON.parse(sessionStorage.getItem(EDITS) ?? "{}");
    if (typeof name !== "string" || typeof host !== "string" || !Array.isArray(files)) return null;
    const isText = (/** @type {unknown} */ value) => value === undefined || typeof value === "string";
    if (!files.every((file) => typeof file?.path === "string" && isText(file.text) && isText(file.problem))) return null;
    return {
      received: {
        name,
        isFolder: isFolder === true,
        ignored: Number.isInteger(ignored) ? ignored : 0,
        files: files.map(({ path, text, problem }) => ({ path, read: async () => ({ text, problem }) })),
      },
      host,
      edits: Object.fromEntries(Object.entries(edits ?? {}).filter(([, text]) => typeof text === "string")),
      current: typeof current === "string" ? current : "",
    };
  } catch {
    return null;
  }
}

/** @typedef {Pick<Received, "name" | "isFolder" | "ignored"> & {host: string, files: ({path: string} & Content)[]}} Whole */

/** @param {Whole} folder @returns {boolean} whether there was room for it */
export function keepFolder(folder) {
  forgetFolder();
  return folder.files.reduce((sum, { text = "" }) => sum + text.length, 0) <= MOST && put(FOLDER, folder);
}

/** @param {Pick<Kept, "edits" | "current">} edits @returns {boolean} whether there was room; if not, the folder goes, too */
export function keepEdits(edits) {
  const isKept = put(EDITS, edits);
  if (!isKept) forgetFolder();
  return isKept;
}

export function forgetFolder() {
  try {
    sessionStorage.removeItem(FOLDER);
    sessionStorage.removeItem(EDITS);
  } catch {
    // Forbidden.
  }
}

/** @param {string} key @param {object} value */
function put(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
