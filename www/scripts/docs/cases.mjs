// The recorded cases, to be read by people: a page for each group.

import { html, raw, withCode } from "./html.mjs";
import { table } from "./layout.mjs";
import { GROUPS, outcome } from "./recorded.mjs";
import { sideNav } from "./rules.mjs";

/**
 * @param {{ version: string }} host
 * @param {Record<string, import("./recorded.mjs").Case[]>} cases
 * @returns {import("./layout.mjs").Page[]}
 */
export function casePages(host, cases) {
  const names = Object.keys(cases);
  return names.map((name) => ({
    path: `hosts/cases/${name}.html`,
    title: `Cases: ${name}`,
    description: `What Claude Code ${host.version} was seen to make of ${cases[name].length} small files. ${GROUPS[name].replaceAll("`", "")}`,
    body: html`<p class="path"><a href="../index.html">Hosts</a> / <a href="../method.html#cases">Cases</a></p>
<h1>Cases: ${name}</h1>
<p class="lead">${withCode(GROUPS[name])}</p>
<p>What Claude Code ${host.version} was seen to make of ${cases[name].length} files. Characters that can't be seen are spelt out, and long texts are cut.</p>
${table(`Cases: ${name}`, ["Case", "File", "Comes of it", "What was seen"], cases[name].map((each) => [
      html`<a href="#${each.id}">${each.id}</a>${each.layout === "plugin" && html`<br><span class="tag">plugin</span>`}`,
      file(each),
      html`<span class="status ${outcome(each)}">${WORDS[outcome(each)]}</span>`,
      seen(each),
    ]), (_, index) => cases[name][index].id)}`,
    side: sideNav("Cases", names.map((each) => ({ href: `${each}.html`, title: each, current: each === name }))),
    wide: true,
  }));
}

const WORDS = { loads: "loads", ignored: "ignored", refused: "not started" };

function file({ source, source_base64: bytes, padded_to: size }) {
  const text = source ?? Buffer.from(bytes ?? "", "base64").toString("latin1");
  return html`<pre>${visible(cut(text, 600))}</pre>${bytes && html`<p class="soft">Not UTF-8: each byte is shown as a character.</p>`}${
    size && html`<p class="soft">Goes on with <code>x</code> up to ${size.toLocaleString("en")} bytes.</p>`}`;
}

function seen({ observed }) {
  const { loaded, log, name, description, tools, tools_sent: sent, model, system, refused } = observed;
  const rows = [
    loaded && ["name", code(name)],
    loaded && ["description", code(description)],
    loaded && ["tools", html`${code(tools)}${sent && sent.length <= 6 && html`, sent: ${sent.length ? code(sent.join(", ")) : "none"}`}`],
    loaded && model && ["model", code(model)],
    loaded && system && ["prompt", code(system)],
    refused && ["refused", cut(refused, 240)],
    ...(log ?? []).map((line) => ["log", cut(line, 240)]),
  ].filter(Boolean);
  if (rows.length === 0) return "nothing: not even the log tells";
  return html`<dl>${rows.map(([key, value]) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl>`;
}

const code = (text) => html`<code>${visible(cut(text, 300))}</code>`;

/** @param {string} text @param {number} length */
const cut = (text, length) => text.length > length ? `${[...text].slice(0, length).join("")} …` : text;

/** Text with what can't be seen spelt out, as markup. @param {string} text */
function visible(text) {
  return [...text].map((char) => char === "\n" || !/[\p{C}\p{Z}]/u.test(char) || char === " "
    ? char
    : raw(`<i>${NAMES[char] ?? `U+${/** @type {number} */ (char.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0")}`}</i>`));
}

const NAMES = { "\t": "tab", "\r": "CR", "\0": "NUL", "\ufeff": "BOM" };
