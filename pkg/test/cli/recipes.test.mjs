// What others put into their repositories: the action and the hooks.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { folderWith } from "./support.mjs";

const text = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

test("the hooks name this version, and the files of agents", () => {
  const hooks = text(".pre-commit-hooks.yaml");
  const { version } = JSON.parse(text("pkg/package.json"));
  assert.deepEqual([...hooks.matchAll(/passmuster@(\S+)/g)].map(([, named]) => named), [version, version]);
  for (const [, pattern] of hooks.matchAll(/^ {2}files: (.*)$/gm)) {
    const files = new RegExp(pattern);
    for (const path of [".claude/agents/a.md", "x/.claude/agents/sub/a.md", "plugins/p/agents/a.md"]) assert.match(path, files);
    for (const path of ["README.md", "docs/agents.md", "myagents/a.md"]) assert.doesNotMatch(path, files);
  }
});

test("the action hands its inputs over as they are", { skip: process.platform === "win32" }, () => {
  const script = text("action.yml").match(/^ {6}run: \|\n((?: {8}.*\n)+)/m)[1];
  const folder = folderWith({ "bin/npx": '#!/bin/sh\nprintf "%s\\n" "$@"\n', "a.md": "" });
  chmodSync(join(folder, "bin/npx"), 0o755);
  const run = (env) =>
    spawnSync("bash", ["-e"], { cwd: folder, input: script, encoding: "utf8", env: { PATH: `${join(folder, "bin")}:${process.env.PATH}`, ...env } });
  const before = ["--yes", "passmuster@0", "check", "--format", "github"];
  const given = (env) => run({ VERSION: "0", ARGS: "", PATHS: "", ...env }).stdout.trimEnd().split("\n");
  assert.deepEqual(given({}), [...before, "--"]);
  assert.deepEqual(given({ ARGS: "--quiet --max-warnings 3", PATHS: "*.md x/$(id)" }), [...before, "--quiet", "--max-warnings", "3", "--", "*.md", "x/$(id)"]);
});
