// An agent file in a page: the widget with the file and what is found in it, both of which are there before and
// without any script.

import { deflateRawSync } from "node:zlib";

import { check } from "passmuster";

import { renderFindings, renderSource, renderVerdict } from "../../src/widget/static.js";
import { html, raw } from "./html.mjs";

/**
 * @typedef {object} File
 * @property {string} text
 * @property {string} [host]
 * @property {string} [path]
 * @property {Record<string, string>} [rules]
 */

const DEFAULT_HOST = "claude-code";

/** What is found in a file. @param {File} file */
export const look = (file) => check(file.text, optionsOf(file));

/** @param {File} file */
export const optionsOf = ({ host, path, rules }) => ({ ...(host && { host }), ...(path && { path }), ...(rules && { rules }) });

/**
 * The widget with a file in it, and the way into the playground.
 * @param {File} file
 * @param {string} root the way to the root of the site
 * @param {string} caption
 * @param {"bad" | "good" | ""} [kind]
 * @param {unknown} [below] more to be said of it
 */
export function example(file, root, caption, kind = "", below = null) {
  const result = look(file);
  const attributes = {
    host: file.host,
    path: file.path,
    rules: file.rules && JSON.stringify(file.rules),
    docs: root,
    label: `Agent file, ${LABELS[kind]}`,
  };
  return html`<figure class="example ${kind}">
<figcaption>${caption}</figcaption>
<passmuster-editor${Object.entries(attributes).map(([name, value]) => value && html` ${name}="${value}"`)}><pre>${
  raw(marked(file.text, result.diagnostics))}</pre><div slot="verdict">${
  raw(renderVerdict(result))}</div><div slot="findings">${
  raw(renderFindings(result.diagnostics, file.text, { docs: root }))}</div></passmuster-editor>
${below}<p class="open"><a href="${root}index.html${hash(file)}">Open in the playground</a></p>
</figure>`;
}

const LABELS = { bad: "bad example", good: "good example", "": "example" };

/**
 * The file as markup, with marks around what findings are about. A mark around something that can't be seen would be
 * missed, so it tells what that is.
 * @param {string} text
 * @param {import("passmuster").DiagnosticInfo[]} diagnostics
 */
function marked(text, diagnostics) {
  return renderSource(text, diagnostics).replace(/<mark class="(\w+)">([\s\p{Cf}]+|&#13;)<\/mark>/gu, (whole, severity, unseen) => {
    if (/^ +$/.test(unseen)) return whole;
    const names = [...unseen.replace("&#13;", "\r")].map((char) => NAMES[char] ?? `U+${hex(char)}`);
    return `<mark class="${severity}" data-unseen="${names.slice(0, 4).join(" ")}${names.length > 4 ? " …" : ""}">${unseen}</mark>`;
  });
}

const NAMES = { "\t": "tab", "\r": "CR", "\n": "LF" };
const hex = (char) => char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

/**
 * The part of the playground's address that has it open a file.
 * @param {File} file
 */
export function hash({ text, host, path, rules }) {
  const shared = { text, ...(host && host !== DEFAULT_HOST && { host }), ...(path && { path }), ...(rules && { rules }) };
  return `#v1.${deflateRawSync(JSON.stringify(shared), { level: 9 }).toString("base64url")}`;
}
