// Writes a WebAssembly module as JavaScript, for `passmuster/inline`: inline.mjs MODULE OUTPUT
//
// Compressed, because base64 spoils what would compress: of the module's 660 KB the plain form makes
// 880 KB of JavaScript (285 KB of brotli, 347 KB of gzip), this one 354 KB (266 KB of either). The
// price is `pkg/inflate.js`: 1 KB, and some ten milliseconds at the start.

import { readFileSync, writeFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";

const [module, output] = process.argv.slice(2);
const bytes = readFileSync(module);
const text = deflateRawSync(bytes, { level: 9, memLevel: 9 }).toString("base64");
writeFileSync(
  output,
  `/** The length of the WebAssembly module in bytes. */
export const SIZE = ${bytes.length};

/** The module as raw DEFLATE, in base64. */
export const DEFLATED = "${text}";
`,
);
