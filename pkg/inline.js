// For wherever a file beside the JavaScript is a nuisance: the module is part of the JavaScript.

import { initSync as startSync, startOnce } from "./core.js";
import { moduleBytes } from "./dist/passmuster_inline.js";

export { check, complete, createPreview, fix, hover, preview, readConfig, suppress, version } from "./core.js";
export { hosts, rules } from "./facts.js";

export function init(input) {
  return startOnce(async () => {
    const source = input ?? moduleBytes();
    return typeof source === "string" || source instanceof URL ? fetch(source) : source;
  });
}

export function initSync(module) {
  startSync(module ?? moduleBytes());
}
