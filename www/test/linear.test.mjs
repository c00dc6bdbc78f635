// What somebody writes keeps the page busy for no longer than its length. Each of these took from ten seconds up to
// hours; the browser gives up after ten.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { encode } from "../src/playground/share/hash.js";
import { onPage, useBrowser } from "./harness.mjs";
import { NAMES } from "./linear-tasks.mjs";

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

test("a description of very many paragraphs", async () => {
  const text = `---\nname: a\ndescription: |\n${"  a\n\n".repeat(170_000)}---\n`;
  await onPage(async ({ reading }) => {
    assert.equal(await reading.locator(".agent-name").innerText(), "a");
  }, { hash: await encode({ text }) });
});

/** Far more than any of them takes, on any machine; what is not linear takes minutes up to hours. */
const LIMIT = 20_000;

const tasks = fileURLToPath(new URL("linear-tasks.mjs", import.meta.url));

// In a process of its own: no timer of this one runs while its thread is busy.
for (const name of NAMES) {
  test(name, () => {
    const { error, signal, status, stderr } = spawnSync(process.execPath, [tasks, name], { timeout: LIMIT, killSignal: "SIGKILL", encoding: "utf8" });
    assert.equal(signal, null, `it took longer than ${LIMIT / 1000} seconds: ${error?.message}`);
    assert.equal(status, 0, stderr);
  });
}
