// @ts-check
// Where the page's own build has the module. The widget for other people's pages is built with
// `packaged.js` in this file's place.

import { init } from "passmuster";
import wasmPath from "passmuster/wasm";

export function startModule() {
  return init(new URL(wasmPath, import.meta.url));
}
