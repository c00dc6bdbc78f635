// @ts-check
// Which files of a folder are agents, as the command line finds them: what it asks the disk, this asks a list
// of paths. They are relative, with `/`, and begin with the folder's own name.

/**
 * @typedef {object} Place
 * @property {string} root The folder that makes it: `.claude/agents`, or the plugin's.
 * @property {string} host Who reads it.
 * @property {string} [plugin] The plugin's name, with which those of its agents begin.
 * @property {string[]} [listed] The only files that count, if the manifest lists them.
 * @property {boolean} [partial] Whether there may be more agents than are at hand.
 */

/** Where nothing is looked for. */
export const PASSED_OVER = new Set([".git", "node_modules"]);

/** What lies beside agents and is written like them. */
const NO_AGENTS = new Set([".claude", "commands", "skills"]);

const MANIFEST = ".claude-plugin/plugin.json";

/** Whether anything depends on a file. @param {string} path */
export function isOfInterest(path) {
  return isAgentFile(path) || isBeside(path);
}

/** Whether a file says which others are agents, or what is set for them. @param {string} path */
export function isBeside(path) {
  return isManifest(path) || isIgnoreFile(path) || isConfig(path);
}

/** Whether a file is the configuration of the folder that was opened. @param {string} path */
export function isConfig(path) {
  return /^[^/]+\/passmuster\.yaml$/.test(path);
}

/** @param {string} path */
export function isManifest(path) {
  return path.endsWith(`/${MANIFEST}`);
}

/** @param {string} path */
export function isIgnoreFile(path) {
  return path.endsWith("/.gitignore");
}

/**
 * @param {string[]} paths
 * @param {ReadonlyMap<string, string>} manifests The texts of the plugins' manifests, by path.
 * @param {string} host Who reads what lies nowhere in particular.
 * @returns {{path: string, place: Place | undefined}[]} By path.
 */
export function findAgents(paths, manifests, host) {
  const plugins = new Map([...manifests].map(([path, text]) => pluginPlace(path.slice(0, -MANIFEST.length - 1), text)));
  const projects = new Map();
  const files = paths
    .filter((path) => isAgentFile(path) && !path.split("/").some((name) => PASSED_OVER.has(name)))
    .sort()
    .map((path) => ({ path, place: placeOf(path, plugins, projects) }));
  const placed = files.filter(({ place }) => place);
  if (placed.length) return placed;
  const top = paths[0]?.split("/")[0];
  // Of a `.claude` only the agents count, and it has none.
  if (top === ".claude") return [];
  // What is above the folder can't be seen, but what is called so is all that a host would find there.
  if (top === "agents") return files.map(({ path }) => ({ path, place: { root: top, host } }));
  return files.filter(({ path }) => !path.split("/").slice(1, -1).some((name) => NO_AGENTS.has(name)));
}

/** The host reads lower case only. @param {string} path */
function isAgentFile(path) {
  return path.endsWith(".md");
}

/**
 * @param {string} path
 * @param {ReadonlyMap<string, Place>} plugins
 * @param {Map<string, Place>} projects One place for each, so that they can be told by it.
 * @returns {Place | undefined}
 */
function placeOf(path, plugins, projects) {
  const names = path.split("/");
  for (let depth = names.length - 1; depth > 0; depth -= 1) {
    const root = names.slice(0, depth).join("/");
    if (names[depth - 1] === "agents" && names[depth - 2] === ".claude") {
      if (!projects.has(root)) projects.set(root, { root, host: "claude-code" });
      return projects.get(root);
    }
    const plugin = plugins.get(root);
    if (plugin) return (plugin.listed ? plugin.listed.includes(path) : names[depth] === "agents") ? plugin : undefined;
  }
  return undefined;
}

/** @param {string} root @param {string} manifest @returns {[string, Place]} */
function pluginPlace(root, manifest) {
  /** @type {Place} */
  const place = { root, host: "claude-code-plugin", plugin: root.split("/").at(-1) };
  try {
    const { name, agents } = JSON.parse(manifest);
    if (typeof name === "string" && name) place.plugin = name;
    // A list takes the place of the folder. The host refuses a manifest that lists anything but files.
    const listed = typeof agents === "string" ? [agents] : agents;
    if (Array.isArray(listed) && listed.every((path) => typeof path === "string" && isAgentFile(path))) {
      place.listed = listed.map((path) => join(root, path));
    }
  } catch {
    // A manifest that is no JSON: its agents are written all the same.
  }
  return [root, place];
}

/** @param {string} root @param {string} path */
function join(root, path) {
  /** @type {string[]} */
  const names = [];
  for (const name of `${root}/${path}`.split("/")) {
    if (name === "..") names.pop();
    else if (name && name !== ".") names.push(name);
  }
  return names.join("/");
}
