// What can only be said of several files together. These findings look like those of rules, and are
// attached to the file whose author can do something about it.

import { isSilenced, silencesIn } from "./comments.js";
import { hosts } from "./library.js";
import { count } from "./text.js";

/** The rules across files, in the form of `rules()` as far as it applies. */
export const ACROSS_RULES = {
  "duplicate-agent": {
    severity: "warning",
    summary: "Two agents of one project or plugin that have the same name",
  },
  "costly-descriptions": {
    severity: "warning",
    summary: "Descriptions that are larger together than the host finds reasonable",
  },
  "missing-agent": {
    severity: "warning",
    summary: "An agent in `tools: Agent(…)` that is neither in the project nor comes with the host",
  },
};

/**
 * What other files need to know of one.
 * @typedef {object} Fact
 * @property {import("./find.js").Found} [file] Added where the facts come together.
 * @property {string} host
 * @property {string} name
 * @property {number} tokens What its description costs.
 * @property {{ name: string, from: number, to: number }[]} delegates
 * @property {{ from: number, to: number }} nameAt Where its name stands.
 * @property {import("./comments.js").Silence[]} [silences] What its comments leave out.
 * @property {string} [head] The file up to the end of that line, if that is not far.
 * @property {{ from: number, to: number }} descriptionAt Where its description's key stands.
 */

/** How long a `head` may be, in UTF-16 code units. Of many files it is kept. */
const MOST_HEAD = 400;

/** @returns {Fact | undefined} What `row` has to say to others, if an agent comes of the file of these `lines`. */
export function factOf(file, { host, agent }, lines) {
  if (!agent || !file.place) return undefined;
  const { name, descriptionTokens: tokens, delegates, fields } = agent;
  const field = (key) => fields.findLast((field) => field.key === key);
  const [naming, describing] = [field("name"), field("description")];
  const nameAt = { from: naming?.valueFrom ?? naming?.keyFrom ?? 0, to: naming?.valueTo ?? naming?.keyTo ?? 0 };
  const descriptionAt = { from: describing?.keyFrom ?? 0, to: describing?.keyTo ?? 0 };
  return { host, name, tokens, delegates, nameAt, descriptionAt, silences: silencesIn(lines), head: headOf(lines, nameAt.to) };
}

/** So that most findings are shown without reading the file once more. */
function headOf(lines, at) {
  if (at > MOST_HEAD) return undefined;
  const end = lines.end(lines.position(at).line);
  // A slice would keep the whole text alive.
  return end > MOST_HEAD ? undefined : Buffer.from(lines.source.slice(0, end)).toString();
}

/**
 * @param {Fact[]} facts
 * @param {(rule: string, file: import("./find.js").Found) => string} severityOf `off`, or a severity.
 * @returns {{ file: import("./find.js").Found, finding: object, head?: string }[]} By path. `head` is as much of
 *   the file as the finding needs, if that is at hand.
 */
export function acrossFiles(facts, severityOf) {
  const found = [];
  const report = (fact, rule, place, message, help) => {
    if (!fact.file.reported || isSilenced(fact.silences, { rule, from: place.from })) return;
    const severity = severityOf(rule, fact.file);
    if (severity === "off") return;
    const finding = { rule, severity, message, help, ...place, related: [], fixes: [], url: "rules/index.html" };
    found.push({ file: fact.file, finding, head: place.to <= fact.head?.length ? fact.head : undefined });
  };
  const places = groupBy(facts, (fact) => fact.file.place.root);
  for (const agents of places.values()) {
    for (const [name, same] of groupBy(agents, (fact) => fact.name)) {
      for (const fact of same.length > 1 ? same : []) {
        const others = same.filter((other) => other !== fact).map((other) => `\`${other.file.shown}\``);
        report(
          fact,
          "duplicate-agent",
          fact.nameAt,
          `The agent \`${name}\` is defined in ${others.join(", ")}, too: the host keeps one of them, the first that the file system lists.`,
          "Which one that is differs between computers. Give each of them a name of its own, or remove the others.",
        );
      }
    }
    costly(agents, report);
  }
  missing(facts, places, report);
  return found.sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : a.finding.from - b.finding.from));
}

/** The descriptions of a place together against the host's limit; told where most can be saved. */
function costly(agents, report) {
  const { descriptionsLimit: limit } = hostOf(agents[0].host);
  const kept = [...new Map(agents.map((fact) => [fact.name, fact])).values()];
  const sum = kept.reduce((sum, fact) => sum + fact.tokens, 0);
  if (sum <= limit) return;
  const reported = agents.filter((fact) => fact.file.reported);
  const largest = reported.reduce((most, fact) => (fact.tokens > most.tokens ? fact : most), reported[0]);
  if (!largest) return;
  report(
    largest,
    "costly-descriptions",
    largest.descriptionAt,
    `The descriptions of ${count(kept.length, "agent")} take about ${number(sum)} tokens of every session. Beyond ${number(limit)} the host warns that they are too large.`,
    `Shorten the longest of them; this one, of about ${number(largest.tokens)}, is the first.`,
  );
}

/** Agents that are named in `tools` and are nowhere to be found. */
function missing(facts, places, report) {
  // A project's session reads the agents of the folders above it as well.
  const known = new Map();
  const namesFor = (fact) => {
    const { root } = fact.file.place;
    if (!known.has(root)) {
      const names = new Set([...places.values()].flat().filter((other) => sees(fact, other)).map((other) => other.name));
      for (const { builtinAgents } of hosts()) for (const name of builtinAgents) names.add(name);
      known.set(root, names);
    }
    return known.get(root);
  };
  for (const fact of facts) {
    for (const { name, from, to } of fact.delegates) {
      // What belongs to another plugin can't be seen from here.
      const foreign = name.includes(":") && !facts.some((other) => other.name.startsWith(`${name.split(":")[0]}:`));
      if (foreign || namesFor(fact).has(name)) continue;
      report(
        fact,
        "missing-agent",
        { from, to },
        `There is no agent \`${name}\`: no file of this project defines it, and it doesn't come with the host.`,
        "If it is one of your own, in `~/.claude/agents`, others who use this project don't have it.",
      );
    }
  }
}

/** Whether the session that `fact` belongs to may read `other`. Plugins can be there anywhere. */
function sees(fact, other) {
  const [own, its] = [fact.file.place, other.file.place];
  if (own.root === its.root || own.plugin !== undefined || its.plugin !== undefined) return true;
  const folder = its.root.slice(0, -".claude/agents".length);
  return own.root.startsWith(folder);
}

const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

let known;
const hostOf = (id) => (known ??= new Map(hosts().map((host) => [host.id, host]))).get(id);

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    const at = key(item);
    if (!groups.has(at)) groups.set(at, []);
    groups.get(at).push(item);
  }
  return groups;
}
