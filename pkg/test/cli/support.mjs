// The command line as its users get it: packed, installed into an empty folder, and started from there.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));
const npm = (args, cwd) => execFileSync("npm", [...args, "--silent", "--no-audit", "--no-fund"], { cwd, encoding: "utf8", shell: process.platform === "win32" });

let program;

/** Packs and installs the package once for each file of tests. */
function installed() {
  if (program) return program;
  const folder = temporary("passmuster-installed-");
  // What it depends on comes from beside it, so that no registry is asked.
  const sources = [PACKAGE, ...["ignore", "picomatch"].map((name) => join(PACKAGE, "node_modules", name))];
  const tarballs = sources.map((source) => join(folder, npm(["pack", source, "--ignore-scripts"], folder).trim().split("\n").at(-1)));
  writeFileSync(join(folder, "package.json"), "{}");
  npm(["install", "--offline", "--ignore-scripts", ...tarballs], folder);
  program = join(folder, "node_modules", ".bin", "passmuster");
  return program;
}

function temporary(prefix) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with these files, by path. */
export function folderWith(files = {}) {
  const folder = temporary("passmuster-cli-");
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

const ENVIRONMENT = { ...process.env, NO_COLOR: "", FORCE_COLOR: "", NODE_OPTIONS: "", NODE_TEST_CONTEXT: "" };

/** Runs it to its end. */
export function passmuster(cwd, args = [], { input, env } = {}) {
  const { status, signal, stdout, stderr } = spawnSync(installed(), args, {
    cwd,
    input: input ?? "",
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...ENVIRONMENT, ...env },
  });
  return { code: status, signal, stdout, stderr };
}

/** Starts it, and leaves it to the test to end it. */
export const start = (cwd, args) => spawn(installed(), args, { cwd, env: ENVIRONMENT });

/** An agent's file. */
export const agent = (name, more = "", body = "You help.") => `---\nname: ${name}\ndescription: Helps. Use it for help.\n${more}---\n${body}\n`;
