// What a first visit downloads, as brotli, by kind of file: compared with `size.json`, or recorded there
// (`npm run size -- --update`). The page must have been built.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const record = new URL("../size.json", import.meta.url);

/** Bytes of brotli in all. */
const BUDGET = 350_000;

/** By how much a kind may grow before someone has to say that it was meant. */
const GROWTH = 0.02;

/** What the module weighs is compared in `pkg/size.json`, since it depends on the compiler. */
const NOT_COMPARED = new Set(["wasm", "total"]);

/** The files of a first visit: the service worker, and all that it keeps, of which the page itself uses most. */
export async function firstVisit() {
  const worker = await readFile(path.join(dist, "service-worker.js"), "utf8");
  return ["service-worker.js", ...Array.from(worker.matchAll(/\["([^"]*)","sha256-/g), ([, name]) => name || "index.html")];
}

/** @returns {Promise<Record<string, number>>} */
export async function measure() {
  const sizes = { html: 0, css: 0, js: 0, wasm: 0, other: 0, total: 0 };
  for (const name of await firstVisit()) {
    const { length } = await promisify(brotliCompress)(await readFile(path.join(dist, name)));
    const kind = path.extname(name).slice(1);
    sizes[kind in sizes ? kind : "other"] += length;
    sizes.total += length;
  }
  return sizes;
}

/** What is wrong with these sizes, in sentences. @param {Record<string, number>} sizes @returns {Promise<string[]>} */
export async function complaints(sizes) {
  const before = JSON.parse(await readFile(record, "utf8"));
  const found = Object.keys(sizes)
    .filter((kind) => !NOT_COMPARED.has(kind) && sizes[kind] > before[kind] * (1 + GROWTH))
    .map((kind) => `${kind} grew from ${before[kind]} to ${sizes[kind]} bytes: npm run size -- --update, if that was meant`);
  if (sizes.total > BUDGET) found.push(`a first visit downloads ${sizes.total} bytes, over the budget of ${BUDGET}`);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = await measure();
  if (process.argv.includes("--update")) await writeFile(record, `${JSON.stringify(sizes, null, 2)}\n`);
  console.log(Object.entries(sizes).map(([kind, bytes]) => `${kind.padEnd(6)} ${String(bytes).padStart(8)}`).join("\n"));
  const found = await complaints(sizes);
  for (const each of found) console.error(`error: ${each}`);
  process.exitCode = found.length ? 1 : 0;
}
