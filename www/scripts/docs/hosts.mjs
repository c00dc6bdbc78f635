// What is known of hosts. Tables of fields, tools and models are those of `src/host`; what comes of a value or a file
// is not written here either, but asked of the module, which the Rust tests hold to what was recorded.

import { check } from "passmuster";

import { casePages } from "./cases.mjs";
import { escape, html, raw, textOf, withCode } from "./html.mjs";
import { table } from "./layout.mjs";
import { GROUPS, outcome } from "./recorded.mjs";
import { sideNav } from "./rules.mjs";

const PATH = "hosts/claude-code.html";
const PLUGIN_FILE = "plug/agents/helper.md";

/**
 * @param {any} data
 * @param {{ cases: Record<string, import("./recorded.mjs").Case[]>, corpus: { total: number, rules: Record<string, number> },
 *   differences: { id: string, reason: string }[] }} recorded
 */
export function hostPages(data, recorded) {
  const [project, plugin] = data.hosts;
  const reference = referencePage(project, plugin, recorded.cases);
  return {
    pages: [indexPage(project, recorded), reference, methodPage(project, data, recorded), ...casePages(project, recorded.cases)],
    entries: [
      { url: "hosts/claude-code.html", kind: "Host", title: "Claude Code", text: reference.description },
      ...project.fields.concat(plugin.fields.filter(({ name }) => !project.fields.some((each) => each.name === name)))
        .map((field) => ({ url: `${PATH}#${fieldId(field.name)}`, kind: "Field", title: field.name, text: `${field.meaning} ${field.words.join(" ")}` })),
      ...project.tools.map((tool) => ({ url: `${PATH}#${toolId(tool.name)}`, kind: "Tool", title: tool.name, text: `${FATES[tool.outcome][1]}${tool.instead ? `: ${tool.instead}` : ""}` })),
      ...project.models.map(({ name, requests }) => ({ url: `${PATH}#models`, kind: "Model", title: name, text: requests ?? "the session's own model" })),
      ...Object.entries(GROUPS).map(([name, about]) => ({ url: `hosts/cases/${name}.html`, kind: "Cases", title: name, text: about.replaceAll("`", "") })),
      { url: "hosts/method.html", kind: "Host", title: "How it was measured", text: "How Claude Code was run on small files, what was recorded, and how the checker is held to it." },
    ],
  };
}

function indexPage(host, { cases, corpus }) {
  return {
    path: "hosts/index.html",
    title: "Hosts",
    description: "The programs that load agent files, as Passmuster knows them, and how that was found out.",
    body: html`<h1>Hosts</h1>
<p class="lead">A host is a program that loads agent files. What one makes of a file can't be told from the file, so each was run and watched.</p>
<h2><a href="claude-code.html">Claude Code</a></h2>
<p>Version ${host.version}, in its two ways to read: agents of projects and users (<code>claude-code</code>), and agents that a plugin ships
(<code>claude-code-plugin</code>). <a href="claude-code.html">Its fields, tools, models and limits</a>, and how it reads YAML.</p>
<h2><a href="method.html">How it was measured</a></h2>
<p>${number(total(cases))} recorded cases, ${number(corpus.total)} real files, and a test that compares. <a href="method.html#cases">All cases</a> can be read here.</p>
<h2>Others</h2>
<p>Other programs read the same folders and take other things from them. What is known is in the rule
<a href="../rules/not-strict-yaml.html">not-strict-yaml</a>: many of them have a strict YAML parser, which refuses files that Claude Code loads.</p>`,
    side: hostNav("hosts/index.html"),
  };
}

function hostNav(path, more) {
  return sideNav("Hosts", [
    { href: `${path.startsWith("hosts/cases/") ? "../" : ""}index.html`, title: "Hosts" },
    { href: `${path.startsWith("hosts/cases/") ? "../" : ""}claude-code.html`, title: "Claude Code" },
    { href: `${path.startsWith("hosts/cases/") ? "../" : ""}method.html`, title: "How it was measured" },
  ].map((link) => ({ ...link, current: path.endsWith(`hosts/${link.href}`) })), more);
}

// ---- Claude Code

function referencePage(project, plugin, cases) {
  const sections = [
    ["file", "Where a file begins and ends", envelope()],
    ["fields", "Fields", fields(project, plugin, cases)],
    ["values", "How values are read", values()],
    ["second-try", "The second try", secondTry()],
    ["tools", "Tools", tools(project)],
    ["tool-lists", "Lists of tools", toolLists(project)],
    ["models", "Models", models(project)],
    ["limits", "Limits, and what comes with it", limits(project)],
    ["plugins", "Agents of plugins", plugins()],
  ];
  return {
    path: PATH,
    title: "Claude Code",
    description: `What Claude Code ${project.version} was observed to do with agent files: fields, tools, models, limits, and how it reads YAML.`,
    body: html`<p class="path"><a href="index.html">Hosts</a></p>
<h1>Claude Code</h1>
<p class="lead">What version ${project.version} does with an agent file, as far as it was seen.</p>
<p>All tables on this page are made from the data by which Passmuster checks, or by asking it; <a href="method.html">how that was measured</a> has its own page.
“Silently” means that no error and no warning tells of it, not even in the log. Where a fact is only documented, its source says so.</p>
${sections.map(([id, title, content]) => html`<h2 id="${id}">${title}</h2>
${content}
`)}`,
    side: hostNav(PATH, html`<p class="label">On this page</p>
<ul>
${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>\n`)}</ul>
`),
    wide: true,
  };
}

const fieldId = (name) => `field-${name}`;
const toolId = (name) => `tool-${name}`;

function fields(project, plugin, cases) {
  const rows = project.fields.map((field) => ({ field, other: plugin.fields.find(({ name }) => name === field.name) }));
  const only = plugin.fields.filter(({ name }) => !project.fields.some((field) => field.name === name));
  const cells = (field, host, inPlugins) => [
    html`<code>${field.name}</code>${field.required && html`<br><span class="tag">required</span>`}`,
    withCode(field.meaning.replace(/\.$/, "")),
    takes(field),
    otherwise(field, host),
    inPlugins,
    sources(field, cases),
  ];
  return html`<p>Names of fields must be written exactly so. Any other name is <a href="../rules/unknown-field.html">unknown</a>, and only a warning in the log says so.</p>
${table("Fields of agents", ["Field", "What for", "Takes", "Otherwise", "In plugins", "Source"], [
    ...rows.map(({ field, other }) => cells(field, project, inPlugins(field, other, plugin))),
    ...only.map((field) => cells(field, plugin, "only there")),
  ], (_, index) => fieldId([...project.fields, ...only][index].name))}`;
}

function takes({ kind, words, least }) {
  const list = words.map((word, index) => html`${index > 0 && ", "}<code>${word}</code>`);
  switch (kind) {
    case "word": return list;
    case "word or integer": return html`${list} in any case, or a whole number`;
    case "integer": return least === 1 ? "a whole number above zero" : `a whole number of at least ${number(least)}`;
    case "flag": return html`<code>true</code>, <code>false</code>`;
    case "name": case "description": case "text": return "text";
    case "model": return html`an <a href="#models">alias or an id</a>`;
    case "tools": return html`<a href="#tool-lists">names of tools</a>, as text or a list`;
    case "names": return "names, as text or a list";
    case "servers": return "a list of servers: names, or names with their settings";
    case "hooks": return "hooks, as in the settings";
    case "any": return "not seen: it has no effect on what can be recorded";
    default: throw new Error(`no words for a field of the kind ${kind}`);
  }
}

/** Values that a field of a kind does not take. */
const UNFIT = {
  name: ["5", '"-helper"', '"a:b"', ""],
  description: ["5", ""],
  tools: ["5", ""],
  model: ["5", ""],
  word: ["nonsense"],
  "word or integer": ["nonsense"],
  integer: ["0", "1.5", "many"],
  flag: ["yes"],
  text: ["5"],
  names: ["5"],
  servers: ["files"],
  hooks: ["nonsense"],
  any: [],
};

function otherwise(field, host) {
  if (!field.applies) return "";
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const value of UNFIT[field.kind]) {
    const text = String(consequence(field, value, host) ?? "");
    if (text) groups.set(text, [...(groups.get(text) ?? []), value]);
  }
  return [...groups].map(([text, values], index) => html`${index > 0 && raw("<br>")}${values.map((value, at) =>
    html`${at > 0 && ", "}${value ? html`<code>${value}</code>` : "nothing"}`)}: ${raw(text)}`);
}

/** What comes of a file whose field has this value; nothing if it is taken. */
function consequence(field, value, host) {
  const lines = { name: "helper", description: "Helps.", [field.name]: value };
  const source = `---\n${Object.entries(lines).map(([key, text]) => `${key}: ${text}\n`).join("")}---\nYou help.\n`;
  const { status, silent, agent } = check(source, { host: host.id, path: host.id === "claude-code" ? ".claude/agents/helper.md" : PLUGIN_FILE });
  if (status === "ignored") return html`no agent${silent && ", silently"}`;
  if (status === "refused") return html`not started`;
  const read = agent.fields.find(({ key }) => key === field.name);
  if (field.kind === "tools") return agent.toolsGranted?.length === 0 ? html`no tools at all` : null;
  if (read.fate === "used") return null;
  const instead = { name: agent.name, description: agent.description }[field.name];
  if (instead) return html`<code>${instead}</code> instead`;
  return html`dropped${silent && ", silently"}`;
}

function inPlugins(field, other, plugin) {
  if (!other) return "unknown";
  if (!other.applies) return "ignored";
  if (field.required && !other.required) return html`may be missing;<br>${otherwise(other, plugin)}`;
  if (String(field.words) !== String(other.words)) return html`only ${other.words.map((word) => html`<code>${word}</code>`)}`;
  return "the same";
}

/** Where what is said of a field comes from: its documentation, and the cases that have it. */
function sources({ name, ground }, cases) {
  const about = (each) => new RegExp(`^\\s*${name}:`, "m").test(each.source ?? "");
  // Every case has a name and a description, but two groups are about them.
  const [group] = name in cases ? [name]
    : Object.keys(cases).map((key) => [key, cases[key].filter(about).length]).filter(([, count]) => count).sort((a, b) => b[1] - a[1])[0] ?? [];
  return [
    ground.page && html`<a href="${ground.page}">documentation</a>`,
    ground.page && group && raw("<br>"),
    group && html`<a href="cases/${group}.html">cases ${group}</a>`,
  ];
}

function envelope() {
  const agent = (before, open, close = "---\n") => `${before}${open}name: helper\ndescription: Helps.\n${close}You help.\n`;
  const rows = [
    ["the usual way", agent("", "---\n")],
    ["blanks behind the opening dashes", agent("", "---  \n")],
    ["a byte order mark", agent("\ufeff", "---\n")],
    ["an empty line in front", agent("\n", "---\n")],
    ["a blank in front", agent(" ", "---\n")],
    ["text behind the opening dashes", agent("", "--- agent\n")],
    ["four dashes", agent("", "----\n")],
    ["no closing dashes", agent("", "---\n", "\n")],
    ["four closing dashes", agent("", "---\n", "----\n")],
    ["blanks before the closing dashes", agent("", "---\n", " ---\n")],
    ["text behind the closing dashes", agent("", "---\n", "--- Now:\n")],
    ["dots instead of closing dashes", agent("", "---\n", "...\n")],
    ["dashes inside a value", "---\nname: helper\ndescription: Helps---a lot.\nmodel: haiku\n---\nYou help.\n"],
    ["lines that end in CR LF", agent("", "---\n").replaceAll("\n", "\r\n")],
    ["lines that end in CR", agent("", "---\n").replaceAll("\n", "\r")],
  ];
  return html`<p>The frontmatter begins with <code>---</code>, the very first thing in the file, and ends at the next <code>---</code>, wherever that stands: also inside a value or a comment.
Everything behind it is the prompt, without the blanks around it. Source: <a href="cases/envelope.html">cases envelope</a>.</p>
${table("What the dashes do", ["With", "Written", "Comes of it", "Description", "Prompt"], rows.map(([what, text]) => {
    const { agent: read, ...result } = check(text);
    return [what, written(text), fate(result), read ? html`<code>${read.description}</code>` : "", read ? html`<code>${read.prompt}</code>` : ""];
  }))}`;
}

function values() {
  const rows = ["Helps.", '"Helps."', "'It''s help.'", "Helps, see #12.", "# Helps.", '"Helps, see # 12."', "yes", "true", "12", '"12"', "012", "0x1f", "1_000", "1e3", "2024-05-01", "~", "null", "nUll", "!important thing", "&more help", '"one\\ntwo"', "'one\\ntwo'", '"a \\d"'];
  const blocks = ["|\n  one\n  two", ">\n  one\n  two", "|-\n  one\n  two", "one\n  two", "one\n\n  two"];
  return html`<p>YAML 1.2, by the parser of <a href="https://bun.com/docs/runtime/yaml">Bun</a>. Here are values of <code>description</code>, which takes text and nothing else.
A key that stands twice has its last value, and nothing tells (<a href="../rules/duplicate-key.html">duplicate-key</a>). Sources: cases
<a href="cases/description.html">description</a>, <a href="cases/multi-line.html">multi-line</a> and <a href="cases/quotes.html">quotes</a>.</p>
${table("What values become", ["Written", "Read", "Comes of it"], [...rows, ...blocks].map((value) => {
    const { agent, ...result } = check(`---\nname: helper\ndescription: ${value}\n---\nYou help.\n`);
    return [written(value), agent ? html`<code>${spellOut(agent.description)}</code>` : "", fate(result)];
  }))}`;
}

function secondTry() {
  const rows = ["description: Use when: tests fail", "description: Helps [a lot] & more: all", "description: @team asks for it", "description: `make` fails",
    "description: \"Quoted\" and: more", "description: Use when: tests fail # at night", "description: It says \"no\": why?",
    "description: |\n  Use when: tests fail\nmodel: @fast", "description: Use when: tests\n  fail: often", "x: @y\ntools: [Read, Grep]", "x: @y\ntools: [Read, *]", "metadata:\n\towner: me", "description: Helps\nsecond: @line # note"];
  return html`<p>A frontmatter that is no YAML gets a second try. Line by line, the value of each <code>key: value</code> that begins in the first column is put into
double quotes, if it is not quoted, is no list in brackets, and has one of <code>{ } [ ] * & # ! | > % @ \`</code> or a <code>: </code> in it; tabs at the beginning of a line
become two blanks each. Then it is parsed once more, and if that fails, too, the file is ignored. So a mistake in one line changes how all others are read: behind a
quote, <code># at night</code> is no comment any more. Source: <a href="cases/second-try.html">cases second-try</a>.</p>
${table("What the second try makes of lines", ["Written", "Comes of it", "Read"], rows.map((lines) => {
    const described = lines.startsWith("description") ? "" : "description: Helps.\n";
    const { agent, ...result } = check(`---\nname: helper\n${described}${lines}\n---\nYou help.\n`);
    const shown = agent?.fields.filter(({ key, value }) => lines.includes(`${key}:`) && value !== null) ?? [];
    return [written(lines), fate(result), shown.map(({ key, value }, index) => html`${index > 0 && raw("<br>")}<code>${key}</code>: <code>${spellOut(value)}</code>`)];
  }))}`;
}

/** What becomes of names of tools, in the words of a heading for several and of a line for one. */
const FATES = {
  granted: ["Given to agents that list them, or that list nothing", "an agent gets it that lists it, or that lists nothing"],
  depends: ["The same where they exist, which depends on the system, the mode or a setting", "there on some systems, in some modes or with some setting only"],
  renamed: ["Older names, which still work", "an older name"],
  withheld: ["Never given to an agent that another one starts", "never given to an agent that another one starts"],
  gone: ["Of earlier versions: nobody gets them", "a tool of earlier versions, which nobody gets"],
};

function tools(host) {
  const name = (tool) => html`<code id="${toolId(tool.name)}">${tool.name}</code>`;
  const foreground = host.tools.filter(({ outcome: kind, background }) => kind === "granted" && !background);
  return html`<p>The names that are taken for tools, exactly as written. Source: <a href="cases/tools.html">cases tools</a>, recorded without MCP servers, in print mode on Linux;
for what is not there in such a session, <a href="https://code.claude.com/docs/en/tools-reference">the documentation</a>.</p>
${table("Tools", ["What becomes of them", "Tools"], Object.entries(FATES).map(([kind, [heading]]) => [
    heading,
    html`<span class="names">${host.tools.filter(({ outcome: each }) => each === kind).map((tool) => html`<span>${name(tool)}${tool.instead && html` → <code>${tool.instead}</code>`}</span> `)}</span>`,
  ]))}
<p>An agent with <code>background: true</code> does not get ${foreground.map((tool, index) => html`${index > 0 && ", "}<code>${tool.name}</code>`)}.
Beside <code>Bash</code> none gets <code>Grep</code> and <code>Glob</code>. With <code>permissionMode: plan</code> an agent gets <code>ExitPlanMode</code> if it lists it, and with
<code>memory</code> <code>Read</code>, <code>Write</code> and <code>Edit</code> are added to a list.</p>`;
}

function toolLists(host) {
  const rows = [null, "Read, Grep", "Read Grep", "[Read, Grep]", "\n  - Read\n  - Grep", '"[Read, Grep]"', "|\n  - Read\n  - Grep", '"*"', "Read, \"*\"", "read", "Read, read", "Task", "Bash(git *)", "Bash(git *), Read", "Bash (git *)", "Agent(helper, tester)", "mcp__files", "mcp__files__*", "mcp__*", "Web*", "Workflow", "", "[]"];
  const denied = ["Write", "Bash(git *)", '"*"', "mcp__*", "Nonsense"];
  const row = (key, value) => {
    const line = value === null ? "" : `${key}:${/^$|^\n/.test(value) ? "" : " "}${value}\n`;
    const { agent, ...result } = check(`---\nname: helper\ndescription: Helps.\n${line}---\nYou help.\n`);
    const granted = agent.toolsGranted;
    return [line ? written(line.trimEnd()) : "neither", html`<code>${agent.toolsListed}</code>`,
      granted === null ? "all" : granted.length > 8 ? `${granted.length} tools: all but ${host.tools.filter(({ name, outcome: kind }) => ["granted", "depends"].includes(kind) && !granted.includes(name)).map(({ name }) => name).join(", ") || "none"}` : granted.length ? html`<code>${granted.join(", ")}</code>` : "none", fate(result)];
  };
  return html`<p>Commas and spaces part a text; tabs, semicolons and line ends don't. What stands in parentheses is looked past: it neither limits nor allows
(<a href="../rules/ignored-specifier.html">ignored-specifier</a>). The main model is shown what is listed; the agent gets what is granted. An agent that asks for tools of which none
is there is refused when it is to start. Sources: cases <a href="cases/tools.html">tools</a> and <a href="cases/specifiers.html">specifiers</a>.</p>
${table("What lists of tools grant", ["Written", "Listed", "Granted", "Comes of it"], [...rows.map((value) => row("tools", value)), ...denied.map((value) => row("disallowedTools", value))])}`;
}

function models(host) {
  return html`<p>An alias may be written in any case, and with <code>[1m]</code> behind it (<code>inherit</code> not). What is neither an alias nor a known id is sent as it is written, and the agent fails when it starts.
Source: <a href="cases/model.html">cases model</a>. When a model stopped being served is <a href="https://platform.claude.com/docs/en/about-claude/model-deprecations">documented</a>.</p>
${table("Aliases", ["Alias", "Asks for"], host.models.map(({ name, requests }) => [html`<code>${name}</code>`, requests ? html`<code>${requests}</code>` : "the session's own model"]))}
${table("Known ids", ["Id, with or without a date", "Asks for", "No longer served since"], host.modelIds.map(({ name, requests, retired }) =>
    [html`<code>${name}</code>`, requests === name ? "itself" : html`<code>${requests}</code>`, retired ?? ""]))}`;
}

function limits(host) {
  return html`<ul>
<li>A file of more than ${number(host.maxBytes)} bytes is not read (<a href="cases/size.html">cases size</a>).</li>
<li>Beyond ${number(host.descriptionsLimit)} tokens for the descriptions of all agents of a project together, a warning is shown; a token is counted as four UTF-16 units of <code>name: description</code>.</li>
<li>A name has at most 256 UTF-16 units (<a href="cases/name.html">cases name</a>).</li>
<li>Agents that come with it, and that a project's agent of the same name replaces: ${host.builtinAgents.map((name, index) => html`${index > 0 && ", "}<code>${name}</code>`)} (<a href="cases/built-in.html">cases built-in</a>).</li>
</ul>`;
}

function plugins() {
  const rows = [
    ["no frontmatter", "You help.\n"],
    ["no name", "---\ndescription: Helps.\n---\nYou help.\n"],
    ["no description", "---\nname: helper\n---\nYou help.\n"],
    ["only when_to_use", "---\nname: helper\nwhen_to_use: For help.\n---\nYou help.\n"],
    ["a frontmatter that is no YAML", "---\nname: helper\ndescription: \"Helps.\n---\nYou help.\n"],
    ["a name that is a number", "---\nname: 5\ndescription: Helps.\n---\nYou help.\n"],
    ["a name that begins with a dash", "---\nname: -helper\ndescription: Helps.\n---\nYou help.\n"],
    ["a description that is a number", "---\nname: helper\ndescription: 5\n---\nYou help.\n"],
  ];
  return html`<p>Another loader reads these, and it never gives up: whatever is wrong with a file in a plugin's <code>agents</code>, an agent comes of it, if need be without
anything that was written. Here is <code>agents/readme.md</code> of a plugin called <code>plug</code>. Source: <a href="cases/plugin.html">cases plugin</a>.</p>
${table("The same files in a project and in a plugin", ["With", "In a project", "In a plugin: name", "Description", "Prompt"], rows.map(([what, text]) => {
    const inProject = check(text, { path: ".claude/agents/readme.md" });
    const { agent } = check(text, { host: "claude-code-plugin", path: "plug/agents/readme.md" });
    return [what, fate(inProject), html`<code>${agent.name}</code>`, html`<code>${agent.description}</code>`, html`<code>${spellOut(agent.prompt)}</code>`];
  }))}`;
}

// ---- How it was measured

function methodPage(host, { rules }, { cases, corpus, differences }) {
  const all = Object.values(cases).flat();
  const count = (test) => number(all.filter(test).length);
  const observed = rules.filter(({ ground }) => ground.cases).length;
  const documented = rules.filter(({ ground }) => ground.page).length;
  const often = Object.entries(corpus.rules).filter(([, files]) => files).sort((a, b) => b[1] - a[1]);
  const sections = [["program", "The program was asked"], ["recorded", "What is recorded"], ["held", "Held to it"], ["cases", "The cases"], ["real", "Real files"], ["limits", "What it does not tell"]];
  return {
    path: "hosts/method.html",
    title: "How it was measured",
    description: `How it was found out what Claude Code ${host.version} does with agent files: ${total(cases)} recorded cases, and what they can't tell.`,
    body: html`<p class="path"><a href="index.html">Hosts</a></p>
<h1>How it was measured</h1>
<p class="lead">Documentation says what is meant, source code what might happen. What does happen was recorded: Claude Code ${host.version} was run on small files, and watched.</p>

<h2 id="program">The program was asked</h2>
<p>For each question there is a small file that tells the possible answers apart. The files lie where the program looks for agents, <code>.claude/agents</code> or the
<code>agents</code> of a plugin, and the program is run on them, away from the network: a stand-in takes the place of its API, writes down each request, and answers so that the agent under test is started.</p>

<h2 id="recorded">What is recorded</h2>
<ul>
<li>whether an agent came of the file, and what the debug log says of it;</li>
<li>the agent as the main model is told of it: its name, description and tools;</li>
<li>the agent's own first request: the model, the tools, and its part of the system prompt;</li>
<li>why the program would not start it.</li>
</ul>
<p>Three things can become of a file. It <em>loads</em>; or it is <em>ignored</em>: no agent comes of it; or an agent comes of it that is <em>not started</em> when it is called, because no tool was left. Of
${number(all.length)} cases ${count((each) => outcome(each) === "loads")} load, ${count((each) => outcome(each) === "ignored")} are ignored and ${count((each) => outcome(each) === "refused")} are not started.</p>

<h2 id="held">Held to it</h2>
<p>A test reads every case with the checker and compares: what becomes of the file, its name, description, tools, model and prompt, and whether the user hears of it. The same cases are put
to the WebAssembly module that runs in this page. It fails on any difference${differences.length === 0 ? "." : html` but ${differences.length === 1 ? "one" : differences.length} that ${differences.length === 1 ? "is" : "are"} known in recordings of another kind:</p>
<ul>
${differences.map(({ reason }) => html`<li>${withCode(reason)}</li>\n`)}</ul>
<p>`} An error is reported exactly if the file is ignored or not started, and that, too, is tested on every case.</p>
<p>Of ${rules.length} rules ${observed} follow from what was observed and ${documented} from documentation; ${rules.length - observed - documented} are opinions, and say so.</p>

<h2 id="cases">The cases</h2>
${table("Groups of cases", ["Group", "What varies", "Cases", "Load", "Ignored", "Not started"], Object.entries(cases).map(([name, group]) => [
    html`<a href="cases/${name}.html">${name}</a>`,
    withCode(GROUPS[name]),
    ...[() => true, ...["loads", "ignored", "refused"].map((kind) => (each) => outcome(each) === kind)].map((test) => group.filter(test).length || ""),
  ]), (row, index) => `cases-${Object.keys(cases)[index]}`)}

<h2 id="real">Real files</h2>
<p>Rules are also tried on ${number(corpus.total)} agent files from public repositories. One that fires on too many of them, or on the wrong ones, is reworked or off by default. These fire most often:</p>
${table("Rules on real files", ["Rule", "Files", "Share"], often.slice(0, 15).map(([name, files]) =>
    [html`<a href="../rules/${name}.html">${name}</a>`, number(files), `${(100 * files / corpus.total).toFixed(1)} %`]))}

<h2 id="limits">What it does not tell</h2>
<ul>
<li>One version was measured, ${host.version}. Another may differ.</li>
<li>It ran in print mode on Linux, without MCP servers. What exists elsewhere is taken from the documentation, and a list that only such tools would fill is not called refused.</li>
<li>Some fields have no effect that can be seen from outside, such as <code>color</code>. Of these, too, the documentation tells.</li>
</ul>`,
    side: hostNav("hosts/method.html", html`<p class="label">On this page</p>
<ul>
${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>\n`)}</ul>
`),
    wide: true,
  };
}

// ---- Words

const total = (cases) => Object.values(cases).reduce((sum, group) => sum + group.length, 0);

/** @param {number} value */
const number = (value) => value.toLocaleString("en");

/** What came of a file, in words. @param {{ status: string, silent: boolean, reason: string | null }} result */
function fate({ status, silent }) {
  const word = { loads: "loads", ignored: silent ? "ignored, silently" : "ignored", refused: "not started" }[status];
  return html`<span class="status ${status}">${word}</span>`;
}

/** Source in a cell of a table, with what can't be seen spelt out. @param {string} text */
function written(text) {
  return html`<pre>${raw(escape(text.replace(/\n$/, ""))
    .replace(/^\n/, "<i>LF</i>\n")
    .replace(/\ufeff/g, '<i>BOM</i>')
    .replace(/&#13;(?!\n)/g, "<i>CR</i>\n")
    .replace(/&#13;/g, "<i>CR</i>")
    .replace(/\t/g, "<i>tab</i>")
    .replace(/ +(?=\n|$)|^ /g, (blanks) => `<i>${"␣".repeat(blanks.length)}</i>`))}</pre>`;
}

/** Text in one line. @param {string} text */
const spellOut = (text) => text.replace(/\n/g, "⏎");
