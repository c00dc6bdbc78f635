// The widget's findings and source as HTML, without a browser.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { check, init } from "passmuster";

import { renderFindings, renderSource, renderVerdict } from "../src/widget/static.js";

await init();

const TEXT = "---\nname: tidy\ndescription: Use it to tidy up.\ntools: read, Grep\n---\nTidy <b>\"up\"</b> & go.\n";

/** @param {number} from @param {number} to @param {"error" | "warning" | "info"} severity */
const range = (from, to, severity = "error") => ({ from, to, severity });

test("a finding has its severity, place, rule, message, help and fixes", () => {
  const { diagnostics } = check(TEXT);
  const html = renderFindings(diagnostics, TEXT, { docs: "https://example.com/docs" });
  assert.match(html, /^<ol class="findings"><li class="finding warning" data-rule="[\w-]+">/);
  assert.match(html, /<strong class="severity">Warning<\/strong> <span class="place">4:8<\/span>/);
  const { rule, url } = diagnostics[0];
  assert.ok(html.includes(`<a class="rule" href="https://example.com/docs/${url}">${rule}</a>`));
  assert.match(html, /<p class="finding-message">.*<code>read<\/code>/);
  assert.match(html, /<p class="fixes"><span class="fix">.*<code>Read<\/code>/);
});

test("without documentation a rule's name is text, and so it is if its address would be a script", () => {
  const { diagnostics } = check(TEXT);
  for (const docs of [undefined, "http://[", "javascript:alert(1)//", " java\nscript:alert(1)//", "data:text/html,"]) {
    assert.doesNotMatch(renderFindings(diagnostics, TEXT, { docs }), /<a /);
  }
  for (const docs of ["../", "/passmuster/", new URL("http://localhost/")]) {
    assert.match(renderFindings(diagnostics, TEXT, { docs }), /<a /);
  }
});

test("of many findings the first are listed, and how many more there are", () => {
  const [finding] = check(TEXT).diagnostics;
  const html = renderFindings(Array.from({ length: 1500 }, (_, from) => ({ ...finding, from, to: from + 1 })), TEXT.repeat(100));
  assert.equal(html.match(/data-rule/g)?.length, 300);
  assert.match(html, /and 1,200 more<\/p><\/li><\/ol>$/);
});

test("of many places that a finding has to do with the first are listed, and how many more there are", () => {
  const text = TEXT.replace("read", Array.from({ length: 1500 }, (_, index) => `Tool${index}`).join(", ")).replace(", Grep", "");
  const diagnostics = check(text).diagnostics.filter(({ related }) => related.length === 1499);
  assert.equal(diagnostics.length, 1);
  const html = renderFindings(diagnostics, text);
  assert.equal(html.match(/<li>/g)?.length, 21);
  assert.match(html, /<li>and 1,479 more<\/li><\/ul>/);
});

test("what a message quotes is no markup", () => {
  const message = "`<img src=x onerror=alert(1)>` & <b>";
  const html = renderFindings([{ ...check(TEXT).diagnostics[0], message }], TEXT);
  assert.ok(html.includes("<code>&lt;img src=x onerror=alert(1)&gt;</code> &amp; &lt;b&gt;"));
});

test("lines are counted by every line end", () => {
  const [finding] = check(TEXT).diagnostics;
  const places = [0, 1, 3, 4, 5, 6].map((from) => renderFindings([{ ...finding, from, to: from }], "a\r\nb\r\nc").match(/"place">([\d:]+)/)?.[1]);
  assert.deepEqual(places, ["1:1", "1:2", "2:1", "2:2", "2:3", "3:1"]);
});

test("no findings are said to be none", () => {
  assert.equal(renderFindings([], ""), '<p class="empty">Nothing found.</p>');
});

test("a verdict says what becomes of the file", () => {
  assert.match(renderVerdict(check(TEXT)), /^<p class="verdict loads"><strong class="verdict-word">Loads<\/strong> Claude Code [\d.]+ loads this agent as <code>tidy<\/code>\./);
  assert.match(renderVerdict(check("no agent")), /^<p class="verdict ignored">.*makes no agent of this file\./);
});

test("marks don't overlap, whatever the findings do", () => {
  const text = "abcdef";
  const cases = [
    [[], "abcdef"],
    [[range(1, 3)], 'a<mark class="error">bc</mark>def'],
    [[range(1, 3), range(2, 5)], 'a<mark class="error">bcde</mark>f'],
    [[range(0, 6, "info"), range(2, 4)], '<mark class="info">ab</mark><mark class="error">cd</mark><mark class="info">ef</mark>'],
    [[range(1, 3, "warning"), range(1, 3)], 'a<mark class="error">bc</mark>def'],
    [[range(2, 2)], 'ab<mark class="error"></mark>cdef'],
    [[range(2, 2), range(2, 3, "info")], 'ab<mark class="info">c</mark>def'],
    [[range(1, 2), range(2, 2)], 'a<mark class="error">b</mark>cdef'],
    [[range(6, 6, "warning"), range(9, 12, "info")], 'abcdef<mark class="warning"></mark>'],
    [[range(0, 2), range(2, 4)], '<mark class="error">abcd</mark>ef'],
  ];
  for (const [ranges, html] of /** @type {[ReturnType<typeof range>[], string][]} */ (cases)) assert.equal(renderSource(text, ranges), html);
});

test("the source comes through a parser as it is", () => {
  assert.equal(renderSource("\na\r\nb\r<c>&\"", []), "\n\na&#13;\nb&#13;&lt;c&gt;&amp;&quot;");
});

test("what can be styled is documented, all of it and nothing else", async () => {
  const read = (/** @type {string} */ name) => readFile(fileURLToPath(new URL(`../${name}`, import.meta.url)), "utf8");
  const names = (/** @type {string} */ text, /** @type {RegExp} */ pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();
  const readme = await read("../pkg/README.md");
  const [css, parts, results, guide] = await Promise.all(["src/widget/widget.css", "src/widget/parts.js", "src/widget/results.js", "content/guide/09-widget.md"].map(read));
  const properties = names(css, /--passmuster-([a-z]+)/g);
  const [, listed] = /custom properties: `--passmuster-` with ([^.]*)\./.exec(readme) ?? [];
  assert.deepEqual(names(listed ?? "", /`([a-z]+)`/g), properties);
  const made = names(parts + results, /\bpart: "([a-z]+)"/g);
  const [, told] = /The parts are ([^.]*)\./.exec(readme) ?? [];
  assert.deepEqual(names(told ?? "", /`([a-z]+)`/g), made);
  assert.deepEqual(names(guide, /::part\(([a-z]+)\)/g), made);
});
