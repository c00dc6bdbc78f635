// Checking again whenever something changes. Folders are watched, not files: editors save by putting a
// new file in the place of the old one, and new files have to be seen as well.
//
// All folders are watched in which agents may come to lie, so that nothing has to be looked for between two changes.
// macOS and Windows watch a folder with all below it; elsewhere each is watched by itself, without those that are
// never looked into.

import { existsSync, watch as watchFolder } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";

import { find, PASSED_OVER } from "./find.js";
import { Ignored, repositoryOf } from "./ignored.js";
import { Misuse } from "./misuse.js";
import { entriesOf, isFolder } from "./places.js";

/** How long nothing has to happen before the files are looked at, in ms: saving takes several steps. */
const QUIET = 100;

/** How often is looked, in ms, where the system refuses to watch so many folders. */
const PATROL = 5_000;

/** Whether the system watches whole trees by itself. */
const DEEP = process.platform === "darwin" || process.platform === "win32";

/** Never ends by itself. @param {() => Promise<number>} check */
export async function watch(paths, options, check) {
  let wake = () => {};
  let changed = true;
  const notice = () => {
    changed = true;
    wake();
  };
  const watchers = new Watchers(notice, whatMatters(options));
  for (;;) {
    await settled(() => {
      const again = changed;
      changed = false;
      return again;
    });
    // First of all, so that what happens from here on is the next change.
    watchers.follow(foldersOf(paths, options));
    if (process.stdout.isTTY && (options.format ?? "human") === "human") process.stdout.write("\x1b[2J\x1b[3J\x1b[H");
    try {
      await check();
    } catch (error) {
      if (!(error instanceof Misuse)) throw error;
      // A file that comes back, or a configuration that is mended, is the next change.
      process.stderr.write(`error: ${error.message}\n`);
    }
    process.stderr.write("Waiting for changes\n");
    await new Promise((resolve) => {
      wake = resolve;
      if (changed) resolve();
      else if (watchers.incomplete) setTimeout(notice, PATROL);
    });
  }
}

/** Says of what lies in a folder whether a change of it matters. Where it doesn't, a report that is written there would begin the next one. */
function whatMatters({ config }) {
  const names = new Set(["passmuster.yaml", "plugin.json", ".gitignore", config && basename(config)]);
  return (folder, name) => {
    if (!name) return true;
    // Of a whole tree a path is told.
    if (name.split(/[\\/]/).some((part) => PASSED_OVER.has(part))) return false;
    if (names.has(basename(name)) || name.endsWith(".md")) return true;
    // A folder that comes, or goes.
    const path = join(folder, name);
    return extname(name) === "" && (isFolder(path) || !existsSync(path));
  };
}

/** Waits until nothing has changed for a while. */
async function settled(takeChange) {
  while (takeChange()) await new Promise((resolve) => setTimeout(resolve, QUIET));
}

/** The folders in which a change may matter, and whether with all below them. @returns {Map<string, boolean>} */
function foldersOf(paths, options) {
  const cwd = process.cwd();
  const folders = new Map();
  const add = (folder) => !folders.has(folder) && isFolder(folder) && folders.set(folder, false);
  const tree = (folder) => {
    if (DEEP) folders.set(folder, true);
    else for (const inside of foldersIn(folder, Ignored.at(folder))) add(inside);
  };
  for (const path of paths.length > 0 ? paths.map((path) => resolve(path)) : [cwd]) {
    if (isFolder(path)) tree(path);
    else if (isFolder(dirname(path))) add(dirname(path));
    // A glob, whose files may come anywhere.
    else tree(cwd);
  }
  add(cwd);
  if (options.config) add(dirname(options.config));
  // A session reads the agents of the folders above, too.
  const repository = repositoryOf(cwd);
  for (let at = cwd; repository && at !== repository; ) {
    at = dirname(at);
    for (const folder of [at, join(at, ".claude"), join(at, ".claude", "agents")]) add(folder);
  }
  let files = [];
  try {
    files = find(paths);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
  }
  // Some lie behind links, or are named.
  for (const { path, place } of files) {
    add(dirname(path));
    if (place) [place.root, dirname(place.root), join(place.root, ".claude-plugin")].forEach(add);
  }
  return folders;
}

/** A folder and all below it that are looked into. */
function* foldersIn(folder, ignored) {
  yield folder;
  for (const { name, path } of entriesOf(folder, () => {}, (entry) => entry.isDirectory())) {
    if (!PASSED_OVER.has(name) && !ignored.has(path, true)) yield* foldersIn(path, ignored.within(path));
  }
}

class Watchers {
  /** Whether some folder could not be watched. */
  incomplete = false;
  /** By folder. */
  all = new Map();

  /** @param {() => void} notice @param {(folder: string, name: string | null) => boolean} matters */
  constructor(notice, matters) {
    this.notice = notice;
    this.matters = matters;
  }

  /** Watches these folders and no others. @param {Map<string, boolean>} folders Each with whether all below it is meant. */
  follow(folders) {
    this.incomplete = false;
    for (const folder of this.all.keys()) if (!folders.has(folder)) this.drop(folder);
    for (const [folder, recursive] of folders) {
      if (this.all.has(folder)) continue;
      try {
        const watcher = watchFolder(folder, { recursive }, (_, name) => {
          // A folder that comes back is another one.
          const isAnother = name !== null && this.drop(join(folder, name));
          if (isAnother || this.matters(folder, name)) this.notice();
        });
        this.all.set(folder, watcher);
        watcher.on("error", () => {
          this.drop(folder);
          this.notice();
        });
      } catch (error) {
        // One that has vanished in between is told of by the folder above it.
        if (error.code !== "ENOENT") this.incomplete = true;
      }
    }
  }

  /** Stops watching a folder, and says whether it was watched. */
  drop(folder) {
    this.all.get(folder)?.close();
    return this.all.delete(folder);
  }
}
