// Paths as people and globs write them.

import { relative, sep } from "node:path";

/** `path` as seen from `folder`, both absolute, with `/`. */
export function seenFrom(folder, path) {
  // Nearly all files lie below it, and `relative` takes its time.
  const inside = path.startsWith(folder) && path[folder.length] === sep;
  const seen = inside ? path.slice(folder.length + 1) : relative(folder, path) || ".";
  return sep === "/" ? seen : seen.split(sep).join("/");
}
