// Checking again whenever something changes. Folders are watched, not files: editors save by putting a
// new file in the place of the old one, and new files have to be seen as well.

import { existsSync, watch as watchFolder } from "node:fs";
import { basename, dirname, extname, join } from "node:path";

import { find } from "./find.js";
import { Misuse } from "./misuse.js";
import { isFolder } from "./places.js";

/** How long nothing has to happen before the files are looked at, in ms: saving takes several steps. */
const QUIET = 100;

/** How often folders are looked for that were not there, in ms. */
const PATROL = 1_000;

/** Never ends by itself. @param {() => Promise<number>} check */
export async function watch(paths, options, check) {
  const watchers = new Map();
  let wake = () => {};
  let changed = true;
  const notice = () => {
    changed = true;
    wake();
  };
  const matters = whatMatters(options);
  for (;;) {
    if (changed) {
      await settled(() => {
        const again = changed;
        changed = false;
        return again;
      });
      if (process.stdout.isTTY && (options.format ?? "human") === "human") process.stdout.write("\x1b[2J\x1b[3J\x1b[H");
      try {
        await check();
      } catch (error) {
        if (!(error instanceof Misuse)) throw error;
        // A file that comes back, or a configuration that is mended, is the next change.
        process.stderr.write(`error: ${error.message}\n`);
      }
      process.stderr.write("Waiting for changes\n");
    }
    follow(foldersOf(paths, options), watchers, notice, matters);
    await new Promise((resolve) => {
      wake = resolve;
      if (changed) resolve();
      else setTimeout(resolve, PATROL);
    });
  }
}

/** Says of what lies in a folder whether a change of it matters. Where it doesn't, a report that is written there would begin the next one. */
function whatMatters({ config }) {
  const names = new Set(["passmuster.yaml", "plugin.json", ".gitignore", config && basename(config)]);
  return (folder, name) => {
    if (!name || names.has(name) || name.endsWith(".md")) return true;
    // A folder that comes, or goes.
    const path = join(folder, name);
    return extname(name) === "" && (isFolder(path) || !existsSync(path));
  };
}

/** Waits until nothing has changed for a while. */
async function settled(takeChange) {
  while (takeChange()) await new Promise((resolve) => setTimeout(resolve, QUIET));
}

/** The folders in which a change may matter. */
function foldersOf(paths, options) {
  const folders = new Set([process.cwd()]);
  for (const path of paths) if (isFolder(path)) folders.add(path);
  if (options.config) folders.add(dirname(options.config));
  let files = [];
  try {
    files = find(paths);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
  }
  for (const { path, place } of files) {
    folders.add(dirname(path));
    if (place) folders.add(place.plugin === undefined ? place.root : join(place.root, ".claude-plugin")).add(dirname(place.root));
  }
  return [...folders].filter(isFolder);
}

/** Watches these folders and no others. */
function follow(folders, watchers, notice, matters) {
  for (const [folder, watcher] of watchers) {
    if (folders.includes(folder)) continue;
    watcher.close();
    watchers.delete(folder);
  }
  for (const folder of folders) {
    if (watchers.has(folder)) continue;
    try {
      const watcher = watchFolder(folder, (_, name) => matters(folder, name) && notice());
      watcher.on("error", () => {
        watcher.close();
        watchers.delete(folder);
        notice();
      });
      // What happened before it was watched was not seen; the first time it was just checked.
      if (watchers.size > 0 && watchers.started) notice();
      watchers.set(folder, watcher);
    } catch {
      // It vanished in between, which its parent tells.
    }
  }
  watchers.started = true;
}
