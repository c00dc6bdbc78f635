// The guide: Markdown files in `content/guide`, in the order of the numbers that they begin with.
//
// A block of code that begins with ```agent is an agent file. Behind `agent` stands what is claimed of it, and the
// build fails if that is not so:
//
//   finds=rule,rule      the rules that fire, and no others; without it, nothing is found
//   status=ignored       what comes of the file; `loads` unless told otherwise
//   host=… path=…        who reads it, and where it lies
//   on=rule              a rule that is off by default
//   shows=tools,model    what the host reads of it, in a table below: `SHOWN` has the words
//
// `blocks.mjs` says what other blocks can be, and holds them to it.

import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

import { Marked } from "marked";

import { verify, verifyCommand } from "./blocks.mjs";
import { example, look } from "./example.mjs";
import { escape, html, raw, textOf, withCode } from "./html.mjs";
import { pager } from "./layout.mjs";
import { sideNav } from "./rules.mjs";

const ROOT = "../";

/** @param {string} folder */
export async function guidePages(folder) {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md")).sort();
  const chapters = await Promise.all(files.map(async (file) => {
    const name = /** @type {RegExpExecArray} */ (/^\d+-(.*)\.md$/.exec(file))[1];
    return { file: `${name}.html`, ...await render(await readFile(path.join(folder, file), "utf8"), `content/guide/${file}`) };
  }));
  const [, ...rest] = chapters;
  const pages = chapters.map(({ file, title, lead, markup, sections, live }, index) => {
    const link = (at) => chapters[at] && { href: chapters[at].file, title: chapters[at].title };
    const contents = index === 0
      ? html`<h2 id="chapters">Chapters</h2>
<ol class="contents">
${rest.map((each) => html`<li><a href="${each.file}">${each.title}</a> <span>${raw(each.leadHtml)}</span></li>\n`)}</ol>`
      : null;
    return {
      path: `guide/${file}`,
      title: index === 0 ? title : `${title} · Guide`,
      description: lead,
      body: html`${index > 0 && html`<p class="path"><a href="index.html">Guide</a></p>\n`}${raw(markup)}
${contents}
${pager(link(index - 1), link(index + 1), "Chapters")}`,
      live,
      side: sideNav("Guide", chapters.map((each) => ({ href: each.file, title: each.title, current: each.file === file })),
        sections.length > 1 && html`<p class="label">On this page</p>
<ul>
${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${raw(name)}</a></li>\n`)}</ul>
`),
    };
  });
  const entries = chapters.flatMap(({ file, title, sections, intro }) => [
    { url: `guide/${file}`, kind: "Guide", title, text: textOf(intro) },
    ...sections.map((section) => ({
      url: `guide/${file}#${section.id}`,
      kind: `Guide: ${title}`,
      title: textOf(section.title),
      text: textOf(section.markup),
    })),
  ]);
  return { pages, entries };
}

/**
 * @param {string} text
 * @param {string} file for messages
 */
async function render(text, file) {
  const ids = new Set();
  /** What is claimed of blocks. @type {Promise<void>[]} */
  const claims = [];
  let live = false;
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens);
        const id = textOf(inner).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
        if (ids.has(id)) throw new Error(`${file} has two headings #${id}`);
        ids.add(id);
        return depth === 1 ? `<h1>${inner}</h1>\n` : `<h${depth} id="${id}">${inner}</h${depth}>\n`;
      },
      code({ text: code, lang = "" }) {
        if (lang.split(" ")[0] !== "agent") {
          claims.push(blame(file, code, () => verify(code, lang)));
          return `<pre class="code" tabindex="0"><code>${escape(code)}</code></pre>\n`;
        }
        live = true;
        return `${agent(`${code}\n`, lang, file)}\n`;
      },
      codespan({ text: code }) {
        if (code.startsWith("npx ")) claims.push(blame(file, code, () => verifyCommand(code)));
        return `<code>${escape(code)}</code>`;
      },
      table(token) {
        const cell = (each, tag) => `<${tag}>${this.parser.parseInline(each.tokens)}</${tag.split(" ")[0]}>`;
        const rows = token.rows.map((row) => `<tr>${row.map((each, index) => cell(each, index ? "td" : 'th scope="row"')).join("")}</tr>`);
        const titled = token.header.some((each) => each.text);
        const head = titled ? `<thead><tr>${token.header.map((each) => cell(each, 'th scope="col"')).join("")}</tr></thead>` : "";
        return `<div class="scroll"><table>${head}<tbody>${rows.join("\n")}</tbody></table></div>\n`;
      },
    },
  });
  const markup = marked.parse(text, { async: false }).replace(/<\/h1>\n<p>/, '</h1>\n<p class="lead">');
  await Promise.all(claims);
  const [, title] = /<h1>(.*?)<\/h1>/.exec(markup) ?? [];
  const [, leadHtml] = /<p class="lead">([^]*?)<\/p>/.exec(markup) ?? [];
  if (!title || !leadHtml) throw new Error(`${file} does not begin with a heading and a paragraph`);
  const [intro, ...parts] = markup.split(/(?=<h2 )/);
  const sections = parts.map((part) => {
    const [, id, name] = /** @type {RegExpExecArray} */ (/^<h2 id="(.*?)">(.*?)<\/h2>/.exec(part));
    return { id, title: name, markup: part.replace(/^<h2.*\n/, "") };
  });
  return { title: textOf(title), lead: textOf(leadHtml), leadHtml, markup, intro: intro.replace(/^<h1>.*\n/, ""), sections, live };
}

/** @param {string} file @param {string} code @param {() => void | Promise<void>} verify */
async function blame(file, code, verify) {
  try {
    await verify();
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}:\n${code}`);
  }
}

/** The examples of a chapter, with what it claims of them. @param {string} text */
export function examplesOf(text) {
  return [...text.matchAll(/^(`{3,})(agent\b.*)\n([^]*?)^\1$/gm)].map(([, , info, code]) => claim(code, info));
}

function claim(text, info) {
  const claims = Object.fromEntries(info.split(" ").slice(1).map((each) => each.split("=")));
  const { finds = "", status = "loads", host, path: place, on, shows = "" } = claims;
  const words = (list) => list.split(",").filter(Boolean);
  return {
    file: { text, host, path: place, ...(on && { rules: { [on]: "on" } }) },
    finds: words(finds),
    status,
    shows: words(shows),
  };
}

/** @param {string} text @param {string} info @param {string} file */
function agent(text, info, file) {
  const claimed = claim(text, info);
  const result = look(claimed.file);
  const found = [...new Set(result.diagnostics.map(({ rule }) => rule))].sort();
  if (String(found) !== String([...claimed.finds].sort()) || result.status !== claimed.status) {
    throw new Error(`${file} claims ${info}, but the file ${result.status}${result.reason ? ` (${result.reason})` : ""} with ${found.join(", ") || "nothing"}:\n${text}`);
  }
  const rows = claimed.shows.map((word) => SHOWN[word](result));
  const host = claimed.file.host === "claude-code-plugin" ? "Agent of a plugin" : "Agent of a project";
  const kind = found.length ? (result.diagnostics.some(({ severity }) => severity !== "info") ? "bad" : "") : "good";
  return example(claimed.file, ROOT, host, kind, rows.length > 0 && html`<table class="facts read"><caption>What Claude Code reads</caption><tbody>
${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody></table>
`);
}

const code = (text) => html`<code>${text}</code>`;
const field = (key) => ({ agent }) => {
  const found = agent?.fields.findLast((each) => each.key === key);
  return [key, found?.fate === "used" ? code(found.value) : html`nothing${found?.note && html` (${found.note})`}`];
};

/** What can be shown of what the host reads. */
const SHOWN = {
  name: ({ agent }) => ["name", code(agent.name)],
  description: ({ agent }) => ["description", code(agent.description)],
  tools: ({ agent }) => ["tools that it gets", agent.toolsGranted ? agent.toolsGranted.map((tool, index) => html`${index > 0 && ", "}${code(tool)}`) : "all"],
  model: ({ agent }) => ["model that is asked for", agent.modelRequested ? code(agent.modelRequested) : "the session's"],
  prompt: ({ agent }) => ["prompt", agent.prompt ? code(agent.prompt) : "none"],
  cost: ({ agent }) => ["cost of the description", `${agent.descriptionTokens} tokens of every session`],
  color: field("color"),
  maxTurns: field("maxTurns"),
  background: field("background"),
  reason: ({ reason }) => ["why", withCode(reason ?? "")],
};
