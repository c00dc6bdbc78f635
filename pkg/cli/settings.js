// What holds for each file: the configuration, and what the command line says on top of it.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { ACROSS_RULES } from "../shared/across.js";
import { HOSTS } from "./arguments.js";
import { FILE_RULES } from "./examine.js";
import { check, readConfig, rules } from "./library.js";
import { Lines } from "../shared/lines.js";
import { Misuse, reasonOf } from "./misuse.js";
import { seenFrom } from "./paths.js";
import { snippet } from "./snippet.js";

const NAME = "passmuster.yaml";
/** The rules that only the command line has; `Rule::OUTSIDE` has their names, too. */
const OWN_RULES = { ...ACROSS_RULES, ...FILE_RULES };
const LEVELS = ["off", "on", "info", "warning", "error"];

let everyGroupOff;
const noRules = () => (everyGroupOff ??= Object.fromEntries(rules().map(({ group }) => [group, "off"])));
const isEmpty = (object) => Object.keys(object).length === 0;
const withoutRules = (section) => ({ ...section, rules: {} });

export class Settings {
  /** @param {Record<string, any>} options The options of the command line. */
  constructor(options, cwd = process.cwd()) {
    const file = options.config === undefined ? nearestConfig(cwd) : resolve(cwd, options.config);
    /** The configuration's path, if there is one. */
    this.file = file;
    /** What globs of the configuration are seen from. */
    this.folder = file ? dirname(file) : cwd;
    const { host, rules = {}, overrides = [] } = file ? load(file, cwd) : {};
    const levels = (options.rule ?? []).map(levelOf);
    this.host = host;
    this.rules = rules;
    const asked = Object.fromEntries(levels);
    this.asked = { rules: asked, ...(options.host && { host: options.host }) };
    // Behind all others, so that the command line has the last word.
    const isAny = levels.length > 0 || options.host;
    this.overrides = isAny ? [...overrides, { paths: ["**"], ...this.asked }] : overrides;
    try {
      check("", { rules: asked });
    } catch (error) {
      throw new Misuse(`\`--rule\`: ${error.message}`);
    }
  }

  /** The options of the API for one file. @param {import("./find.js").Found} file */
  of(file) {
    const path = seenFrom(this.folder, file.path);
    const host = this.host ?? file.place?.host;
    // No override holds for a text that lies nowhere.
    if (file.nameless) return { ...(host && { host }), ...this.asked, rules: { ...this.rules, ...this.asked.rules } };
    // Of a file that is there for the sake of others only the agent counts.
    const { rules, overrides } = file.reported ? this : { rules: noRules(), overrides: this.overrides.map(withoutRules) };
    // What is empty would be read for each file all the same.
    return { path, ...(!isEmpty(rules) && { rules }), ...(overrides.length > 0 && { overrides }), ...(host && { host }) };
  }

  /**
   * How bad a finding of the command line's own is in a file: `off`, or a severity.
   * @param {string} rule @param {import("./find.js").Found} file
   */
  severityOfOwn(rule, file) {
    let level = this.rules[rule] ?? "on";
    if (file.nameless) level = this.asked.rules[rule] ?? level;
    for (const { paths, rules } of this.overrides) {
      if (rules && Object.hasOwn(rules, rule) && this.matches(paths, file)) level = rules[rule];
    }
    return level === "on" ? OWN_RULES[rule].severity : level;
  }

  /** Whether an override of these paths holds for a file. The module's globs decide, here by the host that it names. */
  matches(paths, file) {
    if (file.nameless) return false;
    const [other, own] = HOSTS;
    const overrides = [{ paths, host: own }];
    return check("", { host: other, path: seenFrom(this.folder, file.path), overrides }).host === own;
  }
}

/** The configuration in `folder` or the nearest folder above it. */
function nearestConfig(folder) {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, NAME);
    if (existsSync(file)) return file;
    if (at === dirname(at)) return undefined;
  }
}

function load(file, cwd) {
  let source;
  try {
    source = readFileSync(file, "utf8");
  } catch (error) {
    throw new Misuse(`can't read the configuration \`${file}\`: ${reasonOf(error)}`);
  }
  const { config, problems } = readConfig(source);
  if (config) return config;
  const lines = new Lines(source);
  const shown = seenFrom(cwd, file);
  const texts = problems.map(({ message, from, to }) => `${message}\n${snippet({ path: shown, lines, from, to })}`);
  throw new Misuse(texts.join("\n\nerror: "));
}

function levelOf(text) {
  const at = text.lastIndexOf("=");
  if (at < 1) throw new Misuse(`\`--rule\` takes NAME=LEVEL, not \`${text}\``);
  const [name, level] = [text.slice(0, at), text.slice(at + 1)];
  if (!LEVELS.includes(level)) throw new Misuse(`\`--rule ${name}\`: there is no level \`${level}\``, `There are ${LEVELS.join(", ")}.`);
  return [name, level];
}
