// What a first visit downloads, as brotli: compared with `size.json`, or recorded there
// (`npm run size -- --update`). The page must have been built.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const record = new URL("../size.json", import.meta.url);

/** Bytes of brotli until the page is all there. */
const BUDGET = 350_000;

/** By how much a kind may grow before someone has to say that it was meant. */
const GROWTH = 0.02;

/** What the module weighs is compared in `pkg/size.json`, since it depends on the compiler, and so does a sum with it. */
const NOT_COMPARED = new Set(["wasm", "total"]);

/** What the page loads until the checker has run, by itself: a browser knows, whatever loads what. */
async function loaded() {
  const server = await serve(dist);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.addInitScript(() => { Reflect.deleteProperty(Navigator.prototype, "serviceWorker"); });
    await page.goto(`http://127.0.0.1:${server.port}/`, { waitUntil: "networkidle" });
    await page.locator('#verdict[data-status="loads"]').waitFor();
    const names = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.slice(1)));
    return ["index.html", "favicon.svg", "manifest.webmanifest", ...names];
  } finally {
    await browser.close();
    await server.close();
  }
}

/** What the service worker keeps afterwards, itself included. */
async function kept() {
  const worker = await readFile(path.join(dist, "service-worker.js"), "utf8");
  return ["service-worker.js", ...Array.from(worker.matchAll(/\["([^"]*)","sha256-/g), ([, name]) => name || "index.html")];
}

/** @param {string[]} names @returns {Promise<Record<string, number>>} by kind */
async function sizesOf(names) {
  const sizes = { html: 0, css: 0, js: 0, wasm: 0, other: 0, total: 0 };
  for (const name of new Set(names)) {
    const { length } = await promisify(brotliCompress)(await readFile(path.join(dist, name)));
    const kind = path.extname(name).slice(1);
    sizes[kind in sizes ? kind : "other"] += length;
    sizes.total += length;
  }
  return sizes;
}

/** `load`: until the page is all there; `later`: for working without a network, and when things are first used. */
export async function measure() {
  const first = await loaded();
  const later = (await kept()).filter((name) => !first.includes(name));
  return { load: await sizesOf(first), later: await sizesOf(later) };
}

/** What is wrong with these sizes, in sentences. @param {Awaited<ReturnType<typeof measure>>} sizes @returns {Promise<string[]>} */
export async function complaints(sizes) {
  const before = JSON.parse(await readFile(record, "utf8"));
  const found = Object.keys(sizes).flatMap((part) =>
    Object.entries(sizes[part])
      .filter(([kind, size]) => !NOT_COMPARED.has(kind) && size > before[part][kind] * (1 + GROWTH))
      .map(([kind, size]) => `${part}: ${kind} grew from ${before[part][kind]} to ${size} bytes: npm run size -- --update, if that was meant`));
  if (sizes.load.total > BUDGET) found.push(`a first visit loads ${sizes.load.total} bytes, over the budget of ${BUDGET}`);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = await measure();
  if (process.argv.includes("--update")) await writeFile(record, `${JSON.stringify(sizes, null, 2)}\n`);
  console.table(sizes);
  const found = await complaints(sizes);
  for (const each of found) console.error(`error: ${each}`);
  process.exitCode = found.length ? 1 : 0;
}
