// The documentation of the site: rules, guide and hosts, as pages that need no script.

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { initSync } from "passmuster";

import { guidePages } from "./guide.mjs";
import { hostPages } from "./hosts.mjs";
import { layout } from "./layout.mjs";
import { readCases, readCorpus, readDifferences } from "./recorded.mjs";
import { rulePages, ruleEntries } from "./rules.mjs";
import { withWords } from "./words.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Writes all pages and the index of the search.
 * @param {string} dist
 * @param {Record<string, { file: string }>} assets
 */
export async function writeDocs(dist, assets) {
  initSync();
  const data = await readData();
  const [cases, corpus, differences] = await Promise.all([readCases(), readCorpus(), readDifferences()]);
  const guide = await guidePages(path.join(root, "content/guide"));
  const hosts = hostPages(data, { cases, corpus, differences });
  const entries = [...ruleEntries(data), ...guide.entries, ...hosts.entries];
  const files = {
    script: assets.docs.file,
    style: assets["docs-style"].file,
    element: assets.element?.file,
    index: await writeIndex(dist, withWords(entries)),
  };
  for (const page of [...rulePages(data, corpus), ...guide.pages, ...hosts.pages]) {
    const file = path.join(dist, page.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, layout(page, files, process.env.DOCS_ROOT));
  }
}

async function readData() {
  const file = path.join(root, "generated/docs.json");
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`there is no ${path.relative(root, file)}: run \`cargo xtask build\` once`);
  });
  return JSON.parse(text);
}

/** What the search looks through. Lists instead of objects: their keys would be a tenth of it. */
async function writeIndex(dist, entries) {
  const text = JSON.stringify(entries.map(({ url, kind, title, text: said, words }) => [url, kind, title, said, ...words ? [words] : []]));
  const name = `search-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.json`;
  await writeFile(path.join(dist, name), text);
  return name;
}
