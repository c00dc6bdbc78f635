// Where hosts look for agents: `.claude/agents` of a project, and the agents of a plugin. All of it was
// seen with the version of Claude Code that the package speaks of; `docs/cli.md` lists it.

import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";

/**
 * A set of files whose agents are known together by their names.
 * @typedef {object} Place
 * @property {string} root The folder that makes it: `.claude/agents`, or the plugin's.
 * @property {string} host Who reads it.
 * @property {string} [plugin] The plugin's name, with which those of its agents begin.
 * @property {string[]} [listed] The only files that count, if the manifest lists them.
 */

/** The host reads lower case only. */
const isAgentFile = (name) => name.endsWith(".md");

/** The place that `folder` is the project of. @returns {Place | undefined} */
export function projectPlace(folder) {
  const root = join(folder, ".claude", "agents");
  return isFolder(root) ? { root, host: "claude-code" } : undefined;
}

/** The place that `folder` is the plugin of. @returns {Place | undefined} */
export function pluginPlace(folder) {
  let manifest;
  try {
    manifest = readFileSync(join(folder, ".claude-plugin", "plugin.json"), "utf8");
  } catch {
    return undefined;
  }
  const place = { root: folder, host: "claude-code-plugin", plugin: basename(folder) };
  try {
    const { name, agents } = JSON.parse(manifest);
    if (typeof name === "string" && name) place.plugin = name;
    // A list takes the place of the folder. The host refuses a manifest that lists anything but files.
    const listed = typeof agents === "string" ? [agents] : agents;
    if (Array.isArray(listed) && listed.every((path) => typeof path === "string" && isAgentFile(path))) {
      place.listed = listed.map((path) => resolve(folder, path));
    }
  } catch {
    // A manifest that is no JSON: its agents are written all the same.
  }
  return place;
}

/** The place to which the file at `path` belongs, if it is one. @returns {Place | undefined} */
export function placeOf(path) {
  for (let at = dirname(path), below = path; ; below = at, at = dirname(at)) {
    if (basename(at) === "agents" && basename(dirname(at)) === ".claude") return { root: at, host: "claude-code" };
    const plugin = pluginPlace(at);
    if (plugin) {
      const own = plugin.listed ? plugin.listed.includes(path) : basename(below) === "agents";
      return own ? plugin : undefined;
    }
    if (at === dirname(at)) return undefined;
  }
}

/**
 * Told of each folder that can't be read.
 * @callback Unreadable
 * @param {string} folder
 * @param {NodeJS.ErrnoException} error
 */

/** All files of a place, by path. @param {Place} place @param {import("./ignored.js").Ignored} ignored @param {Unreadable} unreadable */
export function filesOf(place, ignored, unreadable) {
  if (place.listed) return place.listed.filter((path) => existsSync(path) && !ignored.has(path, false));
  const folder = place.plugin === undefined ? place.root : join(place.root, "agents");
  const above = dirname(folder);
  // With `.claude` goes what is in it. If it stays, it may say something of that, too.
  if (place.plugin === undefined && ignored.has(above, true)) return [];
  const here = ignored.within(above);
  return isFolder(folder) && !here.has(folder, true) ? markdownIn(folder, here.within(folder), unreadable) : [];
}

/** All Markdown files in `folder` and below. The host follows links and enters hidden folders, and so does this. */
export function markdownIn(folder, ignored, unreadable, passedOver = new Set([".git"]), seen = new Set()) {
  const real = realOf(folder);
  if (seen.has(real)) return [];
  const below = new Set(seen).add(real);
  const found = [];
  for (const { name, path, folder: isDirectory } of entriesOf(folder, unreadable)) {
    if (isDirectory && passedOver.has(name)) continue;
    if ((!isDirectory && !isAgentFile(name)) || ignored.has(path, isDirectory)) continue;
    if (isDirectory) found.push(...markdownIn(path, ignored.within(path), unreadable, passedOver, below));
    else found.push(path);
  }
  return found;
}

/** A folder's own path, whatever links lead to it. */
function realOf(folder) {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/**
 * What is in a folder, by name; links count as what they lead to.
 * @param {string} folder @param {Unreadable} unreadable
 * @param {(entry: import("node:fs").Dirent) => boolean} [wanted] Leaves out what the caller would pass over.
 */
export function entriesOf(folder, unreadable, wanted = () => true) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // One that has just gone is nobody's fault.
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") unreadable(folder, error);
    return [];
  }
  // Joining anew for each takes its time where there are thousands.
  const before = folder.endsWith(sep) ? folder : folder + sep;
  return entries
    .filter(wanted)
    .map((entry) => {
      const path = before + entry.name;
      const linked = entry.isSymbolicLink();
      return { name: entry.name, path, linked, folder: linked ? isFolder(path) : entry.isDirectory() };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function isFolder(path) {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
