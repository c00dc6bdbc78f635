// For wherever a file beside the JavaScript is a nuisance: the module is part of the JavaScript.

import { initSync as startSync, startOnce } from "./core.js";
import { DEFLATED, SIZE } from "./dist/passmuster_inline.js";
import { inflate } from "./inflate.js";

export { check, complete, createPreview, fix, hover, preview, readConfig, version } from "./core.js";
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

function moduleBytes() {
  // Not `Uint8Array.from()` with a function, which takes ten times as long.
  const text = atob(DEFLATED);
  const deflated = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) deflated[index] = text.charCodeAt(index);
  return inflate(deflated, SIZE);
}
