// The declarations compile wherever the package runs, with the libraries checked too.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

const COMMON = [
  "--ignoreConfig",
  ...["--noEmit", "--strict", "--skipLibCheck", "false"],
  ...["--target", "es2022", "--module", "nodenext"],
];

for (const [where, files, options] of [
  ["with the DOM's types", ["types.mts", "types-anywhere.mts"], ["--lib", "es2022,dom", "--types", ""]],
  ["with the DOM's types and those of Node.js", ["types.mts", "types-anywhere.mts"], ["--lib", "es2022,dom", "--types", "node"]],
  ["with the types of Node.js", ["types-anywhere.mts"], ["--lib", "es2022", "--types", "node"]],
  ["with no types but the language's", ["types-anywhere.mts"], ["--lib", "es2022", "--types", ""]],
]) {
  test(`the types compile ${where}`, async () => {
    const { stdout } = await run(process.execPath, [tsc, ...COMMON, ...options, ...files], { cwd: here })
      .catch((error) => error);
    assert.equal(stdout, "");
  });
}
