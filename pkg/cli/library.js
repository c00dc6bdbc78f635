// The package itself, started. The commands take it from here, so that those which need no rules start
// without it.

import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { workerData } from "node:worker_threads";

import { run } from "../core.js";
import * as glue from "../dist/passmuster.js";
import { initSync } from "../node.js";

// The engine compiles a function once more, slowly and well, when it has run for a while. A run is over so soon that
// this pays only for those that take most of it. An engine that doesn't know the flag would complain on the terminal,
// so only those are told that were seen to.
if (/^1[1-3]\./.test(process.versions.v8) && !process.versions.bun && !process.versions.deno) {
  setFlagsFromString("--wasm-tiering-budget=40000000");
}

/** Threads take it from the first one, and with it the machine code that the engine makes as it goes. */
export const MODULE =
  workerData?.module ?? new WebAssembly.Module(readFileSync(new URL("../dist/passmuster_bg.wasm", import.meta.url)));

initSync(MODULE);

export * from "../node.js";

/**
 * `check` of a text as it was read, which spares making a string of it and bytes of that.
 * @param {Uint8Array} bytes UTF-8.
 * @param {object} options
 * @param {boolean} brief Whether to leave out the prompt and the description.
 */
export const checkBytes = (bytes, options, brief) => run(() => glue.checkBytes(bytes, options, brief));
