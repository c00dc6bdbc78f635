// @ts-check
// Which files git leaves out, by the `.gitignore` files of a folder that was opened, as the command line reads them.

import ignore from "ignore";

import { withoutCostly } from "../../../../pkg/shared/patterns.js";

export class Ignored {
  /** @type {Map<string, import("ignore").Ignore>} The patterns of each folder that has some. */
  #patterns = new Map();

  /** @type {Map<string, boolean>} What is known of folders. */
  #folders = new Map();

  /** @param {ReadonlyMap<string, string>} texts of the `.gitignore` files, by path */
  constructor(texts) {
    for (const [path, text] of texts) this.#patterns.set(folderOf(path), ignore({ ignorecase: false }).add(withoutCostly(text)));
  }

  /** @param {string} path of a file */
  has(path) {
    return this.#patterns.size > 0 && (this.#hasFolder(folderOf(path)) || this.#decide(path, false));
  }

  /** A folder that is left out takes with it all that it holds, whatever that says. @param {string} folder @returns {boolean} */
  #hasFolder(folder) {
    // The folder that was opened was asked for.
    if (!folder.includes("/")) return false;
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const has = this.#hasFolder(folderOf(folder)) || this.#decide(folder, true);
    this.#folders.set(folder, has);
    return has;
  }

  /** The nearest file that says anything about a path decides. @param {string} path @param {boolean} isFolder */
  #decide(path, isFolder) {
    for (let above = folderOf(path); above; above = folderOf(above)) {
      const inside = path.slice(above.length + 1);
      const { ignored, unignored } = this.#patterns.get(above)?.test(isFolder ? `${inside}/` : inside) ?? {};
      if (ignored || unignored) return ignored === true;
    }
    return false;
  }
}

/** @param {string} path @returns {string} empty at the top */
function folderOf(path) {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
