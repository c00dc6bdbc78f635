// Builds the element for the npm package, into `../pkg/dist/element/`: with everything that it needs
// but the package itself, so that a page that uses both has one checker.

import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";

import { innerStyle } from "./inner-style.mjs";
import { licenses } from "./licenses.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = path.join(root, "../pkg/dist/element");

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  minify: true,
  metafile: true,
  logLevel: "warning",
};

/** The package's own module, from where the element will lie, and where that has the WebAssembly module. @type {esbuild.Plugin} */
const packaged = {
  name: "packaged",
  setup(build) {
    build.onResolve({ filter: /^passmuster$/ }, () => ({ path: "../../web.js", external: true }));
    build.onResolve({ filter: /^\.\/module\.js$/ }, ({ resolveDir }) => ({ path: path.join(resolveDir, "packaged.js") }));
  },
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const { metafile } = await esbuild.build({
  ...common,
  entryPoints: { element: "src/widget/element.js" },
  plugins: [innerStyle, packaged],
  splitting: true,
  // Names that stay: what is loaded on demand is called like its source, and the one file with what
  // they share is the other.
  chunkNames: "[name]",
});
await esbuild.build({ ...common, entryPoints: { static: "src/widget/static.js" } });
await writeFile(path.join(dist, "licenses.txt"), await licenses(root, metafile));
