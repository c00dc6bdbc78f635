// What can only be said of several files together, and of a file because of where it lies: for the command line
// and the playground, so without anything that only one of them has. The findings look like those of rules, and
// are attached to the file whose author can do something about it.

/**
 * A file among others.
 * @typedef {object} Member
 * @property {string} path
 * @property {string} shown The path as people are to see it.
 * @property {{ root: string, host: string, plugin?: string, listed?: string[] }} [place] Where the host finds it, if it does.
 * @property {boolean} reported Whether to report on it; if not, only its agent's name counts for others.
 */

/**
 * The rules across files, in the form of `rules()` as far as it applies.
 * @type {Record<string, { severity: "warning", summary: string }>}
 */
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

/** Words that stand in front of a colon in what is meant as an agent. */
const MEANT = /^\s*["']?(name|description|tools|model)["']?\s*:/im;

/** Code, in which documentation shows an agent. */
const FENCED = /^ {0,3}(`{3,}|~{3,}).*\n[^]*?(^ {0,3}\1|(?![^]))/gm;

/** How far to look for them. */
const HEAD = 4_000;

/**
 * Whether a file that nobody named is documentation beside the agents. A host that looks for a name
 * passes it over without a word; one that makes an agent of everything does not.
 * @param {{ status: string, path: string }} row
 * @param {string} [source]
 */
export function isDocumentation({ status, path }, source) {
  if (status !== "ignored" || source === undefined) return false;
  return /(^|\/)readme\.md$/i.test(path) || !MEANT.test(source.slice(0, HEAD).replace(FENCED, ""));
}

/**
 * The name of a file's agent. Those of a plugin's begin with what its manifest calls it, not with its folder's name.
 * @param {string} name
 * @param {Pick<Member, "path" | "place">} file
 */
export function nameInPlace(name, { place, path }) {
  if (place?.plugin === undefined) return name;
  const own = name.slice(name.indexOf(":") + 1);
  const folders = place.listed ? [] : path.slice(place.root.length).split(/[\\/]/).slice(2, -1);
  return [place.plugin, ...folders, own].join(":");
}

/** How many files of the same name a finding lists. */
const SHOWN = 5;

/**
 * What other files need to know of one.
 * @typedef {object} Fact
 * @property {string} host
 * @property {string} name
 * @property {number} tokens What its description costs.
 * @property {{ name: string, from: number, to: number }[]} delegates
 * @property {{ from: number, to: number }} nameAt Where its name stands.
 * @property {{ from: number, to: number }} descriptionAt Where its description's key stands.
 */

/** @typedef {import("../index.js").HostInfo} Host */
/** @typedef {import("../index.js").DiagnosticInfo} Finding */

/**
 * @template {Member} M
 * @typedef {Fact & { file: M }} FactOf A fact and the file that it is about.
 */

/**
 * @template {Member} M
 * @callback Report
 * @param {FactOf<M>} fact
 * @param {string} rule
 * @param {{ from: number, to: number }} place
 * @param {string} message
 * @param {string} help
 * @returns {void}
 */

/**
 * How bad a finding is to be called, or that it is to be left out.
 * @template {Member} M
 * @callback SeverityOf
 * @param {string} rule
 * @param {FactOf<M>} fact
 * @param {{ from: number, to: number }} place
 * @returns {Finding["severity"] | "off"}
 */

/**
 * @param {Pick<Member, "place">} file
 * @param {Pick<import("../index.js").CheckResult, "host" | "agent">} row
 * @returns {Fact | undefined} What `row` has to say to others, if an agent comes of the file.
 */
export function factOf(file, { host, agent }) {
  if (!agent || !file.place) return undefined;
  const { name, descriptionTokens: tokens, delegates, fields } = agent;
  const field = (/** @type {string} */ key) => fields.findLast((field) => field.key === key);
  const [naming, describing] = [field("name"), field("description")];
  const nameAt = { from: naming?.valueFrom ?? naming?.keyFrom ?? 0, to: naming?.valueTo ?? naming?.keyTo ?? 0 };
  const descriptionAt = { from: describing?.keyFrom ?? 0, to: describing?.keyTo ?? 0 };
  return { host, name, tokens, delegates, nameAt, descriptionAt };
}

/**
 * @template {Member} M
 * @param {FactOf<M>[]} facts
 * @param {Host[]} hosts What the package knows of them.
 * @param {SeverityOf<M>} [severityOf]
 * @returns {{ file: M, fact: FactOf<M>, finding: Finding }[]} By path.
 */
export function acrossFiles(facts, hosts, severityOf = (rule) => ACROSS_RULES[rule].severity) {
  /** @type {{ file: M, fact: FactOf<M>, finding: Finding }[]} */
  const found = [];
  /** @type {Report<M>} */
  const report = (fact, rule, place, message, help) => {
    if (!fact.file.reported) return;
    const severity = severityOf(rule, fact, place);
    if (severity === "off") return;
    const finding = { rule, severity, message, help, ...place, related: [], fixes: [], url: `rules/index.html#${rule}` };
    found.push({ file: fact.file, fact, finding });
  };
  const places = groupBy(facts, (fact) => placeOf(fact).root);
  for (const agents of places.values()) {
    for (const [name, same] of groupBy(agents, (fact) => fact.name)) {
      for (const fact of same.length > 1 ? same : []) {
        const others = same.filter((other) => other !== fact).map((other) => `\`${other.file.shown}\``);
        // A copied folder has many of them, and each of their findings would name all.
        if (others.length > SHOWN) others.splice(SHOWN, others.length, `${others.length - SHOWN} other files`);
        report(
          fact,
          "duplicate-agent",
          fact.nameAt,
          `The agent \`${name}\` is defined in ${others.join(", ")}, too: the host keeps one of them, the first that the file system lists.`,
          "Which one that is differs between computers. Give each of them a name of its own, or remove the others.",
        );
      }
    }
    costly(agents, hosts, report);
  }
  missing(facts, places, hosts, report);
  return found.sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : a.finding.from - b.finding.from));
}

/** @param {FactOf<Member>} fact There is one only of files that lie in a place. */
const placeOf = ({ file }) => /** @type {NonNullable<Member["place"]>} */ (file.place);

/**
 * The descriptions of a place together against the host's limit; told where most can be saved.
 * @template {Member} M
 * @param {FactOf<M>[]} agents
 * @param {Host[]} hosts
 * @param {Report<M>} report
 */
function costly(agents, hosts, report) {
  const limit = hosts.find(({ id }) => id === agents[0].host)?.descriptionsLimit ?? Infinity;
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
    `The descriptions of ${kept.length} agent${kept.length === 1 ? "" : "s"} take about ${number(sum)} tokens of every session. Beyond ${number(limit)} the host warns that they are too large.`,
    `Shorten the longest of them; this one, of about ${number(largest.tokens)}, is the first.`,
  );
}

/**
 * Agents that are named in `tools` and are nowhere to be found.
 * @template {Member} M
 * @param {FactOf<M>[]} facts
 * @param {Map<string, FactOf<M>[]>} places
 * @param {Host[]} hosts
 * @param {Report<M>} report
 */
function missing(facts, places, hosts, report) {
  // A project's session reads the agents of the folders above it as well.
  /** @type {Map<string, Set<string>>} */
  const known = new Map();
  const namesFor = (/** @type {FactOf<M>} */ fact) => {
    const { root } = placeOf(fact);
    let names = known.get(root);
    if (!names) {
      names = new Set([...places.values()].flat().filter((other) => sees(fact, other)).map((other) => other.name));
      for (const { builtinAgents } of hosts) for (const name of builtinAgents) names.add(name);
      known.set(root, names);
    }
    return names;
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

/**
 * Whether the session that `fact` belongs to may read `other`. Plugins can be there anywhere.
 * @param {FactOf<Member>} fact
 * @param {FactOf<Member>} other
 */
function sees(fact, other) {
  const [own, its] = [placeOf(fact), placeOf(other)];
  if (own.root === its.root || own.plugin !== undefined || its.plugin !== undefined) return true;
  const folder = its.root.slice(0, -".claude/agents".length);
  return own.root.startsWith(folder);
}

const number = (/** @type {number} */ value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * @template T
 * @param {Iterable<T>} items
 * @param {(item: T) => string} key
 */
function groupBy(items, key) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) {
    const at = key(item);
    const group = groups.get(at);
    if (group) group.push(item);
    else groups.set(at, [item]);
  }
  return groups;
}
