// What the repository's recordings say: the cases that were put to the host, and how often rules fire on real files.

import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const tests = fileURLToPath(new URL("../../../tests", import.meta.url));

/** What the cases of each group vary. A group that is not here fails the build. */
export const GROUPS = {
  "built-in": "Names of agents that come with the program.",
  description: "Descriptions: blanks, backslashes, what is text and what is not.",
  envelope: "The two `---` and what may stand around them.",
  fields: "Values of the other fields, keys that nobody knows, merge keys.",
  hooks: "Hooks, right and wrong.",
  invisible: "Characters that can't be seen.",
  "mcp-servers": "Tools of MCP servers, in a session with a server `a` that has `t1`, `t2` and `other`.",
  model: "What is asked for because of `model`.",
  "multi-line": "Descriptions of several lines, in every style of YAML.",
  name: "Names.",
  plugin: "Agents in plugins, where another loader reads.",
  prompt: "What of a prompt is replaced: nothing, but for the folders of a plugin.",
  quotes: "Quotes, closed and not.",
  "second-try": "Frontmatters that don't parse, and what the second try makes of them.",
  size: "Files around the limit.",
  specifiers: "Parentheses behind tools.",
  tools: "Lists of tools, in every spelling.",
  "yaml-errors": "Frontmatters at the edge of what parses, on either side of it.",
};

/**
 * @typedef {object} Case
 * @property {string} id
 * @property {"project" | "plugin"} layout
 * @property {string} [source]
 * @property {string} [source_base64]
 * @property {number} [padded_to]
 * @property {Record<string, any>} observed
 */

/** All cases, by group. @returns {Promise<Record<string, Case[]>>} */
export async function readCases() {
  const folder = path.join(tests, "conformance/cases");
  const groups = {};
  for (const file of (await readdir(folder)).sort()) {
    const name = path.basename(file, ".jsonl");
    if (!(name in GROUPS)) throw new Error(`what do the cases of ${name} vary? Say so in recorded.mjs`);
    groups[name] = lines(await readFile(path.join(folder, file), "utf8")).map((line) => JSON.parse(line));
  }
  return groups;
}

/** On how many of how many real files each rule fires, from the snapshot that the Rust tests keep. */
export async function readCorpus() {
  const file = path.join(tests, "snapshots/corpus__rules_fire_on_real_files_as_recorded.snap");
  const text = await readFile(file, "utf8");
  const total = Number(/of (\d+) files/.exec(text)?.[1]);
  const rules = Object.fromEntries([...text.matchAll(/^([a-z-]+) +(\d+) +[\d.]+% +\d+$/gm)].map(([, name, files]) => [name, Number(files)]));
  if (!total || !Object.keys(rules).length) throw new Error(`${file} is written otherwise than is read here`);
  return { total, rules };
}

/** The rows of which it is known that they are read otherwise, with the reason. */
export async function readDifferences() {
  const text = await readFile(path.join(tests, "truth/differences.txt"), "utf8");
  return lines(text).filter((line) => !line.startsWith("#")).map((line) => {
    const [id, ...reason] = line.split(" ");
    return { id, reason: reason.join(" ") };
  });
}

/** What the host made of a case, in the words of `tests/conformance/README.md`. @param {Case} each */
export function outcome({ observed: { loaded, refused } }) {
  if (!loaded) return "ignored";
  return refused?.includes("zero tools") ? "refused" : "loads";
}

const lines = (text) => text.split("\n").filter((line) => line.trim());
