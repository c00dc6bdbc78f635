// What several of the tests need.

import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const FILES = ["package.json", "core.js", "facts.js", "inline.js", "node.js", "web.js", "dist"];

/** The module's bytes. */
export const moduleBytes = () => readFile(join(PACKAGE, "dist/passmuster_bg.wasm"));

/** The package as a process that has just started sees it: no `init()` has been called yet. */
export async function freshPackage(test, { entry = "node.js", from = PACKAGE } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "passmuster-"));
  test.after(() => rm(folder, { recursive: true }));
  for (const file of FILES) await cp(join(from, file), join(folder, file), { recursive: true });
  return import(pathToFileURL(join(folder, entry)));
}

/** The folder of a package built with the feature `panic-on-request`. */
export function panickingPackage() {
  const folder = process.env.PASSMUSTER_PANICKING_PACKAGE;
  if (!folder) throw new Error("This test needs a special build: run `cargo xtask test node`.");
  return folder;
}

/** The source on which that package panics. */
export const PANIC = "passmuster: panic, please";

/** A server on localhost; `answer` is a request listener. Resolves to its address. */
export async function serve(test, answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** Keeps `console.error` quiet, and says what would have been written. */
export function captureErrors(test) {
  // Not `test.mock`: it keeps a stack for every call, and the stack keeps the failed instance.
  const { error } = console;
  const lines = [];
  console.error = (...values) => lines.push(values.join(" "));
  test.after(() => {
    console.error = error;
  });
  return lines;
}
