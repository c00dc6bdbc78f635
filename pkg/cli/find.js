// From the paths on the command line to the files that are looked at.

import { lstatSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve, sep } from "node:path";

import { Ignored, repositoryOf } from "./ignored.js";
import { Misuse, reasonOf } from "./misuse.js";
import { seenFrom } from "./paths.js";
import { entriesOf, filesOf, isFolder, markdownIn, placeOf, pluginPlace, projectPlace } from "./places.js";

/**
 * A file that is looked at.
 * @typedef {object} Found
 * @property {string} path Absolute.
 * @property {string} shown As it is shown: seen from the working directory, with `/`.
 * @property {import("./places.js").Place} [place] Where the host finds it, if it does.
 * @property {boolean} named Whether the user named this very file.
 * @property {boolean} reported Whether to report on it; if not, only its agent's name counts for others.
 * @property {string} [failure] Of a folder, why it can't be read: its agents are not known.
 */

/** Where nothing is looked for unless it is named. */
export const PASSED_OVER = new Set([".git", "node_modules"]);

/** What lies beside agents and is written like them. */
const NO_AGENTS = new Set([...PASSED_OVER, ".claude", "commands", "skills"]);

/** The `.claude` that is `path` or above it, unless what is named are agents in it. */
function settingsAbove(path) {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    if (basename(at) === ".claude") return at;
    if (basename(at) === "agents" && basename(dirname(at)) === ".claude") return undefined;
  }
  return undefined;
}

/**
 * @param {string[]} paths What was named; nothing means what a session in `cwd` reads, and what lies below.
 * @param {string} cwd
 * @returns {Found[]} By path, each file once.
 */
export function find(paths, cwd = process.cwd()) {
  const finder = new Finder(cwd);
  if (paths.length === 0) {
    finder.above();
    finder.below(cwd);
  }
  for (const path of paths) finder.path(path);
  finder.addNeighbours();
  return [...finder.found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * How a file is called in what others than its user read: by its place in the repository that the run is in; one
 * outside of it by its whole path. Where there is no repository, as seen from the working directory.
 * @param {Found} file
 */
export function seenFromRoot({ path, shown, nameless }, cwd = process.cwd()) {
  const root = repositoryOf(cwd);
  if (!root || nameless) return shown;
  const seen = seenFrom(root, path);
  return seen.startsWith("../") ? path : seen;
}

/** Whether there is something; also where one is not let see what. */
function exists(path) {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return error.code !== "ENAMETOOLONG";
  }
}

/** A text that lies nowhere, or is to replace the file of its name, and the files that are known beside it. */
export function findBeside(file, cwd = process.cwd()) {
  const finder = new Finder(cwd);
  finder.found.set(file.path, file);
  finder.addNeighbours();
  return [...finder.found.values()];
}

class Finder {
  constructor(cwd) {
    this.cwd = cwd;
    /** @type {Map<string, Found>} */
    this.found = new Map();
    /** The places of which all files were added, by their root. */
    this.whole = new Map();
    /** The places of folders, since looking for one means reading manifests. */
    this.places = new Map();
    /** What it says of a folder that can't be read. */
    this.unreadable = (path, error) =>
      this.found.set(path, { path, shown: seenFrom(cwd, path), named: false, reported: true, failure: reasonOf(error) });
  }

  add(path, { place, named = false, reported = true }) {
    const known = this.found.get(path);
    if (known) {
      known.named ||= named;
      known.reported ||= reported;
      return;
    }
    this.found.set(path, { path, shown: seenFrom(this.cwd, path), place, named, reported });
  }

  placeOf(path) {
    const folder = dirname(path);
    const place = this.places.get(folder) ?? placeOf(path);
    // Where a manifest lists the files, one of them says nothing of the next.
    if (place && !place.listed) this.places.set(folder, place);
    return place;
  }

  /** Adds all files of a place, or notes only that they are there. */
  addPlace(place, ignored, reported = true) {
    if (!place) return false;
    const known = this.whole.get(place.root);
    if (known || known === reported) return true;
    this.whole.set(place.root, reported);
    // Of what is there for the sake of others nothing is reported.
    const unreadable = reported ? this.unreadable : () => {};
    for (const path of filesOf(place, ignored, unreadable)) this.add(path, { place, reported });
    return true;
  }

  /** What a session in the working directory reads from the folders above it, up to the repository's. */
  above(reported = true, from = this.cwd) {
    const repository = repositoryOf(from);
    for (let at = from; repository && at !== repository; ) {
      at = dirname(at);
      this.addPlace(projectPlace(at), Ignored.at(at), reported);
    }
  }

  /** All places in `folder` and below. Says whether there are any. */
  below(folder, ignored = Ignored.at(folder)) {
    let any = false;
    for (const place of [projectPlace(folder), pluginPlace(folder)]) any = this.addPlace(place, ignored) || any;
    // Links are none: they may lead anywhere, also back.
    for (const { name, path } of entriesOf(folder, this.unreadable, (entry) => entry.isDirectory())) {
      if (PASSED_OVER.has(name) || ignored.has(path, true)) continue;
      any = this.below(path, ignored.within(path)) || any;
    }
    return any;
  }

  /** What one argument names. */
  path(given) {
    const path = resolve(this.cwd, given);
    // A file may be called like a glob.
    if (!exists(path)) {
      this.glob(given);
      return;
    }
    if (!isFolder(path)) {
      this.add(path, { place: this.placeOf(path), named: true });
      return;
    }
    // Of what lies in a project's `.claude` only the agents are agents: there are commands and skills, too.
    const settings = settingsAbove(path);
    if (settings) {
      if (settings === path) this.addPlace(projectPlace(dirname(path)), Ignored.at(path));
      return;
    }
    const inside = this.placeOf(join(path, "x.md"));
    // Outside of all places the user knows best: a collection of agents need not lie where hosts look.
    if (inside || !this.below(path)) {
      const passedOver = inside ? undefined : NO_AGENTS;
      for (const file of markdownIn(path, Ignored.at(path), this.unreadable, passedOver)) this.add(file, { place: this.placeOf(file) });
    }
  }

  glob(given) {
    const picomatch = createRequire(import.meta.url)("picomatch");
    const pattern = sep === "\\" ? given.replaceAll("\\", "/") : given;
    const { base, glob, isGlob } = picomatch.scan(pattern);
    if (!isGlob) throw new Misuse(`there is no \`${given}\``);
    const folder = resolve(this.cwd, base);
    const matches = picomatch(glob, { dot: true });
    const before = this.found.size;
    let any = false;
    this.walk(folder, Ignored.at(folder), (path) => {
      if (!matches(seenFrom(folder, path))) return;
      any = true;
      this.add(path, { place: this.placeOf(path) });
    });
    if (!any && this.found.size === before) throw new Misuse(`nothing matches \`${given}\``);
  }

  walk(folder, ignored, visit) {
    for (const { name, path, folder: isDirectory, linked } of entriesOf(folder, this.unreadable)) {
      if (PASSED_OVER.has(name) || ignored.has(path, isDirectory)) continue;
      if (!isDirectory) visit(path);
      else if (!linked) this.walk(path, ignored.within(path), visit);
    }
  }

  /**
   * Adds what agents are known to those that were found: the rest of their places, and those of the
   * projects above. Which names are taken, or missing, can't be told from a part.
   */
  addNeighbours() {
    for (const place of new Set([...this.found.values()].map((file) => file.place))) {
      if (!place) continue;
      this.addPlace(place, Ignored.at(place.root), false);
      this.above(false, place.plugin === undefined ? dirname(dirname(place.root)) : place.root);
    }
  }
}
