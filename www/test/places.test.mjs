// Which files of a folder are agents: the same that the command line finds.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { find } from "../../pkg/cli/find.js";
import { Ignored } from "../src/playground/files/ignored.js";
import { findAgents, isIgnoreFile, isManifest, isOfInterest } from "../src/playground/files/places.js";

/** Folders by what is in them; what ends in `.json` has its text. */
const FOLDERS = {
  "a project": [".claude/agents/a.md", ".claude/agents/README.md", ".claude/agents/deep/er/b.md", ".claude/agents/c.MD", ".claude/agents/d.txt", ".claude/commands/e.md", "docs/f.md", "README.md"],
  "projects below each other": [".claude/agents/a.md", "packages/x/.claude/agents/b.md", "node_modules/y/.claude/agents/c.md", ".git/.claude/agents/d.md"],
  "a plugin": [[".claude-plugin/plugin.json", { name: "p" }], "agents/a.md", "agents/sub/b.md", "commands/c.md", "README.md"],
  "a plugin that lists its agents": [[".claude-plugin/plugin.json", { name: "p", agents: ["./agents/a.md", "other/b.md", "../c.md"] }], "agents/a.md", "agents/x.md", "other/b.md"],
  "a plugin that lists one": [[".claude-plugin/plugin.json", { agents: "./b.md" }], "agents/a.md", "b.md"],
  "a plugin that lists what the host refuses": [[".claude-plugin/plugin.json", { agents: ["./agents"] }], "agents/a.md", "b.md"],
  "a plugin with a broken manifest": [[".claude-plugin/plugin.json", "{"], "agents/a.md", "b.md"],
  "a marketplace": [["plugins/one/.claude-plugin/plugin.json", { name: "1" }], "plugins/one/agents/a.md", ["plugins/two/.claude-plugin/plugin.json", {}], "plugins/two/agents/b.md", "agents/c.md"],
  "a collection": ["a.md", "sub/b.md", "commands/c.md", "x/skills/d.md", "node_modules/e.md", "f.txt", "agents/g.md"],
  "what git leaves out": [[".gitignore", "/build/\n*.local.md\n!/.claude/agents/kept.local.md\n"], ".claude/agents/a.md", ".claude/agents/b.local.md", ".claude/agents/kept.local.md", [".claude/.gitignore", "d.*\n"], ".claude/agents/d.md", "build/.claude/agents/e.md", "x/build/.claude/agents/f.md"],
  "what git leaves out with all that it holds": [[".gitignore", ".claude/\n"], [".claude/.gitignore", "!agents\n!*.md\n"], ".claude/agents/a.md", "x/.claude/agents/b.md", "agents/c.md"],
  "nothing": ["a.txt"],
};

for (const [what, entries] of Object.entries(FOLDERS)) {
  test(what, () => {
    const above = realpathSync(mkdtempSync(path.join(tmpdir(), "passmuster-")));
    const folder = path.join(above, "given");
    try {
      for (const entry of entries) {
        const [name, content] = Array.isArray(entry) ? entry : [entry, ""];
        const file = path.join(folder, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
      }
      const expected = find([folder], folder).map(({ path: file, place }) => ({
        path: path.relative(above, file),
        ...(place && { root: path.relative(above, place.root), host: place.host, plugin: place.plugin }),
      }));
      const paths = readdirSync(above, { recursive: true }).map(String).filter(isOfInterest);
      const textsOf = (/** @type {(name: string) => boolean} */ is) =>
        new Map(paths.filter(is).map((name) => [name, readFileSync(path.join(above, name), "utf8")]));
      const ignored = new Ignored(textsOf(isIgnoreFile));
      const found = findAgents(paths, textsOf(isManifest), "claude-code").filter(({ path: file }) => !ignored.has(file)).map(({ path: file, place }) => ({
        path: file,
        ...(place && { root: place.root, host: place.host, plugin: place.plugin }),
      }));
      assert.deepEqual(found, expected);
    } finally {
      rmSync(above, { recursive: true });
    }
  });
}

test("a folder that is called `agents` is one place, whatever is above it", () => {
  const place = { root: "agents", host: "claude-code-plugin" };
  assert.deepEqual(findAgents(["agents/a.md", "agents/b/c.md", "agents/x.txt"], new Map(), "claude-code-plugin"), [
    { path: "agents/a.md", place },
    { path: "agents/b/c.md", place },
  ]);
});

test("of a `.claude` only the agents count", () => {
  const root = ".claude/agents";
  assert.deepEqual(findAgents([".claude/agents/a.md", ".claude/commands/b.md"], new Map(), "claude-code"), [
    { path: ".claude/agents/a.md", place: { root, host: "claude-code" } },
  ]);
  assert.deepEqual(findAgents([".claude/commands/b.md"], new Map(), "claude-code"), []);
});
