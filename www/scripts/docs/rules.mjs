// The rules: their list, and a page for each.

import { suppress } from "passmuster";

import { FILE_RULES } from "../../../pkg/cli/examine.js";
import { ACROSS_RULES } from "../../../pkg/shared/across.js";
import { example, look, optionsOf } from "./example.mjs";
import { html, raw, textOf, withCode } from "./html.mjs";
import { pager, rootFrom } from "./layout.mjs";

const SEVERITIES = {
  error: ["Error", "the host won't run the agent"],
  warning: ["Warning", "the agent runs, but not as written"],
  info: ["Note", "advice"],
};
const FIXABLE = { always: "every finding has one", sometimes: "some findings have one", never: "none" };
const CONFIDENCES = {
  high: "high: it follows from what was seen or is documented",
  medium: "medium: it follows from what people write",
  low: "low: it is a guess at what was meant",
};

/** Rules that are about where a file lies: the good example is a bad one elsewhere. */
const PLACES = {
  "name-differs-from-file": { bad: { path: ".claude/agents/deployer.md" }, good: { path: ".claude/agents/reviewer.md" } },
};

/** Rules that no text alone breaks, which have no page of their own: what they are about and why, in markup. */
const OUTSIDE = [
  {
    id: "across-files",
    title: "Across files",
    about: html`What can only be said of several agents together. The <a href="../guide/checking.html">command line</a> finds it, and the <a href="../index.html">playground</a> in a folder that is opened.`,
    rules: entries(ACROSS_RULES, {
      "duplicate-agent": "Two or more files of one <code>.claude/agents</code>, or of one plugin, define the same name. The host keeps the one that the file system lists first, which differs between computers, and says nothing of the others.",
      "costly-descriptions": "The descriptions of all agents of a place are part of every session, and together they take more tokens than those beyond which the host warns. The finding is at the longest of them, where most can be saved.",
      "missing-agent": "A <code>tools: Agent(name)</code> names an agent that is neither in the project, in a folder above or in a plugin at hand, nor comes with the host. Nobody answers to that name then, so what was to be left to that agent is not done by it.",
    }),
  },
  {
    id: "files-themselves",
    title: "Files themselves",
    about: html`What is wrong with a file before it is a text. The <a href="../guide/checking.html">command line</a> finds it.`,
    rules: entries(FILE_RULES, {
      "unreadable-file": "A link leads nowhere, or the permissions keep the host from the file, which it then passes over. Or they keep it from a folder, of which nobody knows then what agents are in it.",
      "not-utf-8": "The host reads files as UTF-8, and puts <code>\ufffd</code> in the place of each byte that is none. So the model reads that instead of a letter.",
    }),
  },
];

/**
 * @template {string} Name
 * @param {Record<Name, { severity: string, summary: string }>} rules
 * @param {Record<Name, string>} about
 */
function entries(rules, about) {
  return Object.entries(rules).map(([name, rule]) => {
    if (!Object.hasOwn(about, name)) throw new Error(`nothing is said here of the rule ${name}`);
    return { name, about: about[name], fixable: "never", enabled: true, ...rule };
  });
}

/**
 * @param {any} data
 * @param {{ total: number, rules: Record<string, number> }} corpus
 * @returns {import("./layout.mjs").Page[]}
 */
export function rulePages({ rules, groups, hosts }, corpus) {
  const pages = groups.flatMap((group) => {
    const members = rules.filter((rule) => rule.group === group.name);
    return members.map((rule, index) => rulePage(rule, { group, groups, members, index, hosts, corpus }));
  });
  return [indexPage(rules, groups), ...pages];
}

function indexPage(rules, groups) {
  const [across, themselves] = OUTSIDE.map((group) => html`${group.rules.length} that <a href="#${group.id}">`);
  const total = rules.length + OUTSIDE.flatMap((group) => group.rules).length;
  const list = (group) => rules.filter((rule) => rule.group === group.name).map((rule) => html`<li class="rule-row" data-severity="${rule.severity}" data-fixable="${rule.fixable}" data-enabled="${String(rule.enabled)}">
<a href="${rule.name}.html">${rule.name}</a>
<div class="summary">${prose(rule.summaryHtml)}</div>
${tags(rule)}
</li>
`);
  const choices = (name, label, options) => html`<label>${label} <select id="filter-${name}" autocomplete="off">
<option value="">any</option>
${options.map(([value, text]) => html`<option value="${value}">${text}</option>\n`)}</select></label>
`;
  const body = html`<h1>Rules</h1>
<p class="lead">${rules.length} things that can be wrong with an agent file, with examples that you can edit, ${across}only several files</a> show, and ${themselves}no text</a> shows. Most follow from what the host was seen to do; what is only an opinion says so.</p>
<div class="filters" id="filters" role="group" aria-label="Which rules are listed">
<label>Words <input type="search" id="filter-words" spellcheck="false" autocapitalize="off" autocomplete="off"></label>
${choices("severity", "Severity", [["error", "error"], ["warning", "warning"], ["info", "note"]])}${
  choices("fixable", "Fix", [["some", "with a fix"], ["never", "without"]])}${
  choices("enabled", "By default", [["true", "on"], ["false", "off"]])}<p class="count" id="filter-count" role="status">${total} rules</p>
</div>
${groups.map((group) => html`<section class="rules" aria-labelledby="${group.name}">
<h2 id="${group.name}">${group.title}</h2>
<p>${group.about}</p>
<ul>
${list(group)}</ul>
</section>
`)}${OUTSIDE.map((group) => html`<section class="rules" aria-labelledby="${group.id}">
<h2 id="${group.id}">${group.title}</h2>
<p>${group.about}</p>
<ul>
${group.rules.map((rule) => html`<li class="rule-row" id="${rule.name}" data-severity="${rule.severity}" data-fixable="${rule.fixable}" data-enabled="${String(rule.enabled)}">
<a href="#${rule.name}">${rule.name}</a>
<div class="summary"><p>${withCode(rule.summary)}.</p>
<p class="about">${raw(rule.about)}</p></div>
${tags(rule)}
</li>
`)}</ul>
</section>
`)}<p class="empty" id="filter-empty" hidden>No rule is like that.</p>`;
  return {
    path: "rules/index.html",
    title: "Rules",
    description: `The ${rules.length} rules by which Passmuster checks agent files, in ${groups.length} groups.`,
    body,
    side: sideNav("Groups", [...groups.map((group) => ({ href: `#${group.name}`, title: group.title })), ...OUTSIDE.map(({ id, title }) => ({ href: `#${id}`, title }))]),
  };
}

function rulePage(rule, { group, groups, members, index, hosts, corpus }) {
  const path = `rules/${rule.name}.html`;
  const root = rootFrom(path);
  const host = hosts.find(({ id }) => id === rule.host);
  const rules = rule.enabled ? undefined : { [rule.name]: "on" };
  const { bad, good } = PLACES[rule.name] ?? { bad: { text: rule.bad }, good: { text: rule.good } };
  const shown = (file, kind) => example({ text: rule.good, host: rule.host, rules, ...file }, root, file.path ?? host.name, kind);
  const files = corpus.rules[rule.name];
  const facts = [
    ["Severity", html`${severity(rule.severity)} ${SEVERITIES[rule.severity][1]}`],
    ["Group", html`<a href="index.html#${group.name}">${group.title}</a>`],
    ["By default", rule.enabled ? "on" : "off"],
    ["Fix", FIXABLE[rule.fixable]],
    ["Confidence", CONFIDENCES[rule.confidence]],
    ["Since", rule.since],
    files !== undefined && ["Real files", `${files.toLocaleString("en")} of ${corpus.total.toLocaleString("en")} have it`],
  ].filter(Boolean);
  const link = (at) => members[at] && { href: `${members[at].name}.html`, title: members[at].name };
  const body = html`<p class="path"><a href="index.html">Rules</a> / <a href="index.html#${group.name}">${group.title}</a></p>
<h1 class="name">${rule.name}</h1>
${tags(rule)}
<div class="lead">${prose(rule.summaryHtml)}</div>
<h2 id="what">What it does</h2>
${prose(rule.whatHtml)}
<h2 id="why">Why it matters</h2>
${prose(rule.whyHtml)}
<h2 id="bad">Bad</h2>
${bad.text === "" ? html`<p>No example: it would be as long as what it is about.</p>` : shown(bad, "bad")}
<h2 id="good">Good</h2>
${shown(good, "good")}
<h2 id="fix">Fix</h2>
${prose(rule.fixHtml)}
<h2 id="configure">${rule.enabled ? "Turn it off" : "Turn it on"}</h2>
${setting(rule, { text: rule.good, host: rule.host, rules, ...bad }, root)}
<h2 id="source">Source</h2>
<p>${source(rule.ground, host, root)}</p>
<h2 id="facts">In short</h2>
${facts.length && html`<table class="facts">
<caption class="unseen">What is known of ${rule.name}</caption>
<tbody>
${facts.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody>
</table>`}
${pager(link(index - 1), link(index + 1), "Rules of this group")}`;
  return {
    path,
    title: rule.name,
    description: `${rule.summary.replaceAll("`", "")}. A rule of Passmuster, with examples.`,
    body,
    live: true,
    side: sideNav(group.title, members.map((each) => ({
      href: `${each.name}.html`,
      title: each.name,
      current: each === rule,
    })), html`<p class="label">Other groups</p>
<ul>
${groups.filter((each) => each !== group).map((each) => html`<li><a href="index.html#${each.name}">${each.title}</a></li>\n`)}</ul>
`),
  };
}

/** The texts of rules link to each other as they do in the repository. @param {string} markup */
const prose = (markup) => raw(markup.replace(/(<a href="[a-z-]+)\.md"/g, '$1.html"'));

const tags = (rule) => html`<p class="tags">${severity(rule.severity)}${
  rule.fixable !== "never" && html` <span class="tag">${rule.fixable === "always" ? "fix" : "fix, at times"}</span>`}${
  !rule.enabled && html` <span class="tag">off by default</span>`}</p>`;

/**
 * How a rule is made to run, or not to.
 * @param {any} rule
 * @param {import("./example.mjs").File} bad a file that has it
 * @param {string} root
 */
function setting({ name, enabled }, bad, root) {
  const comment = enabled && commentFor(name, bad);
  return html`<p>In a <code>passmuster.yaml</code>, where <code>info</code>, <code>warning</code> or <code>error</code> would say how loud it is:</p>
<pre class="code" tabindex="0"><code>rules:
  ${name}: ${enabled ? "off" : "on"}</code></pre>
${comment && html`<p>In one file, by a comment in its frontmatter, with a reason behind it:</p>
<pre class="code" tabindex="0"><code>${comment}</code></pre>
`}<p><a href="${root}guide/checking.html#configuration">More about configuration</a></p>`;
}

/** The comment that leaves a rule's findings out, unless none does. @param {string} name @param {import("./example.mjs").File} file */
function commentFor(name, file) {
  const finding = look(file).diagnostics.find(({ rule }) => rule === name);
  return finding && suppress(file.text, finding, optionsOf(file))?.insert.trim();
}

/** How a rule is known to be right. */
function source(ground, host, root) {
  if (ground.cases) {
    const groups = ground.cases.map((group) => html` <a href="${root}hosts/cases/${group}.html">Its cases: ${group}</a>`);
    return html`Observed: ${host.name} ${host.version} was run on small files.${groups}`;
  }
  if (ground.page) return html`Documented: <a href="${ground.page}">${ground.page.replace(/^https:\/\//, "")}</a>`;
  return "Opinion: nothing says that it must be so.";
}

/** @param {string} name */
const severity = (name) => html`<span class="tag ${name}">${SEVERITIES[name][0].toLowerCase()}</span>`;

/**
 * What stands beside a page.
 * @param {string} title
 * @param {{ href: string, title: string, current?: boolean }[]} links
 * @param {unknown} [more]
 */
export function sideNav(title, links, more) {
  return html`<nav class="side" aria-label="${title}">
<p class="label">${title}</p>
<ul>
${links.map(({ href, title: name, current }) =>
    html`<li><a href="${href}"${current && raw(' aria-current="page"')}>${name}</a></li>\n`)}</ul>
${more}</nav>`;
}

/** What the search knows of the rules. */
export function ruleEntries({ rules }) {
  const outside = OUTSIDE.flatMap((group) => group.rules).map(({ name, summary, about }) => ({
    url: `rules/index.html#${name}`,
    kind: "Rule",
    title: name,
    text: `${summary.replaceAll("`", "")}. ${textOf(about)}`,
  }));
  return [...outside, ...rules.map((rule) => ({
    url: `rules/${rule.name}.html`,
    kind: "Rule",
    title: rule.name,
    text: textOf([rule.summaryHtml, rule.whatHtml, rule.whyHtml, rule.fixHtml].join(" ")),
  }))];
}
