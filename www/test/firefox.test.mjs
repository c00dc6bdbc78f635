// The page in another browser. Of what the other tests try in Chromium, what engines differ in: the policy, the
// streams behind links, selection and typing, style sheets made by scripts, and the layout.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import puppeteer from "puppeteer-core";

import { serve } from "../scripts/serve.mjs";
import { decode, encode } from "../src/playground/share/hash.js";

const FIREFOX = process.env.FIREFOX || "/usr/bin/firefox-esr";
const skip = existsSync(FIREFOX) ? false : `there is no Firefox at ${FIREFOX}`;

const SMALL = "---\nname: tidy\ndescription: Tidies up when asked.\ntools: Read, grep\n---\n\n# Title\n\nText.\n";

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  if (skip) return;
  server = await serve(fileURLToPath(new URL("../dist", import.meta.url)));
  browser = await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * @param {string} path
 * @param {(page: import("puppeteer-core").Page) => Promise<void>} run
 */
async function onPage(path, run) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error instanceof Error ? error.message : error}`));
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(`http://127.0.0.1:${server.port}/${path}`);
  await run(page);
  assert.deepEqual(problems, []);
  await page.close();
}

const read = (/** @type {import("puppeteer-core").Page} */ page) => page.waitForSelector('#verdict:not([data-status="waiting"])');
const texts = (/** @type {import("puppeteer-core").Page} */ page, /** @type {string} */ selector) =>
  page.$$eval(selector, (all) => all.map((element) => /** @type {HTMLElement} */ (element).innerText));

test("opens a link, marks what is wrong, fixes and undoes it", { skip }, async () =>
  onPage(await encode({ text: SMALL }), async (page) => {
    await read(page);
    assert.deepEqual(await texts(page, ".agent-name"), ["tidy"]);
    assert.equal(await page.$$eval(".cm-lintRange", (all) => all[0].textContent), "grep");
    await page.click('#findings-list [data-rule="unknown-tool"]');
    assert.equal(await page.evaluate(() => String(getSelection())), "grep");
    await page.click("#finding .fix .button");
    const tools = () => page.$$eval(".cm-line", (lines) => lines.map((line) => line.textContent).find((line) => line?.startsWith("tools")));
    assert.equal(await tools(), "tools: Read, Grep");
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    assert.equal(await tools(), "tools: Read, grep");
  }));

test("checks every key, and keeps the work in a link and over a reload", { skip }, async () =>
  onPage(await encode({ text: SMALL }), async (page) => {
    await read(page);
    await page.click(".cm-content .cm-line:nth-child(2)");
    await page.keyboard.press("End");
    await page.keyboard.type("er");
    assert.deepEqual(await texts(page, ".agent-name"), ["tidyer"]);
    await page.waitForFunction((before) => location.hash !== before, {}, new URL(page.url()).hash);
    const kept = await decode(new URL(page.url()).hash);
    assert.match(kept?.text ?? "", /^name: tidyer$/m);
    await page.reload();
    await read(page);
    assert.deepEqual(await texts(page, ".agent-name"), ["tidyer"]);
  }));

test("shows its three columns, and the JSON behind the preview", { skip }, () =>
  onPage("", async (page) => {
    await read(page);
    const box = (/** @type {string} */ id) => page.$eval(id, (element) => element.getBoundingClientRect().toJSON());
    const [source, reading, tabs, preview] = await Promise.all(["#source", "#reading", "#tabs", "#preview"].map(box));
    assert.ok(source.right <= reading.left + 1 && reading.right <= preview.left + 1);
    assert.ok(tabs.height > 20 && tabs.bottom <= preview.top + 1);
    await page.click("#tab-json");
    assert.equal(JSON.parse((await texts(page, "#json-body"))[0]).status, "loads");
  }));

test("a page of the documentation has its example alive", { skip }, () =>
  onPage("rules/unknown-tool.html", async (page) => {
    await page.waitForFunction(() => document.querySelector("passmuster-editor")?.shadowRoot?.querySelector(".cm-content"));
  }));
