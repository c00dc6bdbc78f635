// `passmuster fix`: what it writes, and that nothing is lost.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, linkSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { agent, folderWith, passmuster, start } from "./support.mjs";

const BROKEN = "---\nname: a\ndescription: Use it: well\n---\nx\n";
const read = (folder, path) => readFileSync(join(folder, path), "utf8");

test("applies safe fixes, and unsafe ones when told", () => {
  const folder = folderWith({ "a.md": BROKEN, "b.md": agent("b", "tools: Reed\n"), "c.md": agent("c") });
  const { code, stdout, stderr } = passmuster(folder, ["fix", "a.md", "b.md", "c.md"]);
  assert.deepEqual([code, stdout, stderr], [0, "a.md: 1 fix\n", "1 fix applied in 1 file\n"]);
  assert.equal(read(folder, "a.md"), BROKEN.replace("Use it: well", '"Use it: well"'));
  assert.match(read(folder, "b.md"), /Reed/);
  passmuster(folder, ["fix", "--unsafe", "b.md"]);
  assert.match(read(folder, "b.md"), /tools: Read\n/);
});

test("keeps modes, line ends, byte order marks and links", { skip: process.platform === "win32" }, () => {
  const text = `\ufeff${BROKEN.replaceAll("\n", "\r\n").replace("x\r\n", "x")}`;
  const folder = folderWith({ "a.md": text });
  chmodSync(join(folder, "a.md"), 0o640);
  symlinkSync("a.md", join(folder, "link.md"));
  assert.equal(passmuster(folder, ["fix", "link.md"]).code, 0);
  assert.ok(lstatSync(join(folder, "link.md")).isSymbolicLink());
  assert.equal(statSync(join(folder, "a.md")).mode & 0o777, 0o640);
  assert.equal(read(folder, "a.md"), text.replace("Use it: well", '"Use it: well"'));
  assert.deepEqual(readdirSync(folder).sort(), ["a.md", "link.md"]);
});

test("leaves alone what it could not write back", () => {
  const bytes = Buffer.concat([Buffer.from(BROKEN), Buffer.from([0xe9, 0x0a])]);
  const folder = folderWith({ "latin.md": bytes, "a.md": BROKEN });
  const { code, stderr } = passmuster(folder, ["fix", "latin.md", "a.md"]);
  assert.equal(code, 1);
  assert.match(stderr, /latin\.md is left alone: it is not UTF-8/);
  assert.deepEqual(readFileSync(join(folder, "latin.md")), bytes);
  assert.match(read(folder, "a.md"), /"Use it: well"/);
});

test("prints a diff that can be applied, and writes nothing", () => {
  const folder = folderWith({ "sub/a.md": BROKEN, "b.md": `${BROKEN.replace("x\n", "x")}`, "c.md": agent("c") });
  const { code, stdout } = passmuster(folder, ["fix", "--diff", "sub/a.md", "b.md", "c.md"]);
  assert.equal(code, 1);
  assert.equal(read(folder, "sub/a.md"), BROKEN);
  execFileSync("git", ["apply", "--unsafe-paths", "-p1", "-"], { cwd: folder, input: stdout });
  assert.equal(passmuster(folder, ["fix", "--diff", "sub/a.md", "b.md"]).code, 0);
  assert.match(read(folder, "b.md"), /"Use it: well"\n---\nx$/);
});

test("its diff is one of the repository, whatever files are called", () => {
  const odd = process.platform === "win32" ? "b c.md" : 'b\t"é\\ \x01.md';
  const folder = folderWith({ "sub/.claude/agents/a b.md": BROKEN, [`sub/.claude/agents/${odd}`]: BROKEN });
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  for (const cwd of [join(folder, "sub"), folder]) {
    const { stdout } = passmuster(cwd, ["fix", "--diff"]);
    assert.match(stdout, /^--- a\/sub\/\.claude\/agents\/a b\.md\t$/m);
    if (process.platform !== "win32") assert.match(stdout, /^\+\+\+ "b\/sub\/\.claude\/agents\/b\\t\\"é\\\\ \\001\.md"$/m);
    execFileSync("git", ["apply", "-"], { cwd, input: stdout });
    assert.equal(passmuster(cwd, ["fix", "--diff"]).code, 0);
    for (const name of ["a b.md", odd]) writeFileSync(join(folder, "sub/.claude/agents", name), BROKEN);
  }
});

test("a file with several names stays one", { skip: process.platform === "win32" }, () => {
  const folder = folderWith({ "a.md": BROKEN });
  linkSync(join(folder, "a.md"), join(folder, "b.md"));
  chmodSync(join(folder, "a.md"), 0o640);
  const { ino } = statSync(join(folder, "a.md"));
  assert.equal(passmuster(folder, ["fix", "a.md"]).code, 0);
  assert.match(read(folder, "b.md"), /"Use it: well"/);
  for (const name of ["a.md", "b.md"]) assert.equal(statSync(join(folder, name)).ino, ino);
  assert.equal(statSync(join(folder, "b.md")).mode & 0o777, 0o640);
  assert.deepEqual(readdirSync(folder).sort(), ["a.md", "b.md"]);
});

test("a file stays whose it is", { skip: process.getuid?.() !== 0 }, () => {
  const folder = folderWith({ "a.md": BROKEN });
  chownSync(join(folder, "a.md"), 12_345, 23_456);
  assert.equal(passmuster(folder, ["fix", "a.md"]).code, 0);
  const { uid, gid } = statSync(join(folder, "a.md"));
  assert.deepEqual([uid, gid], [12_345, 23_456]);
});

test("mends standard input", () => {
  const { code, stdout } = passmuster(folderWith(), ["fix", "-"], { input: BROKEN });
  assert.deepEqual([code, stdout], [0, BROKEN.replace("Use it: well", '"Use it: well"')]);
  assert.equal(passmuster(folderWith(), ["fix", "-"], { input: agent("a") }).stdout, agent("a"));
});

test("loses nothing when it is killed", { skip: process.platform === "win32" }, async () => {
  const names = Array.from({ length: 300 }, (_, index) => `n${index}.md`);
  const before = (name) => BROKEN.replace("x\n", `${name} ${"text ".repeat(2_000)}\n`);
  const after = (name) => before(name).replace("Use it: well", '"Use it: well"');
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, before(name)])));
  let interrupted = 0;
  for (let round = 0; round < 12; round++) {
    const child = start(folder, ["fix", ...names]);
    child.stdout.resume();
    const ended = new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal)));
    setTimeout(() => child.kill("SIGKILL"), 100 + 25 * round);
    if ((await ended) === "SIGKILL") interrupted += 1;
    let done = 0;
    for (const name of names) {
      const text = read(folder, name);
      if (text === after(name)) done += 1;
      else assert.equal(text, before(name), `${name} is neither as it was nor mended`);
    }
    if (done === names.length) for (const name of names) writeFileSync(join(folder, name), before(name));
  }
  assert.ok(interrupted > 0, "nothing was interrupted");
  // What is left of it is nothing that a host reads.
  for (const name of readdirSync(folder)) assert.match(name, /^(n\d+\.md|\.n\d+\.md\.[0-9a-f]+\.tmp)$/);
});

test("does not write over what changed in the meantime", async () => {
  const { replace } = await import("../../cli/write.js");
  const folder = folderWith({ "a.md": "old" });
  const path = join(folder, "a.md");
  assert.equal(replace(path, Buffer.from("new"), () => false), false);
  assert.deepEqual([readFileSync(path, "utf8"), readdirSync(folder)], ["old", ["a.md"]]);
  copyFileSync(path, join(folder, "b.md"));
  assert.equal(replace(path, Buffer.from("new"), () => true), true);
  assert.deepEqual([readFileSync(path, "utf8"), readdirSync(folder)], ["new", ["a.md", "b.md"]]);
});
