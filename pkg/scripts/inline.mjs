// Writes a WebAssembly module as JavaScript, for `passmuster/inline`: inline.mjs MODULE OUTPUT
//
// Compressed, because base64 spoils what would compress: the plain form makes two and a half times as much
// JavaScript, and 7 % more to download. Browsers can decompress by themselves, but only while one waits, and
// `initSync()` doesn't wait; so the decompressor, 3 KB, is bundled along.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";

import { build } from "esbuild";

const [module, output] = process.argv.slice(2);
const bytes = readFileSync(module);
const deflated = deflateRawSync(bytes, { level: 9, memLevel: 9 }).toString("base64");
const license = readFileSync(new URL("../node_modules/fflate/LICENSE", import.meta.url), "utf8");

await build({
  stdin: {
    contents: `
      import { inflateSync } from "fflate";

      export function moduleBytes() {
        // Not \`Uint8Array.from()\` with a function, which takes ten times as long.
        const text = atob("${deflated}");
        const deflated = new Uint8Array(text.length);
        for (let index = 0; index < text.length; index += 1) deflated[index] = text.charCodeAt(index);
        return inflateSync(deflated, { out: new Uint8Array(${bytes.length}) });
      }
    `,
    resolveDir: fileURLToPath(new URL("..", import.meta.url)),
  },
  outfile: output,
  banner: { js: `/*! fflate\n${license.trim()}\n*/` },
  bundle: true,
  format: "esm",
  minify: true,
  platform: "browser",
  target: "es2020",
  logLevel: "warning",
});
