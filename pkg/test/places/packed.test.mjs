// The tarball itself.

import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";

import { pack, project, run, snippet } from "./support.mjs";

test("publint has nothing to say", async () => {
  await run("publint", ["run", await pack(), "--strict"]);
});

test("TypeScript finds the types of every entry, however it looks for them", async () => {
  // `passmuster/wasm` is no JavaScript. The rule is about `require()` of an ES module, which Node.js
  // has from 20.19 on; there is no CommonJS twin for what is older, so that nobody gets two instances.
  const options = ["--exclude-entrypoints", "wasm", "--ignore-rules", "cjs-resolves-to-esm"];
  await run("attw", [await pack(), ...options]);
});

test("nothing runs when it is installed, and nothing else is", async () => {
  const folder = await project();
  const manifest = JSON.parse(await readFile(join(folder, "node_modules/passmuster/package.json"), "utf8"));
  for (const name of ["preinstall", "install", "postinstall", "prepare"]) assert.equal(manifest.scripts[name], undefined);
  // Registering an element is what its import is for.
  assert.deepEqual(manifest.sideEffects, ["./dist/element/*.js"]);
  const lock = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8"));
  // The command line's, which have none of their own.
  const needed = ["ignore", "passmuster", "picomatch"].map((name) => `node_modules/${name}`);
  assert.deepEqual(Object.keys(lock.packages), ["", ...needed]);
});

test("every snippet of the README is in a test", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  // Fences are in pairs, of which the second has nothing behind it.
  const marks = [...readme.matchAll(/^```(.+)$/gm)].map(([, mark]) => mark);
  assert.equal(new Set(marks).size, marks.length);
  const tests = [];
  for (const folder of [new URL(".", import.meta.url), new URL("..", import.meta.url)]) {
    for (const name of await readdir(folder)) {
      if (name.endsWith(".test.mjs")) tests.push(await readFile(new URL(name, folder), "utf8"));
    }
  }
  assert.deepEqual(marks.filter((mark) => !tests.some((text) => text.includes(`"${mark}"`))), []);
});

test("the README installs this package", async () => {
  assert.equal((await snippet("sh")).trim(), "npm install passmuster");
});

test("the README's commands work", async () => {
  const folder = await project();
  const file = join(folder, "helper.md");
  await mkdir(join(folder, ".claude/agents"), { recursive: true });
  const agent = "---\nname: helper\ndescription: Use it for help\ntools: read, Grep\n---\nBe helpful.\n";
  for (const path of [file, join(folder, ".claude/agents/helper.md")]) await writeFile(path, agent);
  const lines = (await snippet("sh commands")).trim().split("\n");
  const [check, ...others] = lines.map((line) => line.split(/ {2,}#/)[0].replace("FILE", "helper.md").split(" "));
  await assert.rejects(run(check[0], check.slice(1), { cwd: folder }), { code: 1 });
  for (const [program, ...values] of others) await run(program, values, { cwd: folder });
  await run(check[0], check.slice(1), { cwd: folder });
});

test("the README tells the sizes", async () => {
  const folder = await project();
  const packed = join(folder, "node_modules/passmuster");
  const options = ["--bundle", "--minify", "--format=esm", "--external:@codemirror/*"];
  const sum = async (paths) => {
    const files = await Promise.all(paths.map((path) => readFile(path)));
    const total = (size) => files.reduce((total, file) => total + size(file), 0) / 1000;
    return [total((file) => file.length), total((file) => brotliCompressSync(file).length)];
  };
  const measure = async (entry, values = [], more = []) => {
    await run("esbuild", [join(packed, entry), ...options, ...values, `--outfile=${join(folder, "out.js")}`]);
    return sum([join(folder, "out.js"), ...more]);
  };
  const sizes = {
    passmuster: await measure("web.js", [], [join(packed, "dist/passmuster_bg.wasm")]),
    "passmuster/inline": await measure("inline.js"),
    "passmuster/worker": await measure("worker.js"),
    "passmuster/codemirror": await measure("codemirror.js", ["--external:./core.js"]),
    "passmuster/element": await sum(["element.js", "chunk.js", "checker.js", "editor.js"].map((name) => join(packed, "dist/element", name))),
  };
  const readme = await readFile(join(packed, "README.md"), "utf8");
  for (const [name, measured] of Object.entries(sizes)) {
    const [, ...told] = readme.match(new RegExp(`^\\| \`${name}\`.* \\| ([\\d.]+) \\| ([\\d.]+) \\|$`, "m"));
    told.forEach((size, index) => {
      const off = Math.abs(Number(size) / measured[index] - 1);
      assert.ok(off < 0.1, `${name}: ${measured[index]} KB, told: ${size}`);
    });
  }
});

test("the element comes with the notices of what is in it, and without a second checker", async () => {
  const folder = join(await project(), "node_modules/passmuster/dist/element");
  assert.deepEqual((await readdir(folder)).sort(), ["checker.js", "chunk.js", "editor.js", "element.js", "licenses.txt", "static.js"]);
  const notices = await readFile(join(folder, "licenses.txt"), "utf8");
  for (const name of ["@codemirror/view", "@lezer/markdown", "style-mod"]) assert.match(notices, new RegExp(`^${name}$`, "m"));
  const imports = new Set();
  for (const name of ["element.js", "checker.js", "editor.js", "chunk.js", "static.js"]) {
    for (const [, path] of (await readFile(join(folder, name), "utf8")).matchAll(/(?:from|import)\s*\(?"([^"]+)"/g)) imports.add(path);
  }
  assert.deepEqual([...imports].sort(), ["../../web.js", "./checker.js", "./chunk.js", "./editor.js"]);
});

test("the README names the packages that CodeMirror's extensions need, and this version", async () => {
  const folder = await project();
  const manifest = JSON.parse(await readFile(join(folder, "node_modules/passmuster/package.json"), "utf8"));
  const [, , ...named] = (await snippet("sh codemirror")).trim().split(" ");
  assert.deepEqual(named, Object.keys(manifest.peerDependencies));
  assert.ok((await snippet("html cdn")).includes(`/passmuster@${manifest.version}/web.js`));
});
