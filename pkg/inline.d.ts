// The same calls as those of the package's main entry, with the WebAssembly module inside.

export * from "./index.js";
