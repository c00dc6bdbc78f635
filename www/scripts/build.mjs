// Builds the page into `dist/`; with `--serve`, serves it and rebuilds when a source changes.

import { watch } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";

import { writeDocs } from "./docs/index.mjs";
import { asFolder } from "./docs/layout.mjs";
import { innerStyle } from "./inner-style.mjs";
import { licenses } from "./licenses.mjs";
import { buildServiceWorker } from "./offline.mjs";
import { headersByPath, metaPolicy } from "./policy.mjs";
import { serve } from "./serve.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = path.join(root, "dist");

/**
 * What is bundled, by the names that templates and other scripts call it. What pages of a bundle share is a file
 * of its own. The playground shares nothing: to be there soon it comes in as few files as can be.
 */
const BUNDLES = [
  {
    playground: "src/playground/main.js",
    style: "src/style/main.css",
  },
  {
    docs: "src/docs/main.js",
    "docs-style": "src/style/docs.css",
    element: "src/widget/element.js",
    embed: "src/embed/main.js",
    "embed-style": "src/embed/embed.css",
  },
];

/** @type {Record<string, string>} */
const ENTRIES = Object.assign({}, ...BUNDLES);

export async function build() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const bundles = await Promise.all(BUNDLES.map(bundle));
  const metafile = {
    inputs: Object.assign({}, ...bundles.map(({ metafile }) => metafile.inputs)),
    outputs: Object.assign({}, ...bundles.map(({ metafile }) => metafile.outputs)),
  };
  const assets = assetsOf(metafile);
  const wasm = assets.wasm.file;
  await writePage("index.html", {
    ...assetValues(assets, "playground", "style"),
    wasm,
    sample: escape(await readFile(path.join(root, "src/playground/sample.md"), "utf8")),
  });
  await writePage("embed.html", { ...assetValues(assets, "embed", "embed-style"), wasm });
  await writeDocs(dist, assets);
  await cp(path.join(root, "public"), dist, { recursive: true });
  await buildServiceWorker({ root, dist, metafile, entries: [ENTRIES.playground, ENTRIES.style] });
  await writeFile(path.join(dist, "licenses.txt"), await licenses(root, metafile));
  await writeFile(path.join(dist, "headers.json"), `${JSON.stringify(headersByPath, null, 2)}\n`);
  return metafile;
}

/** @param {Record<string, string>} entryPoints */
function bundle(entryPoints) {
  return esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir: dist,
    bundle: true,
    // The package is a link to a folder beside this one, which has no CodeMirror of its own.
    nodePaths: [path.join(root, "node_modules")],
    // What pages share, and what is loaded only when it is asked for, are files of their own.
    splitting: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    minify: true,
    loader: { ".wasm": "file", ".md": "text" },
    plugins: [innerStyle],
    define: { DOCS_ROOT: JSON.stringify(asFolder(process.env.DOCS_ROOT ?? "")) },
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    metafile: true,
    logLevel: "warning",
  });
}

/**
 * The file of each entry, and the files that it needs at once, all relative to `dist/`.
 * @returns {Record<string, {file: string, imports: string[]}>}
 */
function assetsOf({ outputs }) {
  const name = (file) => path.basename(file);
  const assets = {};
  for (const [entry, source] of Object.entries(ENTRIES)) {
    const [file, output] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
    if (!file) throw new Error(`the build made no file of ${source}`);
    const imports = new Set();
    const queue = [output];
    for (const { imports: next } of queue) {
      for (const each of next) {
        if (each.kind !== "import-statement" || imports.has(name(each.path))) continue;
        imports.add(name(each.path));
        queue.push(outputs[each.path]);
      }
    }
    assets[entry] = { file: name(file), imports: [...imports] };
  }
  const wasm = Object.keys(outputs).find((file) => file.endsWith(".wasm"));
  if (!wasm) throw new Error("the build made no file of the WebAssembly module");
  assets.wasm = { file: name(wasm), imports: [] };
  return assets;
}

/** What a page says of its script and its style sheet. */
function assetValues(assets, script, style) {
  return {
    policy: metaPolicy,
    script: assets[script].file,
    preloads: assets[script].imports.map((file) => `<link rel="modulepreload" href="${file}">\n`).join(""),
    style: assets[style].file,
  };
}

/** Writes one of the pages that stand beside this folder, with `values` in place of its `{{…}}`. */
async function writePage(name, values) {
  const template = await readFile(path.join(root, name), "utf8");
  const page = template.replace(/\{\{(\w+)\}\}/g, (_, value) => {
    if (!(value in values)) throw new Error(`${name} asks for an unknown {{${value}}}`);
    return values[value];
  });
  await writeFile(path.join(dist, name), page);
}

function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
  if (process.argv.includes("--serve")) {
    const server = await serve(dist, { port: 8080 });
    console.log(`http://localhost:${server.port}/`);
    let pending;
    const rebuild = () => {
      clearTimeout(pending);
      pending = setTimeout(() => build().catch((error) => console.error(error.message)), 50);
    };
    for (const folder of ["src", "content", "public", "."]) {
      watch(path.join(root, folder), { recursive: folder !== "." }, (_, name) => {
        if (folder !== "." || name?.endsWith(".html")) rebuild();
      });
    }
  }
}
