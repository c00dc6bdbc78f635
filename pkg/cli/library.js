// The package itself, started. The commands take it from here, so that those which need no rules start
// without it.

import { initSync } from "../node.js";

initSync();

export * from "../node.js";
