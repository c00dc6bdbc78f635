// The service worker, which has to know the playground's files: it is built when those are there.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";

import * as esbuild from "esbuild";

/** What `index.html` refers to and no bundler knows of. The icons for home screens are for systems, which keep them. */
const OTHERS = ["favicon.svg", "manifest.webmanifest"];

/**
 * @param {object} site
 * @param {string} site.root
 * @param {string} site.dist
 * @param {import("esbuild").Metafile} site.metafile
 * @param {string[]} site.entries the sources of the playground's scripts and style sheets
 */
export async function buildServiceWorker({ root, dist, metafile, entries }) {
  const names = ["", ...bundled(metafile, entries), ...OTHERS].sort();
  const files = await Promise.all(names.map(async (name) => [name, integrityOf(await readFile(path.join(dist, name || "index.html")))]));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["src/service-worker.js"],
    outfile: path.join(dist, "service-worker.js"),
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    define: {
      FILES: JSON.stringify(files),
      VERSION: JSON.stringify(createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12)),
    },
    logLevel: "warning",
  });
}

/** The files that entries consist of, with those that are loaded only on demand. */
function bundled({ outputs }, entries) {
  const found = new Set(Object.keys(outputs).filter((file) => entries.includes(outputs[file].entryPoint)));
  for (const file of found) {
    for (const { path: next, external } of outputs[file].imports) {
      if (!external) found.add(next);
    }
  }
  return [...found].map((file) => path.basename(file));
}

function integrityOf(bytes) {
  return `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
}
