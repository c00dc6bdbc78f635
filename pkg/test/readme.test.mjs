// The README's examples for Node.js; test/places has those for other places.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** What the README's only example that is marked as `mark` prints. */
async function run(mark) {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const [, found, ...more] = readme.split("\n```" + mark + "\n");
  assert.equal(more.length, 0);
  return execFileSync(process.execPath, ["--input-type=module", "--eval", found.slice(0, found.indexOf("\n```"))], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    encoding: "utf8",
  });
}

test("the README's example runs", async () => {
  const output = await run("js");
  assert.match(output, /^read /m);
  assert.match(output, /^tools: Read$/m);
});

test("the README's example for editors runs", async () => {
  const output = await run("js editors");
  assert.match(output, /^name: helper\nmodel: $/m);
  assert.match(output, /^`name` \(required\): /m);
});

test("the README's example for pages that are made ahead of time runs", async () => {
  const output = await run("js element static");
  assert.match(output, /tools: <mark class="error">read<\/mark>/);
  assert.match(output, /<div slot="verdict"><p class="verdict refused">/);
  assert.match(output, /<div slot="findings"><ol class="findings">/);
});
