// What others ask to be told of them.

import { readFile } from "node:fs/promises";
import path from "node:path";

/**
 * The notices of the packages that are in a bundle.
 * @param {string} root that the bundle was made in
 * @param {import("esbuild").Metafile} metafile
 */
export async function licenses(root, { inputs }) {
  const packages = new Set(Object.keys(inputs).flatMap((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const notices = await Promise.all([...packages].sort().map(async (folder) =>
    `${folder.replace("node_modules/", "")}\n\n${await readFile(path.join(root, folder, "LICENSE"), "utf8")}`));
  return notices.join(`\n${"-".repeat(72)}\n\n`);
}
