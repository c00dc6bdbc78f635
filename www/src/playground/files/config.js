// @ts-check
// The `passmuster.yaml` of a folder that was opened: what it sets for each file.

import { check, readConfig, rules } from "passmuster";

/** @typedef {Record<string, import("passmuster").Level>} Levels */
/** @typedef {"claude-code" | "claude-code-plugin"} Host */

export class Config {
  /** @type {Map<string, Levels>} What is known of files. */
  #levels = new Map();

  /**
   * @param {import("passmuster").ConfigInfo} config
   * @param {string} folder that it is in, with a `/` behind: its globs are seen from there
   */
  constructor(config, folder) {
    this.config = config;
    this.folder = folder;
  }

  /** Who reads a file. @param {string} path @param {string} host who does if nothing is set */
  hostOf(path, host) {
    const { host: set = host, overrides } = this.config;
    const hosts = overrides.filter(({ host }) => host);
    return hosts.length ? check("", { host: /** @type {Host} */ (set), path: this.#seen(path), overrides: hosts }).host : set;
  }

  /** The levels of rules and groups in a file, as if they were set for all files. @param {string} path */
  levelsOf(path) {
    const known = this.#levels.get(path);
    if (known) return known;
    /** @type {Levels} */
    const levels = { ...this.config.rules };
    for (const { paths, rules: set = {} } of this.config.overrides) {
      if (!this.#matches(paths, path)) continue;
      // What is said of a group counts for all its rules, whatever was said of them before.
      for (const { name, group } of rules()) if (Object.hasOwn(set, group)) delete levels[name];
      Object.assign(levels, set);
    }
    this.#levels.set(path, levels);
    return levels;
  }

  /** The checker decides, here by the host that it names. @param {string[]} paths @param {string} path */
  #matches(paths, path) {
    const overrides = [{ paths, host: /** @type {const} */ ("claude-code-plugin") }];
    return check("", { host: "claude-code", path: this.#seen(path), overrides }).host === "claude-code-plugin";
  }

  /** @param {string} path */
  #seen(path) {
    return path.startsWith(this.folder) ? path.slice(this.folder.length) : path;
  }
}

/**
 * @param {string} text
 * @param {string} folder with a `/` behind
 * @returns {{config?: Config, problem?: string}} `problem`: why it does not count
 */
export function configFrom(text, folder) {
  const { config, problems } = readConfig(text);
  if (config) return { config: new Config(config, folder) };
  const line = text.slice(0, problems[0]?.from).split("\n").length;
  return { problem: `line ${line}: ${problems[0]?.message}` };
}
