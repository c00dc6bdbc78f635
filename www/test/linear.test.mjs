// What somebody writes keeps the page busy for no longer than its length. Each of these took from ten seconds up to
// hours; the browser gives up after ten.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PARTS } from "../src/editor/frontmatter-parts.js";
import { Ignored } from "../src/playground/files/ignored.js";
import { encode } from "../src/playground/share/hash.js";
import { renderFindings, renderSource } from "../src/widget/static.js";
import { onPage, useBrowser } from "./harness.mjs";

useBrowser();

/** Opens a link to a text and types a letter. @param {string} text */
const openAndType = async (text) =>
  onPage(async ({ page, editor }) => {
    await editor.press("x");
    await page.locator(".cm-line", { hasText: "x---" }).waitFor();
  }, { hash: await encode({ text }) });

const file = (/** @type {string} */ body, fields = "") => `---\nname: a\ndescription: b\n${fields}---\n\n${body}\n`;

for (const [what, text] of Object.entries({
  "blanks in the frontmatter": file("", `color: a${" ".repeat(200_000)}b\n`),
  "stars that close nothing": file("*a_ ".repeat(75_000)),
  "links in one paragraph": file("[a](b) ".repeat(40_000)),
  "brackets that close nothing": file("[a".repeat(100_000)),
})) test(what, () => openAndType(text));

test("blanks, before anything is in the page", { timeout: 10_000 }, () => {
  assert.equal([...`a: b${" ".repeat(1_000_000)}c`.matchAll(PARTS)].length, 1);
});

test("stars in a .gitignore", { timeout: 10_000 }, () => {
  const ignored = new Ignored(new Map([["f/.gitignore", `${"a*".repeat(25)}b\n${"a/**/".repeat(25)}b\n*.local.*.md\n`]]));
  assert.equal(ignored.has(`f/${"a".repeat(200)}.md`), false);
  assert.equal(ignored.has(`f/${"a/".repeat(100)}c.md`), false);
  assert.equal(ignored.has("f/x.local.y.md"), true);
});

test("findings, as HTML", { timeout: 10_000 }, () => {
  const source = file("", `tools: [${"Read,".repeat(100_000)}]\n`);
  const findings = Array.from({ length: 100_000 }, (_, index) => ({ rule: "r", severity: /** @type {const} */ ("info"), message: "m", help: null, from: index * 5, to: index * 5 + 4, related: [], fixes: [], url: "" }));
  assert.equal(renderSource(source, findings).match(/<mark/g)?.length, 100_000);
  assert.ok(renderFindings(findings, source).length < 100_000);
});
