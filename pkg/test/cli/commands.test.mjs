// The smaller commands, and `--watch`.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { agent, folderWith, passmuster, start } from "./support.mjs";

const VERSION = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;

test("shows a file as the host reads it", () => {
  const folder = folderWith({ "a.md": agent("a", "tools: Read, Reed\ncolour: red\n", "First.\n\nLast."), "b.md": "no agent\n" });
  const { stdout, code } = passmuster(folder, ["read", "a.md"]);
  assert.equal(code, 0);
  assert.match(stdout, /Status {2}loads\n/);
  assert.match(stdout, /listed {3}Read, Reed\n {2}granted {2}Read\n/);
  assert.match(stdout, /colour +unknown +red \(the host does not know this field\)\n/);
  assert.match(stdout, /Prompt\n {2}First\.\n\n {2}Last\.\n$/);
  const row = JSON.parse(passmuster(folder, ["read", "a.md", "--format=json"]).stdout);
  assert.deepEqual(Object.keys(row), ["path", "host", "hostVersion", "status", "reason", "silent", "agent"]);
  assert.equal(row.agent.prompt, "First.\n\nLast.");
  const ignored = passmuster(folder, ["read", "b.md"]);
  assert.equal(ignored.code, 1);
  assert.match(ignored.stdout, /ignored: no agent comes of it\n {2}The file does not begin with a `---` line/);
  assert.equal(passmuster(folder, ["read", "c.md"]).code, 2);
  assert.match(passmuster(folder, ["read", "-"], { input: agent("b") }).stdout, /^<stdin> as claude-code/);
});

test("explains every rule that it lists", () => {
  const folder = folderWith();
  const rules = JSON.parse(passmuster(folder, ["rules", "--format", "json"]).stdout);
  const table = passmuster(folder, ["rules"]).stdout;
  for (const { name } of rules) assert.ok(table.includes(`  ${name} `), name);
  const { stdout } = passmuster(folder, ["explain", "unquoted-colon"]);
  assert.match(stdout, /^# unquoted-colon\n\n/);
  assert.match(passmuster(folder, ["explain", "duplicate-agent"]).stdout, /^# duplicate-agent/);
  const { code, stderr } = passmuster(folder, ["explain", "unquoted-clon"]);
  assert.equal(code, 2);
  assert.match(stderr, /Did you mean `unquoted-colon`\?/);
});

test("helps", () => {
  const folder = folderWith();
  assert.equal(passmuster(folder, ["--version"]).stdout, `passmuster ${VERSION}\n`);
  const overview = passmuster(folder, ["--help"]).stdout;
  assert.equal(overview, passmuster(folder, ["help"]).stdout);
  for (const [, name] of overview.matchAll(/^ {2}([a-z]+) /gm)) {
    const { stdout, code } = passmuster(folder, [name, "--help"]);
    assert.equal(code, 0, name);
    assert.match(stdout, new RegExp(`^Usage: passmuster ${name} `, "m"));
    assert.equal(stdout, passmuster(folder, ["help", name]).stdout);
  }
  assert.equal(passmuster(folder, ["help", "chek"]).code, 2);
});

test("writes a configuration once", () => {
  const folder = folderWith({ ".claude/agents/a.md": agent("a") });
  assert.equal(passmuster(folder, ["init"]).code, 0);
  assert.equal(passmuster(folder).code, 0, "and reads what it wrote");
  const text = readFileSync(join(folder, "passmuster.yaml"), "utf8");
  writeFileSync(join(folder, "passmuster.yaml"), text.replaceAll(/^( *)# (?=[-a-z ]+:)/gm, "$1"));
  const { code, stderr } = passmuster(folder);
  assert.equal(code, 0, stderr);
  assert.equal(passmuster(folder, ["init"]).code, 2);
});

const has = (shell) => spawnSync(shell, ["--version"]).status === 0;

test("completes in shells", () => {
  const folder = folderWith();
  for (const shell of ["bash", "zsh", "fish", "powershell"]) {
    const { code, stdout } = passmuster(folder, ["completions", shell]);
    assert.equal(code, 0);
    for (const word of ["max-warnings", "sarif", "explain"]) assert.ok(stdout.includes(word), `${shell}: ${word}`);
    if (["bash", "zsh", "fish"].includes(shell)) {
      writeFileSync(join(folder, shell), stdout);
      const { status, error, stderr } = spawnSync(shell, ["-n", shell], { cwd: folder, encoding: "utf8" });
      if (!error) assert.equal(status, 0, `${shell}: ${stderr}`);
    }
  }
  const script = `${passmuster(folder, ["completions", "bash"]).stdout}
COMP_WORDS=(passmuster fix --un); COMP_CWORD=2; _passmuster; echo "\${COMPREPLY[@]}"
COMP_WORDS=(passmuster --format gi); COMP_CWORD=2; _passmuster; echo "\${COMPREPLY[@]}"`;
  const { stdout, error } = spawnSync("bash", { input: script, encoding: "utf8", cwd: folder });
  if (!error) assert.equal(stdout, "--unsafe\ngithub gitlab\n");
});

/** Each is something typed, and what comes of it. */
const TYPED = [
  ["passmuster comple", "completions"],
  ["passmuster fix --un", "--unsafe"],
  ["passmuster --format gith", "github"],
  ["passmuster completions pow", "powershell"],
];

test("fish completes", { skip: !has("fish") }, () => {
  const folder = folderWith({ "passmuster.fish": passmuster(folderWith(), ["completions", "fish"]).stdout });
  const asked = TYPED.map(([typed]) => `complete -C ${JSON.stringify(typed)}`);
  const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", `source passmuster.fish; ${asked.join("; ")}`], { cwd: folder, encoding: "utf8" });
  assert.deepEqual(stdout.trim().split("\n").map((line) => line.split("\t")[0]), TYPED.map(([, word]) => word), stderr);
});

test("zsh completes", { skip: !has("zsh") }, () => {
  const folder = folderWith({ "passmuster.zsh": passmuster(folderWith(), ["completions", "zsh"]).stdout });
  // Completion needs a terminal, which zsh itself can be.
  const start = `zmodload zsh/zpty || exit 9
zpty shell zsh -f -i
zpty -w shell "PS1=REA'DY '; autoload -Uz compinit; compinit -u -D; source ./passmuster.zsh; unsetopt beep; bindkey '^I' complete-word"
zpty -r -m shell output '*READY *' || exit 8
`;
  for (const [typed, word] of TYPED) {
    const script = `${start}zpty -n -w shell $'${typed}\\t'\nzpty -r -m shell output '*${word}*' && print -r -- found`;
    const { stdout, status } = spawnSync("zsh", ["-f", "-c", script], { cwd: folder, encoding: "utf8", timeout: 20_000, env: { ...process.env, TERM: "dumb" } });
    if (status === 9) return;
    assert.match(stdout ?? "", /found/, typed);
  }
});

test("checks again when files change", { timeout: 60_000 }, async (t) => {
  const folder = folderWith({ ".claude/agents/a.md": agent("a") });
  const path = (name) => join(folder, ".claude/agents", name);
  const child = start(folder, ["--watch"]);
  t.after(() => child.kill());
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  const shows = async (pattern) => {
    for (const end = Date.now() + 15_000; !pattern.test(output); ) {
      assert.ok(Date.now() < end, `no ${pattern} in ${output}${errors}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    output = "";
    // By then it waits again.
    await new Promise((resolve) => setTimeout(resolve, 300));
  };
  await shows(/1 file checked: nothing to say/);
  writeFileSync(path("a.md"), agent("a", "tools: Read, Reed\n"));
  await shows(/warning\[unknown-tool\]/);
  // As editors do it.
  writeFileSync(path("a.md~"), agent("a"));
  renameSync(path("a.md~"), path("a.md"));
  await shows(/1 file checked: nothing to say/);
  writeFileSync(path("b.md"), agent("a"));
  await shows(/warning\[duplicate-agent\]/);
  rmSync(path("b.md"));
  await shows(/1 file checked: nothing to say/);
  // Folders that were not there, and that come back.
  for (const name of ["b", "c"]) {
    mkdirSync(join(folder, "below/.claude/agents"), { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    writeFileSync(join(folder, `below/.claude/agents/${name}.md`), agent(name));
    await shows(/2 files checked: nothing to say/);
    rmSync(join(folder, "below"), { recursive: true });
    await shows(/1 file checked: nothing to say/);
  }
  // A report that is written where it watches must not begin the next one.
  writeFileSync(join(folder, "report.txt"), "1 file checked");
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(output, "");
  writeFileSync(join(folder, "passmuster.yaml"), "rules: 1\n");
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.match(errors, /error: .*\n *--> passmuster\.yaml:1:/);
  rmSync(join(folder, "passmuster.yaml"));
  await shows(/1 file checked: nothing to say/);
});
