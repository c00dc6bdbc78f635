// The package itself, started. The commands take it from here, so that those which need no rules start
// without it.

import { readFileSync } from "node:fs";
import { workerData } from "node:worker_threads";

import { initSync } from "../node.js";

/** Threads take it from the first one, and with it the machine code that the engine makes as it goes. */
export const MODULE =
  workerData?.module ?? new WebAssembly.Module(readFileSync(new URL("../dist/passmuster_bg.wasm", import.meta.url)));

initSync(MODULE);

export * from "../node.js";
