// What others ask to be told of them.

import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

/**
 * The notices of the packages that are in a bundle.
 * @param {string} root that the bundle was made in
 * @param {import("esbuild").Metafile} metafile
 */
export async function licenses(root, { inputs }) {
  const packages = new Set(Object.keys(inputs).flatMap((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const notices = await Promise.all([...packages].sort().map(async (folder) => {
    const file = (await readdir(path.join(root, folder))).find((name) => /^licen[cs]e/i.test(name));
    if (!file) throw new Error(`${folder} comes without its license`);
    return `${folder.replace("node_modules/", "")}\n\n${await readFile(path.join(root, folder, file), "utf8")}`;
  }));
  return notices.join(`\n${"-".repeat(72)}\n\n`);
}
