// `passmuster check`: what it says, in each format, and the exit codes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

import { agent, folderWith, passmuster } from "./support.mjs";

const json = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const FLAWED = "---\nname: flawed\ndescription: Reviews 代码\ttabs; use it then\ntools: Read, Grpe\ncolour: red\n---\nReview.\n";
const project = () =>
  folderWith({
    ".claude/agents/flawed.md": FLAWED,
    ".claude/agents/good.md": agent("good"),
    ".claude/agents/broken.md": "---\nname: broken\ndescription: \"a\" b\n---\nx\n",
    ".claude/agents/README.md": "# What is here\n",
  });

test("shows findings with the lines they are about", () => {
  const { stdout, code } = passmuster(project());
  assert.equal(code, 1);
  assert.match(stdout, /^error\[text-after-quote\]: .*\n --> \.claude\/agents\/broken\.md:3:18\n {2}\|\n3 \| description: "a" b\n {2}\| {18}\^/m);
  assert.match(stdout, /^warning\[unknown-tool\]: `Grpe` names no tool\.\n --> \.claude\/agents\/flawed\.md:4:14\n {2}\|\n4 \| tools: Read, Grpe\n {2}\| {14}\^{4}\n {2}= help: Did you mean `Grep`\?$/m);
  assert.match(stdout, /3 files checked, 1 file of documentation passed over: 1 error, 2 warnings/);
  assert.doesNotMatch(stdout, /\x1b/);
});

test("prints what it printed before", () => {
  const { stdout } = passmuster(project());
  const file = new URL("fixtures/human.txt", import.meta.url);
  // After a change that is meant: PASSMUSTER_UPDATE=1 node --test test/cli/check.test.mjs
  if (process.env.PASSMUSTER_UPDATE) writeFileSync(file, stdout);
  assert.equal(stdout, readFileSync(file, "utf8").replaceAll("\r\n", "\n"));
});

test("aligns marks under wide characters and tabs, and shortens long lines", () => {
  const long = "word ".repeat(60);
  const folder = folderWith({ "a.md": `---\nname: a\ndescription: |-\n  Use it. 代码\ttab \u202e here\ntools: Read, ${long}Reed\n---\nx\n` });
  const { stdout } = passmuster(folder, ["a.md", "--rule", "loss=off", "--rule", "delegation=off", "--rule", "safety=on"]);
  const lines = stdout.split("\n");
  const at = lines.findIndex((line) => line.includes("代码"));
  // Each of the two characters takes two columns, and the tab reaches to the next multiple of four.
  assert.equal(lines[at].replaceAll(/[代码]/gu, "xx").indexOf("\ufffd"), lines[at + 1].indexOf("^"));
  assert.doesNotMatch(stdout, /\u202e/, "what a terminal would obey is not printed");
  const shortened = passmuster(folder, ["a.md"]).stdout.split("\n").filter((line) => line.startsWith("5 |"));
  assert.ok(shortened.length > 0);
  for (const line of shortened) assert.ok(line.length <= 120 && line.includes("…"), line);
});

test("colours when it is asked to", () => {
  const folder = project();
  assert.match(passmuster(folder, ["--color", "always"]).stdout, /\x1b\[1;31m/);
  assert.match(passmuster(folder, [], { env: { FORCE_COLOR: "1" } }).stdout, /\x1b/);
  assert.doesNotMatch(passmuster(folder, [], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).stdout, /\x1b/);
  assert.doesNotMatch(passmuster(folder, ["--color=never"], { env: { FORCE_COLOR: "1" } }).stdout, /\x1b/);
});

test("has an exit code for what was found", () => {
  const folder = folderWith({ "good.md": agent("good"), "warned.md": agent("warned", "tools: Read, Reed\n"), "broken.md": "---\nname: x\n---\n" });
  const code = (...args) => passmuster(folder, args).code;
  assert.equal(code("good.md"), 0);
  assert.equal(code("warned.md"), 1);
  assert.equal(code("warned.md", "--max-warnings", "1"), 0);
  assert.equal(code("broken.md", "--max-warnings", "9"), 1);
  assert.equal(code("warned.md", "--rule", "unknown-tool=off"), 0);
  assert.equal(code("warned.md", "--rule", "unknown-tool=error", "--max-warnings", "9"), 1);
  assert.equal(code("warned.md", "--rule", "loss=info"), 0);
});

test("reports errors only when it is to be quiet", () => {
  const { stdout, code } = passmuster(folderWith({ "a.md": agent("a", "tools: Read, Reed\n") }), ["-q", "a.md"]);
  assert.equal(code, 1);
  assert.equal(stdout, "1 file checked: 1 warning (not shown)\n");
});

test("refuses what makes no sense with exit code 2", () => {
  const folder = project();
  for (const [args, message] of [
    [["--formt=json"], /no option `--formt`\nDid you mean `--format`\?/],
    [["--format", "jsn"], /can't be `jsn`\nDid you mean `json`\?/],
    [["--host", "claude"], /--host can't be `claude`/],
    [["--max-warnings", "many"], /whole number, not `many`/],
    [["--rule", "unknown-tol=off"], /there is no rule `unknown-tol`; did you mean `unknown-tool`\?/],
    [["--rule", "unknown-tool=loud"], /there is no level `loud`/],
    [["--rule", "unknown-tool"], /NAME=LEVEL/],
    [["nowhere.md"], /there is no `nowhere\.md`/],
    [["nowhere/*.md"], /nothing matches/],
    [["-", "a.md"], /can't be together/],
    [["--config", "none.yaml"], /can't read the configuration/],
    [["explain"], /needs RULE/],
    [["read", "a", "b"], /unexpected argument `b`/],
  ]) {
    const { code, stderr, stdout } = passmuster(folder, args);
    assert.equal(code, 2, args.join(" "));
    assert.match(stderr, message);
    assert.equal(stdout, "");
  }
  assert.equal(passmuster(folderWith(), []).code, 2, "nothing to check");
});

test("reads the nearest configuration, and says where it is wrong", () => {
  const folder = folderWith({
    "passmuster.yaml": "rules:\n  unknown-tool: off\noverrides:\n  - paths: [\"sub/**\"]\n    rules:\n      unknown-tool: error\n",
    "a.md": agent("a", "tools: Read, Reed\n"),
    "sub/a.md": agent("a", "tools: Read, Reed\n"),
    "other.yaml": "rules:\n  unknown-tol: off\n",
  });
  assert.equal(passmuster(folder, ["a.md"]).code, 0);
  assert.match(passmuster(folder, ["sub/a.md"]).stdout, /error\[unknown-tool\]/);
  assert.match(passmuster(join(folder, "sub"), ["a.md"]).stdout, /error\[unknown-tool\]/);
  assert.equal(passmuster(folder, ["sub/a.md", "--rule", "unknown-tool=off"]).code, 0, "the command line has the last word");
  const { code, stderr } = passmuster(folder, ["a.md", "--config", "other.yaml"]);
  assert.equal(code, 2);
  assert.match(stderr, /--> other\.yaml:2:3\n {2}\|\n2 \| {3}unknown-tol: off\n {2}\| {3}\^{11}/);
});

test("a text from standard input is seen among its neighbours", () => {
  const folder = folderWith({ ".claude/agents/good.md": agent("good") });
  const input = agent("new", "tools: Agent(good), Agent(gone), Read\n");
  const { stdout } = passmuster(folder, ["-", "--stdin-path", ".claude/agents/new.md", "-f", "json"], { input });
  const found = JSON.parse(stdout).flatMap(({ diagnostics }) => diagnostics).filter(({ rule }) => rule === "missing-agent");
  assert.deepEqual(found.map(({ from, to }) => input.slice(from, to)), ["gone"]);
  const nameless = passmuster(folder, ["-"], { input: agent("any") });
  assert.equal(nameless.code, 0);
  assert.doesNotMatch(nameless.stdout, /name-differs-from-file/);
  assert.equal(passmuster(folder, ["-", "--rule", "unknown-tool=off"], { input: agent("any", "tools: Read, Reed\n") }).code, 0);
});

test("its own rules about a file have levels, too", () => {
  const folder = folderWith({ "a.md": Buffer.from(agent("a").replace("You", "\u00ff"), "latin1") });
  assert.equal(passmuster(folder, ["a.md"]).code, 1);
  assert.equal(passmuster(folder, ["a.md", "--rule", "not-utf-8=info"]).code, 0);
  assert.doesNotMatch(passmuster(folder, ["a.md", "--rule", "not-utf-8=off"]).stdout, /not-utf-8/);
});

test("the configuration and comments have the command line's own rules", () => {
  const folder = folderWith({
    "passmuster.yaml": "rules:\n  not-utf-8: off\n  missing-agent: error\noverrides:\n  - paths: ['.claude/agents/one/**']\n    rules: {duplicate-agent: info}\n",
    ".claude/agents/one/a.md": agent("a"),
    ".claude/agents/two/a.md": agent("a", "tools: Agent(gone)\n"),
    ".claude/agents/latin.md": Buffer.from(agent("latin").replace("You", "\u00ff"), "latin1"),
    ".claude/agents/told.md": `---\nname: told\n# passmuster: ignore[missing-agent] it is everybody's own\ntools:\n- Agent(mine)\ndescription: Use it to help.\n---\nx\n`,
    ".claude/agents/told-twice.md": `---\nname: told # passmuster: ignore[duplicate-agent]\ndescription: Use it to help.\n---\nx\n`,
    ".claude/agents/told-whole.md": `---\nname: told\n# passmuster: ignore-file[missing-agent, duplicate-agent]\ndescription: Use it to help.\ntools: Agent(hers)\n---\nx\n`,
  });
  const own = ["duplicate-agent", "missing-agent", "not-utf-8", "unused-suppression"];
  const found = (...args) =>
    JSON.parse(passmuster(folder, ["-f", "json", ...args]).stdout).flatMap(({ path, diagnostics }) =>
      diagnostics.filter(({ rule }) => own.includes(rule)).map(({ severity, rule }) => `${path.slice(15)} ${severity} ${rule}`),
    );
  const expected = ["one/a.md info duplicate-agent", "told.md warning duplicate-agent", "two/a.md warning duplicate-agent", "two/a.md error missing-agent"];
  assert.deepEqual(found(), expected);
  assert.deepEqual(found("--rule", "duplicate-agent=off", "--rule", "missing-agent=off", "--rule", "not-utf-8=error"), ["latin.md error not-utf-8"]);
  writeFileSync(join(folder, "other.yaml"), "rules:\n  duplicate-agents: off\n");
  assert.match(passmuster(folder, ["--config", "other.yaml"]).stderr, /did you mean `duplicate-agent`\?/);
});

test("reports for services have paths as seen from the repository's root", () => {
  const folder = folderWith({ ".git/HEAD": "", "sub/x": "", "sub/.claude/agents/flawed.md": FLAWED, ".claude/agents/flawed.md": FLAWED });
  const outside = folderWith({ "flawed.md": FLAWED });
  const report = (format, ...paths) => passmuster(join(folder, "sub"), ["-f", format, ...paths]).stdout;
  const expected = [".claude/agents/flawed.md", "sub/.claude/agents/flawed.md"];
  const distinct = (paths) => [...new Set(paths)].sort();
  assert.deepEqual(distinct([...report("github").matchAll(/file=([^,]+)/g)].map(([, path]) => path)), expected);
  assert.deepEqual(distinct(JSON.parse(report("gitlab")).map(({ location }) => location.path)), expected);
  const addresses = (text) => JSON.parse(text).runs[0].results.map(({ locations }) => locations[0].physicalLocation.artifactLocation);
  const inside = addresses(report("sarif"));
  assert.deepEqual(distinct(inside.map(({ uri }) => uri)), expected);
  assert.ok(inside.every(({ uriBaseId }) => uriBaseId === "%SRCROOT%"));
  const [other] = addresses(report("sarif", join(outside, "flawed.md")));
  assert.deepEqual(other, { uri: `file://${outside}/flawed.md` });
  assert.match(report("human"), /--> \.\.\/\.claude\/agents\/flawed\.md:/);
});

test("takes a text from standard input", () => {
  const folder = folderWith({ ".claude-plugin/plugin.json": '{"name":"p"}' });
  const input = agent("a", "tools: Read, Reed\n");
  const [row] = JSON.parse(passmuster(folder, ["-", "--format=json"], { input }).stdout);
  assert.equal(row.path, "<stdin>");
  assert.equal(row.host, "claude-code");
  const [inPlugin] = JSON.parse(passmuster(folder, ["--format=json", "--stdin-path", "agents/a.md", "-"], { input }).stdout);
  assert.equal(inPlugin.host, "claude-code-plugin");
  assert.equal(inPlugin.agent.name, "p:a");
});

test("prints JSON as its schema says", () => {
  const folder = project();
  writeFileSync(join(folder, ".claude/agents/emoji.md"), `---\r\nname: emoji\r\ndescription: "😀 Use it"\r\ntools: Reed\r\nmore: 😀\r\n---\r\n`);
  const rows = JSON.parse(passmuster(folder, ["--format", "json"]).stdout);
  const validate = new Ajv2020({ strict: false }).compile(json("../../schema/check.schema.json"));
  assert.ok(validate(rows), JSON.stringify(validate.errors, null, 1));
  assert.deepEqual(rows.map(({ path }) => path), ["broken", "emoji", "flawed", "good"].map((name) => `.claude/agents/${name}.md`));
  for (const { path, diagnostics } of rows) {
    const source = readFileSync(join(folder, path), "utf8");
    for (const { from, to, start, end } of diagnostics) {
      for (const [offset, place] of [[from, start], [to, end]]) {
        const before = source.slice(0, offset).split("\n");
        assert.deepEqual(place, { line: before.length, column: before.at(-1).length + 1, offset });
      }
    }
  }
});

test("prints SARIF that its schema takes", () => {
  const folder = project();
  writeFileSync(join(folder, ".claude/agents/wéird #1%.md"), FLAWED);
  const report = JSON.parse(passmuster(folder, ["--format", "sarif"]).stdout);
  // One of its patterns is none for engines that mind Unicode.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(json("fixtures/sarif-schema-2.1.0.json"));
  assert.ok(validate(report), JSON.stringify(validate.errors, null, 1));
  const { results, tool } = report.runs[0];
  for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
  const addresses = new Set(results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri));
  assert.ok(addresses.has(".claude/agents/w%C3%A9ird%20%231%25.md"));
  assert.ok(results.some(({ fixes }) => fixes));
  assert.equal(new Set(results.map(({ partialFingerprints }) => partialFingerprints["passmuster/v1"])).size, results.length);
});

test("prints what GitHub shows", () => {
  const lines = passmuster(project(), ["--format", "github"]).stdout.trimEnd().split("\n");
  for (const line of lines) assert.match(line, /^::(error|warning|notice) file=[^,]+,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[a-z0-9-]+::.+$/);
  assert.ok(lines.some((line) => line.startsWith("::warning file=.claude/agents/flawed.md,line=4,endLine=4,col=13,endColumn=16,title=unknown-tool::") || line.includes("title=unknown-tool")));
});

test("prints a code quality report for GitLab", () => {
  const issues = JSON.parse(passmuster(project(), ["--format", "gitlab"]).stdout);
  const validate = new Ajv().compile({
    type: "array",
    minItems: 1,
    items: {
      type: "object",
      required: ["description", "check_name", "fingerprint", "severity", "location"],
      properties: {
        fingerprint: { type: "string", pattern: "^[0-9a-f]{40}$" },
        severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
        location: {
          type: "object",
          required: ["path", "lines"],
          properties: { path: { type: "string" }, lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } } },
        },
      },
    },
  });
  assert.ok(validate(issues), JSON.stringify(validate.errors));
  assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
});

test("prints JUnit's XML", () => {
  const folder = project();
  writeFileSync(join(folder, ".claude/agents/a&b<c>.md"), "---\nname: \"a\\u0001&<\"\ndescription: d\ntools: \"<&\"\n---\nx\n");
  const { stdout } = passmuster(folder, ["--format", "junit"]);
  assert.match(stdout, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="passmuster" tests="4" failures="3" errors="0">/);
  assert.match(stdout, /<testcase name="\.claude\/agents\/a&amp;b&lt;c&gt;\.md"/);
  assert.match(stdout, /<testcase name="\.claude\/agents\/good\.md" classname="passmuster"\/>/);
  // Each tag is closed, and nothing is left of what XML can't hold.
  const open = [];
  for (const [, close, name, self] of stdout.matchAll(/<(\/?)([a-z-]+)(?:\s+[a-z]+="[^"<]*")*\s*(\/?)>/g)) {
    if (close) assert.equal(open.pop(), name);
    else if (!self) open.push(name);
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(stdout, /[\u0000-\u0008]/);
});

test("goes on behind a file that can't be read, is not UTF-8, or is too large", () => {
  const folder = folderWith({
    ".claude/agents/a.md": agent("a"),
    ".claude/agents/latin.md": Buffer.from("---\nname: latin\ndescription: caf\xe9, use it\n---\nx\n", "latin1"),
    ".claude/agents/large.md": agent("large") + "x".repeat(17 << 20),
    ".claude/agents/z.md": agent("z"),
  });
  symlinkSync("nowhere.md", join(folder, ".claude/agents/link.md"));
  const rows = JSON.parse(passmuster(folder, ["--format", "json"]).stdout);
  const found = Object.fromEntries(rows.map(({ path, diagnostics }) => [path.slice(15), diagnostics.map(({ rule }) => rule)]));
  assert.deepEqual(found["link.md"], ["unreadable-file"]);
  assert.deepEqual(found["latin.md"], ["not-utf-8"]);
  assert.deepEqual(found["large.md"], ["file-too-large"]);
  assert.deepEqual([found["a.md"], found["z.md"]], [[], []]);
  const foreign = rows.find(({ path }) => path.endsWith("latin.md"));
  assert.deepEqual(foreign.diagnostics[0].start, { line: 3, column: 17, offset: 32 });
  assert.equal(foreign.agent.description, "caf\ufffd, use it");
  assert.match(passmuster(folder).stdout, /error\[unreadable-file\]: The file can't be read: there is no such file\./);
  if (process.getuid?.() !== 0) {
    chmodSync(join(folder, ".claude/agents/z.md"), 0);
    assert.match(passmuster(folder).stdout, /permission denied/);
  }
});

test("tells of a folder that can't be read", { skip: process.platform === "win32" || process.getuid?.() === 0 }, (t) => {
  const folder = folderWith({ ".claude/agents/a.md": agent("a"), ".claude/agents/closed/b.md": agent("b"), "closed/x": "" });
  const closed = [".claude/agents/closed", "closed"];
  for (const path of closed) chmodSync(join(folder, path), 0);
  t.after(() => closed.forEach((path) => chmodSync(join(folder, path), 0o700)));
  const { code, stdout } = passmuster(folder);
  assert.equal(code, 1);
  for (const path of closed) assert.ok(stdout.includes(`The folder can't be read: permission denied.\n --> ${path}:1:1\n`), stdout);
  assert.match(stdout, /1 file checked: 2 errors/);
  assert.equal(passmuster(folder, ["--rule", "unreadable-file=info"]).code, 0);
  const mending = passmuster(folder, ["fix"]);
  assert.equal(mending.code, 1);
  assert.match(mending.stderr, /closed is left alone: it can't be read: permission denied/);
});

test("says nothing when its reader has enough", { skip: process.platform === "win32" }, () => {
  const files = Array.from({ length: 400 }, (_, index) => [`.claude/agents/${index}.md`, FLAWED]);
  const folder = folderWith(Object.fromEntries(files));
  passmuster(folder, ["--version"]);
  const { stdout, stderr } = spawnSync("sh", ["-c", `"${process.execPath}" "${new URL("../../bin/passmuster.js", import.meta.url).pathname}" | head -n 1`], { cwd: folder, encoding: "utf8" });
  assert.match(stdout, /^[a-z]+\[[a-z-]+\]: .*\n$/);
  assert.equal(stderr, "");
});

test("says the same of many files as of few", () => {
  const names = Array.from({ length: 350 }, (_, index) => `.claude/agents/n${String(index).padStart(3, "0")}.md`);
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, FLAWED.replace("flawed", name.slice(15, -3))])));
  const many = JSON.parse(passmuster(folder, ["--format", "json"]).stdout);
  assert.deepEqual(many.map(({ path }) => path), names);
  const few = JSON.parse(passmuster(folder, ["--format", "json", names[0], names[349]]).stdout);
  assert.deepEqual(few, [many[0], many[349]]);
});
