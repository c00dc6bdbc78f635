// Bundlers, each without configuration or as the README says, and their output in a page.

import assert from "node:assert/strict";
import { cp, mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";

import * as vite from "vite";
import webpack from "webpack";

import { expectAnswer, useBrowser } from "./browser.mjs";
import { ANSWER, emptyFolder, project, run, serveFolder, snippet } from "./support.mjs";

const PAGE = `<!doctype html><meta charset="utf-8"><title>Place</title><link rel="icon" href="data:,">
<body><passmuster-editor><pre>---\nname: helper\ndescription: Helps.\n---\nBe helpful.\n</pre></passmuster-editor>
<script type="module" src="main.js"></script>`;

/** The README's first example, which is for all places, and what it prints in the end. */
const FIRST = "js";
const FIRST_ANSWER = "---\nname: helper\ndescription: Use it for help\ntools: Read\n---\nBe helpful.\n";

let packed;

before(async () => {
  packed = await project();
});

useBrowser();

/** A project whose program is `main`. */
async function program(main) {
  const folder = await emptyFolder();
  await cp(packed, folder, { recursive: true });
  await writeFile(join(folder, "main.js"), main);
  await writeFile(join(folder, "index.html"), PAGE);
  return folder;
}

const viteOptions = (root) => ({ root, base: "./", configFile: false, logLevel: "silent" });

async function viteBuild(folder) {
  await vite.build(viteOptions(folder));
  return join(folder, "dist");
}

async function webpackBuild(folder) {
  const stats = await new Promise((resolve, reject) => {
    const options = { mode: "production", context: folder, entry: "./main.js", output: { path: join(folder, "dist") } };
    // It advises against programs of more than 244 KB.
    webpack({ ...options, performance: { hints: false } }, (error, result) => (error ? reject(error) : resolve(result)));
  });
  assert.deepEqual(stats.toJson().errors, []);
  assert.deepEqual(stats.toJson().warnings, []);
  await cp(join(folder, "index.html"), join(folder, "dist/index.html"));
  return join(folder, "dist");
}

/** The command in the README. */
async function esbuildBuild(folder) {
  const [npx, name, ...values] = (await snippet("sh esbuild")).trim().split(" ");
  assert.equal(npx, "npx");
  await run(name, values, { cwd: folder });
  await cp(join(folder, "index.html"), join(folder, "dist/index.html"));
  return join(folder, "dist");
}

for (const [name, build, snippets] of [
  ["Vite", viteBuild, [FIRST, "js vite", "js inline", "js worker", "js element"]],
  ["webpack", webpackBuild, [FIRST, "js inline", "js worker", "js element"]],
  ["esbuild", esbuildBuild, ["js esbuild", "js inline"]],
]) {
  for (const mark of snippets) {
    test(`${name} builds \`${mark}\``, async (t) => {
      const folder = await program(await snippet(mark));
      const output = await build(folder);
      // Elsewhere than at the root of the server, which is where it would be by luck.
      const site = await emptyFolder();
      await mkdir(join(site, "deep"));
      await cp(output, join(site, "deep/er"), { recursive: true });
      const files = await readdir(output, { recursive: true });
      assert.equal(files.filter((file) => file.endsWith(".wasm")).length, mark === "js inline" ? 0 : 1);
      for (const file of files.filter((name) => name.endsWith(".js"))) {
        // Where it was built is nobody's business.
        assert.ok(!(await readFile(join(output, file), "utf8")).includes(folder), file);
      }
      const address = await serveFolder(t, site);
      await expectAnswer(t, `${address}/deep/er/`, mark === FIRST ? FIRST_ANSWER : ANSWER);
    });
  }
}

test("esbuild builds the worker as a script of its own", async (t) => {
  const code = (await snippet("js worker")).replace(
    "createWorker()",
    'createWorker({ worker: "worker-entry.js", wasm: "passmuster_bg.wasm" })',
  );
  const folder = await program(code);
  const entry = "node_modules/passmuster/worker-entry.js";
  await run("esbuild", ["main.js", entry, "--bundle", "--format=esm", "--outdir=dist", "--entry-names=[name]"], { cwd: folder });
  await cp(join(folder, "index.html"), join(folder, "dist/index.html"));
  await cp(join(folder, "node_modules/passmuster/dist/passmuster_bg.wasm"), join(folder, "dist/passmuster_bg.wasm"));
  await expectAnswer(t, `${await serveFolder(t, join(folder, "dist"))}/`, ANSWER);
});

test("a bundle for a server has the module inside", async () => {
  const folder = await program(await snippet("js inline"));
  await run("esbuild", ["main.js", "--bundle", "--platform=node", "--format=esm", "--outfile=server.mjs"], { cwd: folder });
  const elsewhere = await emptyFolder();
  await cp(join(folder, "server.mjs"), join(elsewhere, "server.mjs"));
  assert.equal(await run("node", ["server.mjs"], { cwd: elsewhere }), ANSWER);
});

for (const mark of [FIRST, "js vite", "js inline", "js worker", "js element"]) {
  test(`Vite's development server serves \`${mark}\``, async (t) => {
    const folder = await program(await snippet(mark));
    const server = await vite.createServer({ ...viteOptions(folder), base: "/", server: { host: "127.0.0.1", port: 0 } });
    t.after(() => server.close());
    await server.listen();
    await expectAnswer(t, server.resolvedUrls.local[0], mark === FIRST ? FIRST_ANSWER : ANSWER);
  });
}

test("a bundle takes along only what is called", async () => {
  const folder = await program('import { createWorker } from "passmuster/worker";\nconsole.log(createWorker);\n');
  await run("esbuild", ["main.js", "--bundle", "--format=esm", "--minify", "--outfile=out.js"], { cwd: folder });
  const { size } = await stat(join(folder, "out.js"));
  assert.ok(size < 3000, `${size} bytes`);
});
