// For browsers, bundlers and workers: fetches the module that lies beside this file.

import { startOnce } from "./core.js";

export { check, complete, createPreview, fix, hover, initSync, preview, readConfig, suppress, version } from "./core.js";
export { hosts, rules } from "./facts.js";

export function init(input) {
  return startOnce(async () => {
    // `new URL` in exactly this form is what bundlers look for to copy the file.
    const source = input ?? new URL("./dist/passmuster_bg.wasm", import.meta.url);
    return typeof source === "string" || source instanceof URL ? fetch(source) : source;
  });
}
