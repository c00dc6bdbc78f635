// What all pages of the documentation have in common.

import { metaPolicy } from "../policy.mjs";
import { html, raw } from "./html.mjs";

/** What the header links to, by the folder of the pages for which it is the current one. */
const SECTIONS = [
  { folder: "", title: "Playground", href: "index.html" },
  { folder: "rules", title: "Rules", href: "rules/index.html" },
  { folder: "guide", title: "Guide", href: "guide/index.html" },
  { folder: "hosts", title: "Hosts", href: "hosts/index.html" },
];

/**
 * @typedef {object} Page
 * @property {string} path from the root of the site, such as `rules/secret.html`
 * @property {string} title
 * @property {string} description in plain text, one or two sentences
 * @property {unknown} body
 * @property {unknown} [side] what stands beside it, or below it on phones
 * @property {boolean} [live] whether it has examples that can be edited
 * @property {boolean} [wide] whether it has wide tables
 */

/**
 * A whole page.
 * @param {Page} page
 * @param {{ script: string, style: string, index: string, element?: string }} files from the root of the site
 * @param {string} [site] the address of the site's root, if that is known
 */
export function layout({ path, title, description, body, side, live, wide }, files, site = "") {
  const root = rootFrom(path);
  const section = path.split("/")[0];
  const address = /^https?:/.test(site) && new URL(path.replace(/(^|\/)index\.html$/, "$1"), asFolder(site));
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${metaPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description}">
<title>${title} · passmuster</title>
${address && html`<link rel="canonical" href="${address}">
`}<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<link rel="icon" href="${root}favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}${files.style}">
<script type="module" src="${root}${files.script}"></script>
${live && files.element && html`<script type="module" src="${root}${files.element}"></script>
`}</head>
<body>
<a class="skip" href="#content">Skip to the text</a>

<header class="top">
  <a class="wordmark" href="${root}index.html">passmuster</a>
  <nav aria-label="Site">
    <ul>
${SECTIONS.map(({ folder, title: name, href }) =>
    html`      <li><a href="${root}${href}"${folder === section && raw(' aria-current="true"')}>${name}</a></li>\n`)}    </ul>
  </nav>
  <search class="search" id="search" data-index="${root}${files.index}" data-root="${root}">
    <label class="unseen" for="search-text">Search the documentation</label>
    <input id="search-text" type="search" placeholder="Search" aria-describedby="search-help" spellcheck="false" autocapitalize="off" autocomplete="off">
    <kbd aria-hidden="true">/</kbd>
    <span class="unseen" id="search-help">Results appear below while you type. Arrow keys move among them.</span>
    <div class="results" id="search-results" hidden></div>
    <p class="unseen" id="search-status" role="status"></p>
  </search>
</header>

<div class="frame${side && " sided"}${wide && " wide"}${live && files.element && " live"}">
<main id="content" tabindex="-1">
${raw(linked(String(html`${body}`)))}
</main>
${side}
</div>

<footer class="bottom">
  <p>What is said here of Claude Code was <a href="${root}hosts/method.html">measured</a>, not guessed. Examples are checked in this page: nothing you type leaves it.</p>
</footer>
</body>
</html>
`);
}

/**
 * Headings with a link to themselves, to be copied. It is not for the keyboard or for screen readers, which have the
 * contents beside the text, and for which it would be a part of each heading's name.
 * @param {string} markup
 */
const linked = (markup) => markup.replace(/(<h[23] id="([^"]*)">)(.*?)(<\/h[23]>)/g,
  '$1$3<a class="anchor" href="#$2" tabindex="-1" aria-hidden="true"></a>$4');

/** An address below which others are: without a slash at its end its last part would be left out. @param {string} root */
export const asFolder = (root) => (root && !root.endsWith("/") ? `${root}/` : root);

/** The way from a page to the root of the site. @param {string} path */
export const rootFrom = (path) => "../".repeat(path.split("/").length - 1);

/**
 * Links to what stands before and behind a page.
 * @param {{ href: string, title: string } | undefined} previous
 * @param {{ href: string, title: string } | undefined} next
 * @param {string} label
 */
export function pager(previous, next, label) {
  if (!previous && !next) return null;
  return html`<nav class="pager" aria-label="${label}">
${previous && html`<a class="previous" rel="prev" href="${previous.href}"><span>Previous</span> ${previous.title}</a>\n`}${
  next && html`<a class="next" rel="next" href="${next.href}"><span>Next</span> ${next.title}</a>\n`}</nav>`;
}

/**
 * A table that can be wider than its place.
 * @param {string} caption
 * @param {unknown[]} head
 * @param {unknown[][]} rows the first cell of each is its heading
 * @param {(row: unknown[], index: number) => string | undefined} [id]
 */
export function table(caption, head, rows, id = () => undefined) {
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table>
<caption class="unseen">${caption}</caption>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${rows.map((row, index) => html`<tr${id(row, index) && html` id="${id(row, index)}"`}>${
  row.map((cell, column) => column ? html`<td>${cell}</td>` : html`<th scope="row">${cell}</th>`)}</tr>\n`)}</tbody>
</table></div>`;
}
