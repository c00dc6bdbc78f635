import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** What the README's `index`-th example prints. */
async function run(index) {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const [, example] = [...readme.matchAll(/```js\n(.*?)```/gs)][index];
  return execFileSync(process.execPath, ["--input-type=module", "--eval", example], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    encoding: "utf8",
  });
}

test("the README's example runs", async () => {
  const output = await run(0);
  assert.match(output, /^read /m);
  assert.match(output, /^tools: Read$/m);
});

test("the README's example for editors runs", async () => {
  const output = await run(1);
  assert.match(output, /^name: helper\nmodel: $/m);
  assert.match(output, /^`name` \(required\): /m);
});
