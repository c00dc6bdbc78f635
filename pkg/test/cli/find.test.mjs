// Which files are looked at, and what is said across them.

import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { agent, folderWith, passmuster } from "./support.mjs";

const rows = (folder, ...args) => JSON.parse(passmuster(folder, ["--format", "json", ...args]).stdout);
const paths = (folder, ...args) => rows(folder, ...args).map(({ path }) => path);
const findings = (folder, ...args) =>
  rows(folder, ...args).flatMap(({ path, diagnostics }) => diagnostics.map(({ rule }) => `${path}: ${rule}`));

test("finds agents where hosts do", () => {
  const folder = folderWith({
    ".git/HEAD": "",
    ".claude/agents/top.md": agent("top"),
    ".claude/agents/sub/.hidden/deep.md": agent("deep"),
    ".claude/agents/UPPER.MD": agent("upper"),
    ".claude/agents/README.md": "# Agents\n\nname them well\n",
    ".claude/agents/guide.md": "---\ntitle: Guide\n---\n# Guide\n",
    "packages/one/.claude/agents/one.md": agent("one"),
    "plugins/p/.claude-plugin/plugin.json": '{"name": "named"}',
    "plugins/p/agents/sub/x.md": agent("x"),
    "plugins/p/agents/README.md": "# In plugins it is an agent\n",
    "plugins/p/commands/not.md": "# not\n",
    "plugins/listed/.claude-plugin/plugin.json": '{"name": "listed", "agents": ["./own/y.md"]}',
    "plugins/listed/own/y.md": agent("y"),
    "plugins/listed/agents/not.md": agent("not"),
    "node_modules/dep/.claude/agents/not.md": agent("not"),
    "agents/not.md": agent("not"),
  });
  const expected = [
    ".claude/agents/sub/.hidden/deep.md",
    ".claude/agents/top.md",
    "packages/one/.claude/agents/one.md",
    "plugins/listed/own/y.md",
    "plugins/p/agents/README.md",
    "plugins/p/agents/sub/x.md",
  ];
  assert.deepEqual(paths(folder), expected);
  assert.deepEqual(paths(folder, "."), expected);
  const found = Object.fromEntries(rows(folder).map((row) => [row.path, row]));
  assert.equal(found["plugins/p/agents/sub/x.md"].host, "claude-code-plugin");
  assert.equal(found["plugins/p/agents/sub/x.md"].agent.name, "named:sub:x");
  assert.equal(found["plugins/listed/own/y.md"].agent.name, "listed:y");
  assert.equal(found["packages/one/.claude/agents/one.md"].host, "claude-code");
  // A session in a folder reads what is above it as well.
  assert.deepEqual(paths(join(folder, "packages/one")), ["../../.claude/agents/sub/.hidden/deep.md", "../../.claude/agents/top.md", ".claude/agents/one.md"]);
  assert.match(passmuster(folder, ["-v"]).stdout, /\.claude\/agents\/README\.md is documentation/);
});

test("takes nothing for an agent that lies beside agents", () => {
  const folder = folderWith({
    ".claude/agents/a.md": agent("a"),
    ".claude/commands/c.md": "---\nallowed-tools: Bash(git *)\n---\nCommit.\n",
    ".claude/skills/s/SKILL.md": "---\nname: s\ndescription: d\nallowed-tools: Read\n---\nSkill.\n",
    "loose/own.md": agent("own"),
    "loose/commands/c.md": "Commit.\n",
    "loose/node_modules/dep/x.md": agent("x"),
  });
  assert.deepEqual(paths(folder, ".claude"), [".claude/agents/a.md"]);
  assert.deepEqual(paths(folder, "loose"), ["loose/own.md"]);
  assert.equal(passmuster(folder, [".claude/commands"]).code, 2);
});

test("a manifest's list holds in any order", () => {
  const folder = folderWith({
    "p/.claude-plugin/plugin.json": '{"name": "p", "agents": ["./agents/b.md"]}',
    "p/agents/a.md": agent("a"),
    "p/agents/b.md": agent("b"),
  });
  for (const named of [["p/agents/b.md"], ["p/agents/a.md", "p/agents/b.md"], ["p/agents/*.md"]]) {
    const row = rows(folder, ...named).find(({ path }) => path === "p/agents/b.md");
    assert.equal(row.host, "claude-code-plugin", named.join(" "));
  }
});

test("tells documentation from agents, named or not", () => {
  const shows = "# How to\n\n```markdown\n---\nname: x\n---\n```\n";
  const folder = folderWith({ ".claude/agents/a.md": agent("a"), ".claude/agents/how.md": shows, ".claude/agents/README.md": "name: it well\n" });
  assert.deepEqual(paths(folder), [".claude/agents/a.md"]);
  const { code } = passmuster(folder, [".claude/agents/a.md", ".claude/agents/how.md", ".claude/agents/README.md"]);
  assert.equal(code, 0);
});

test("goes by the case of what .gitignore names", () => {
  const folder = folderWith({ ".git/HEAD": "", ".gitignore": "BUILD.md\n", ".claude/agents/build.md": agent("build") });
  assert.deepEqual(paths(folder), [".claude/agents/build.md"]);
});

test("takes files, folders and globs", () => {
  const folder = folderWith({
    "a/one.md": agent("one"),
    "a/b/two.md": agent("two"),
    "a/b/README.md": "# no agent\n",
    "a/three.txt": agent("three"),
    "[odd] *.md": agent("odd"),
    "-dash.md": agent("dash"),
  });
  assert.deepEqual(paths(folder, "a"), ["a/b/two.md", "a/one.md"]);
  assert.deepEqual(paths(folder, "a/**/*.md"), ["a/b/two.md", "a/one.md"]);
  assert.deepEqual(paths(folder, "a/{one,none}.md"), ["a/one.md"]);
  assert.deepEqual(paths(folder, "a/three.txt", "./a/one.md", "a/one.md"), ["a/one.md", "a/three.txt"]);
  assert.deepEqual(paths(folder, "[odd] *.md"), ["[odd] *.md"]);
  assert.deepEqual(paths(folder, "--", "-dash.md"), ["-dash.md"]);
  assert.deepEqual(paths(folder, join(folder, "a/one.md")), ["a/one.md"]);
  assert.deepEqual(findings(folder, "a/b/README.md"), ["a/b/README.md: missing-frontmatter"], "a file that is named is looked at");
  assert.deepEqual(paths(join(folder, "a"), "../a/b"), ["b/two.md"]);
});

test("leaves out what the repository ignores", () => {
  const folder = folderWith({
    ".git/info/exclude": "excluded.md\n",
    ".gitignore": "draft-*.md\n/build/\n!draft-kept.md\n",
    ".claude/agents/a.md": agent("a"),
    ".claude/agents/draft-a.md": agent("draft"),
    ".claude/agents/draft-kept.md": agent("draft-kept"),
    ".claude/agents/excluded.md": agent("excluded"),
    ".claude/.gitignore": "mine.md\n",
    ".claude/agents/mine.md": agent("mine"),
    ".claude/agents/sub/.gitignore": "*\n!b.md\n",
    ".claude/agents/sub/b.md": agent("b"),
    ".claude/agents/sub/c.md": agent("c"),
    "build/.claude/agents/d.md": agent("d"),
  });
  assert.deepEqual(paths(folder), [".claude/agents/a.md", ".claude/agents/draft-kept.md", ".claude/agents/sub/b.md"]);
  assert.deepEqual(paths(join(folder, ".claude"), "agents/*.md"), ["agents/a.md", "agents/draft-kept.md"]);
  assert.deepEqual(paths(folder, ".claude/agents/draft-a.md"), [".claude/agents/draft-a.md"], "a file that is named is looked at");
  assert.deepEqual(paths(folder, "build"), ["build/.claude/agents/d.md"], "and so is a folder");
});

test("follows links as the host does, but not in circles", { skip: process.platform === "win32" }, () => {
  const folder = folderWith({ ".claude/agents/a.md": agent("a"), "elsewhere/b.md": agent("b") });
  symlinkSync("../../elsewhere", join(folder, ".claude/agents/linked"));
  symlinkSync(".", join(folder, ".claude/agents/circle"));
  mkdirSync(join(folder, "around"));
  symlinkSync("..", join(folder, "around/back"));
  assert.deepEqual(paths(folder), [".claude/agents/a.md", ".claude/agents/linked/b.md"]);
});

test("tells agents of the same name in one place", () => {
  const folder = folderWith({
    ".git/HEAD": "",
    ".claude/agents/same.md": agent("same"),
    ".claude/agents/sub/same.md": agent("same"),
    ".claude/agents/other.md": agent("other"),
    "packages/one/.claude/agents/same.md": agent("same"),
  });
  const expected = [".claude/agents/same.md: duplicate-agent", ".claude/agents/sub/same.md: duplicate-agent"];
  assert.deepEqual(findings(folder), expected);
  assert.deepEqual(findings(folder, ".claude/agents/same.md"), expected.slice(0, 1), "also when only one of them is looked at");
  assert.deepEqual(findings(folder, "--rule", "duplicate-agent=off"), []);
  const { stdout } = passmuster(folder);
  assert.match(stdout, /warning\[duplicate-agent\]: The agent `same` is defined in `\.claude\/agents\/sub\/same\.md`, too/);
  assert.match(stdout, /--> \.claude\/agents\/same\.md:2:7\n/);
});

test("tells agents that are named and not there", () => {
  const folder = folderWith({
    ".git/HEAD": "",
    ".claude/agents/boss.md": agent("boss", "tools: Agent(helper, Explore, nobody, far, p:x, p:none, q:any), Read\n"),
    ".claude/agents/helper.md": agent("helper"),
    "packages/one/.claude/agents/far.md": agent("far"),
    "packages/one/.claude/agents/near.md": agent("near", "tools: Agent(boss, far)\n"),
    "plugins/p/.claude-plugin/plugin.json": '{"name": "p"}',
    "plugins/p/agents/x.md": agent("x"),
  });
  const missing = (...args) => rows(folder, ...args).flatMap(({ path, diagnostics }) => diagnostics.filter(({ rule }) => rule === "missing-agent").map(({ start, end }) => [path, start.column, end.column]));
  const column = (name) => "tools: Agent(helper, Explore, nobody, far, p:x, p:none".indexOf(name) + 1;
  const span = (name) => [".claude/agents/boss.md", column(name), column(name) + name.length];
  assert.deepEqual(missing(), [span("nobody"), span("far"), span("p:none")]);
  assert.deepEqual(missing("packages/one/.claude/agents/near.md"), [], "those above count when only one file is looked at");
});

test("adds up what descriptions cost", () => {
  const costly = (name, length) => `---\nname: ${name}\ndescription: ${"x".repeat(length)}\n---\nx\n`;
  const quiet = ["--rule", "delegation=off"];
  const within = folderWith({ ".claude/agents/a.md": costly("a", 29_000), ".claude/agents/b.md": costly("b", 30_000) });
  assert.deepEqual(findings(within, ...quiet), []);
  const beyond = folderWith({ ".claude/agents/a.md": costly("a", 29_000), ".claude/agents/b.md": costly("b", 31_500) });
  assert.deepEqual(findings(beyond, ...quiet), [".claude/agents/b.md: costly-descriptions"]);
  assert.match(passmuster(beyond, quiet).stdout, /The descriptions of 2 agents take about 15,12\d tokens of every session\. Beyond 15,000/);
});
