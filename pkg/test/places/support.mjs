// The package as its users get it: packed, and installed into an empty folder.

import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { serve } from "../support.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));

/** What the snippets of the README print about the agent that they check. */
export const ANSWER = "loads";

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

const execute = promisify(execFile);

/** Runs a program and resolves to what it printed; the programs of this folder are found first. */
export async function run(program, values, options) {
  const PATH = [join(HERE, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const shell = process.platform === "win32";
  const { stdout } = await execute(program, values, { ...options, shell, env: { ...process.env, PATH } });
  return stdout.trim();
}

const folders = [];

// Not `after()`, which in a `before()` means the end of that.
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that goes when the tests are over. */
export async function emptyFolder() {
  const folder = await mkdtemp(join(tmpdir(), "passmuster-place-"));
  folders.push(folder);
  return folder;
}

/** Packs the package; resolves to the tarball. */
export async function pack() {
  const folder = await emptyFolder();
  const report = await run("npm", ["pack", PACKAGE, "--json", "--ignore-scripts", "--pack-destination", folder]);
  const [{ filename }] = JSON.parse(report);
  return join(folder, filename);
}

/** A project with the package, some files and some packages of this folder. */
export async function project({ files = {}, packages = [] } = {}) {
  const folder = await emptyFolder();
  await writeFile(join(folder, "package.json"), `{ "private": true, "type": "module" }\n`);
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", await pack()], { cwd: folder });
  for (const name of packages) {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(HERE, "node_modules", name), link, "junction");
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** The code of the README's only snippet that is marked as `mark`, such as `js worker`. */
export async function snippet(mark) {
  const readme = await readFile(join(PACKAGE, "README.md"), "utf8");
  const found = readme.split("\n```" + mark + "\n").slice(1);
  if (found.length !== 1) throw new Error(`${found.length} snippets of the README are marked as ${mark}`);
  return found[0].slice(0, found[0].indexOf("\n```") + 1);
}

/** Serves a folder with some headers; resolves to its address. */
export function serveFolder(t, folder, { headers = {}, types = {}, missing = [] } = {}) {
  return serve(t, async ({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    try {
      if (missing.some((name) => pathname.endsWith(name))) throw new Error("missing");
      const path = join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
      const bytes = await readFile(path);
      const type = { ...TYPES, ...types }[extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "Content-Type": type, ...headers }).end(bytes);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
}
