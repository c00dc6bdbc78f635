// What `linear.test.mjs` runs in a process of its own, since nothing else can stop what keeps a thread busy:
// `node linear-tasks.mjs NAME`.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

import { check, initSync } from "passmuster";

import { PARTS } from "../src/editor/frontmatter-parts.js";
import { Ignored } from "../src/playground/files/ignored.js";
import { renderFindings, renderSource } from "../src/widget/static.js";

/** @type {Record<string, () => void>} */
const TASKS = {
  "blanks, before anything is in the page"() {
    assert.equal([...`a: b${" ".repeat(1_000_000)}c`.matchAll(PARTS)].length, 1);
  },
  "stars in a .gitignore"() {
    const ignored = new Ignored(new Map([["f/.gitignore", `${"a*".repeat(25)}b\n${"a/**/".repeat(25)}b\n*.local.*.md\n`]]));
    assert.equal(ignored.has(`f/${"a".repeat(200)}.md`), false);
    assert.equal(ignored.has(`f/${"a/".repeat(100)}c.md`), false);
    assert.equal(ignored.has("f/x.local.y.md"), true);
  },
  "one line of tools that are none, read at the second attempt"() {
    initSync();
    const source = `---\nname: a\ndescription: b: c\ntools: ${"Rea, ".repeat(150_000)}\n---\n`;
    assert.equal(check(source).status, "refused");
  },
  "findings, as HTML"() {
    const source = `---\nname: a\ndescription: b\ntools: [${"Read,".repeat(100_000)}]\n---\n`;
    const findings = Array.from({ length: 100_000 }, (_, index) => ({ rule: "r", severity: /** @type {const} */ ("info"), message: "m", help: null, from: index * 5, to: index * 5 + 4, related: [], fixes: [], url: "" }));
    assert.equal(renderSource(source, findings).match(/<mark/g)?.length, 100_000);
    assert.ok(renderFindings(findings, source).length < 100_000);
  },
};

export const NAMES = Object.keys(TASKS);

if (process.argv[1] === fileURLToPath(import.meta.url)) TASKS[process.argv[2]]();
