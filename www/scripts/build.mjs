// Builds the page into `dist/`; with `--serve`, serves it and rebuilds when a source changes.

import { watch } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";

import { headers, metaPolicy } from "./policy.mjs";
import { serve } from "./serve.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = path.join(root, "dist");

export async function build() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { app: "src/main.js", style: "src/style/main.css" },
    outdir: dist,
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    minify: true,
    loader: { ".wasm": "file" },
    define: { DOCS_ROOT: JSON.stringify(process.env.DOCS_ROOT ?? "") },
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    metafile: true,
    logLevel: "warning",
  });
  const emitted = Object.keys(metafile.outputs).map((file) => path.basename(file));
  const find = (pattern) => {
    const name = emitted.find((file) => pattern.test(file));
    if (!name) throw new Error(`the build made no file like ${pattern}`);
    return name;
  };
  const page = fill(await readFile(path.join(root, "index.html"), "utf8"), {
    policy: metaPolicy,
    script: find(/^app-.*\.js$/),
    style: find(/^style-.*\.css$/),
    wasm: find(/\.wasm$/),
    sample: escape(await readFile(path.join(root, "src/sample.md"), "utf8")),
  });
  await writeFile(path.join(dist, "index.html"), page);
  await cp(path.join(root, "public"), dist, { recursive: true });
  await writeFile(path.join(dist, "licenses.txt"), await licenses(metafile));
  await writeFile(path.join(dist, "headers.json"), `${JSON.stringify(headers, null, 2)}\n`);
  return metafile;
}

/** The notices of the packages that are in the bundle. */
async function licenses({ inputs }) {
  const packages = new Set(Object.keys(inputs).flatMap((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const notices = await Promise.all([...packages].sort().map(async (folder) =>
    `${folder.replace("node_modules/", "")}\n\n${await readFile(path.join(root, folder, "LICENSE"), "utf8")}`));
  return notices.join(`\n${"-".repeat(72)}\n\n`);
}

function fill(template, values) {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`index.html asks for an unknown {{${name}}}`);
    return values[name];
  });
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
    for (const folder of ["src", "public", "."]) {
      watch(path.join(root, folder), { recursive: folder !== "." }, (_, name) => {
        if (folder !== "." || name === "index.html") rebuild();
      });
    }
  }
}
