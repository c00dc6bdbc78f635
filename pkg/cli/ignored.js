// Which files a repository doesn't keep: `.gitignore` in every folder, and `.git/info/exclude`.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

import { seenFrom } from "./paths.js";
import { withoutCostly } from "../shared/patterns.js";

/** The repository that holds `folder`: the nearest folder above it with a `.git`. */
export function repositoryOf(folder) {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return undefined;
  }
}

let ignore;

/** The patterns of one file, as they apply below `folder`; nothing if there are none. */
function patterns(folder, ...files) {
  const texts = files.map((file) => textOf(file)).filter(Boolean);
  if (texts.length === 0) return undefined;
  ignore ??= createRequire(import.meta.url)("ignore");
  return { folder, matcher: ignore({ allowRelativePaths: true, ignorecase: false }).add(withoutCostly(texts.join("\n"))) };
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** What is left out in one folder and below it. Never changes; a folder below it has one of its own. */
export class Ignored {
  /** @param {string} folder An absolute path. */
  static at(folder) {
    const repository = repositoryOf(folder);
    if (!repository) return new Ignored([]).within(folder);
    const folders = [];
    for (let at = folder; at !== repository; at = dirname(at)) folders.unshift(at);
    const exclude = join(gitFolder(repository), "info", "exclude");
    let ignored = new Ignored([patterns(repository, exclude, join(repository, ".gitignore"))]);
    for (const at of folders) {
      // Who names a folder that is ignored wants to see what is in it.
      if (ignored.has(at, true)) ignored = new Ignored([]);
      ignored = ignored.within(at);
    }
    return ignored;
  }

  constructor(levels) {
    this.levels = levels.filter(Boolean);
  }

  /** The same with what the folder's own `.gitignore` says. */
  within(folder) {
    const own = patterns(folder, join(folder, ".gitignore"));
    return own ? new Ignored([...this.levels, own]) : this;
  }

  /** Whether `path` is left out. The nearest file that says anything about it decides. */
  has(path, isFolder) {
    for (let index = this.levels.length - 1; index >= 0; index--) {
      const { folder, matcher } = this.levels[index];
      const inside = seenFrom(folder, path);
      const { ignored, unignored } = matcher.test(isFolder ? `${inside}/` : inside);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

/** Where git keeps what belongs to a repository: in a worktree or a submodule `.git` is a file that says it. */
function gitFolder(repository) {
  const own = join(repository, ".git");
  const link = textOf(own)?.match(/^gitdir: (.*)/)?.[1];
  if (!link) return own;
  const folder = resolve(repository, link.trim());
  const common = textOf(join(folder, "commondir"))?.trim();
  return common ? resolve(folder, common) : folder;
}
