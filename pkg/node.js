// For Node.js (and Deno and Bun, which take the same entry): reads the module from disk.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

import { initSync as startSync, startOnce } from "./core.js";

export { check, complete, createPreview, fix, hover, preview, readConfig, suppress, version } from "./core.js";
export { hosts, rules } from "./facts.js";

const MODULE = new URL("./dist/passmuster_bg.wasm", import.meta.url);

export function init(input) {
  return startOnce(async () => {
    const source = typeof input === "string" ? toUrl(input) : (input ?? MODULE);
    if (!(source instanceof URL)) return source;
    return source.protocol === "file:" ? readFile(source) : fetch(source);
  });
}

export function initSync(module) {
  startSync(module ?? readFileSync(MODULE));
}

/** A string is an address, or else a path from the working directory. */
function toUrl(text) {
  // Two letters at least, so that a Windows drive is no scheme.
  return /^[a-z][a-z0-9+.-]+:/i.test(text) ? new URL(text) : pathToFileURL(text);
}
