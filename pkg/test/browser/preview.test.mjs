// `createPreview()` in a real page, with instances that fail under it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { test } from "node:test";

import { PANIC, panickingPackage, serve } from "../support.mjs";

// The page's tests drive the browser with it; one copy is enough.
const { chromium } = createRequire(new URL("../../../www/package.json", import.meta.url))("playwright-core");

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

const PAGE = `<!doctype html><meta charset="utf-8"><title>Preview</title>
<div id="one"></div><div id="two"></div>
<script type="module">
  window.passmuster = await import("/web.js");
  await window.passmuster.init();
  document.title = "ready";
</script>`;

/** A browser page in which the panicking package is loaded as `passmuster`. */
async function openPage(t) {
  const folder = panickingPackage();
  const address = await serve(t, async ({ url }, response) => {
    if (url === "/") return response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE);
    try {
      const bytes = await readFile(join(folder, new URL(url, "http://localhost").pathname));
      response.writeHead(200, { "Content-Type": TYPES[extname(url)] }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
    ],
  });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForFunction(() => document.title === "ready");
  return page;
}

test("a preview shows the text, again and again", async (t) => {
  const page = await openPage(t);
  const shown = await page.evaluate(() => {
    const element = document.querySelector("#one");
    const preview = window.passmuster.createPreview(element);
    const texts = ["first **words**", "first **words** and more", ""].map((prompt) => {
      preview.update(`---\nname: a\ndescription: b\n---\n${prompt}\n`);
      return element.textContent;
    });
    preview.destroy();
    return texts;
  });
  assert.match(shown[0], /first words/);
  assert.match(shown[1], /first words and more/);
  assert.doesNotMatch(shown[2], /words/);
});

test("a preview shows a part, and says where its blocks are from", async (t) => {
  const page = await openPage(t);
  const source = "---\nname: a\ndescription: b é\n---\n\n# Title 😀\n\n- item\n";
  const shown = await page.evaluate((text) => {
    const element = document.querySelector("#one");
    return ["description", "prompt", "all"].map((part) => {
      const preview = window.passmuster.createPreview(element, { part });
      const before = preview.blocks().length;
      preview.update(text);
      const blocks = preview.blocks().map(({ element, from, to }) => `${element.localName}: ${text.slice(from, to).trim()}`);
      preview.destroy();
      return { before, blocks, after: preview.blocks().length };
    });
  }, source);
  const [description, prompt] = [["p: b é"], ["h1: # Title 😀", "ul: - item"]];
  assert.deepEqual(shown.map(({ blocks }) => blocks), [description, prompt, [...description, ...prompt]]);
  for (const { before, after } of shown) assert.deepEqual([before, after], [0, 0]);
});

test("a destroyed preview says so", async (t) => {
  const page = await openPage(t);
  const message = await page.evaluate(() => {
    const preview = window.passmuster.createPreview(document.querySelector("#one"));
    preview.destroy();
    preview.destroy();
    try {
      preview.update("");
    } catch (error) {
      return error.message;
    }
  });
  assert.equal(message, "This preview was destroyed: make another with createPreview().");
});

test("previews outlive 20,000 failed instances", async (t) => {
  const page = await openPage(t);
  const result = await page.evaluate((panic) => {
    console.error = () => {};
    const elements = ["#one", "#two"].map((id) => document.querySelector(id));
    const previews = elements.map((element) => window.passmuster.createPreview(element));
    let panics = 0;
    for (let round = 0; round < 20_000; round += 1) {
      try {
        window.passmuster.check(panic);
      } catch {
        panics += 1;
      }
      if (round % 10 === 0) {
        for (const preview of previews) preview.update(`---\nname: a\ndescription: b\n---\nround ${round}.\n`);
      }
    }
    for (const preview of previews) preview.update("---\nname: a\ndescription: b\n---\nthe end\n");
    const texts = elements.map((element) => element.textContent);
    for (const preview of previews) preview.destroy();
    return { panics, texts };
  }, PANIC);
  assert.equal(result.panics, 20_000);
  for (const text of result.texts) {
    assert.match(text, /the end/);
    assert.doesNotMatch(text, /round/);
  }
});
