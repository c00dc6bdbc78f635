// A served page in a real browser, and what tests need to talk to it.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { launch } from "../scripts/browser.mjs";
import { serve } from "../scripts/serve.mjs";

/** The page as it was built. */
export const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** Text all of which fits the view: the editor has only what is visible in the DOM. */
export const SMALL = `---
name: tidy
description: Tidies up when asked.
tools: Read, Grep
---

# Title

First paragraph.

Second paragraph.
`;

/** @type {import("playwright-core").Browser} */
let browser;

/** Registers the set-up of one browser for a test file. */
export function useBrowser() {
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
}

/**
 * Opens the page, runs a test on it, and demands that the console stayed clean.
 * @param {(playground: Playground) => Promise<void>} test
 * @param {object} [options]
 * @param {import("playwright-core").BrowserContextOptions} [options.context]
 * @param {Parameters<typeof serve>[1]} [options.server]
 * @param {string} [options.folder] that is served, instead of the page as it was built
 * @param {() => void} [options.script] runs in the page before its own scripts
 * @param {string} [options.at] the page, from the root of the site; the playground unless told
 * @param {string} [options.hash] the end of the page's address
 * @param {boolean} [options.offline] whether the page may start its service worker; it would answer in the server's place
 * @param {boolean} [options.starts] whether the checker is to start
 * @param {RegExp} [options.expected] console messages that belong to the test
 */
export async function onPage(test, { context = {}, server: serverOptions, folder = dist, script, at = "", hash = "", offline = false, starts = true, expected } = {}) {
  const server = await serve(folder, serverOptions);
  const origin = `http://127.0.0.1:${server.port}`;
  const session = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...context });
  const page = await session.newPage();
  page.setDefaultTimeout(10_000);
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) problems.push(`foreign request: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  if (!offline) await page.addInitScript(() => { Reflect.deleteProperty(Navigator.prototype, "serviceWorker"); });
  if (script) await page.addInitScript(script);
  try {
    await page.goto(`${origin}/${at}${hash}`);
    if (starts) await page.locator('#verdict:not([data-status="waiting"])').waitFor();
    await test(new Playground(page));
    assert.deepEqual(problems.filter((text) => !expected?.test(text)), []);
  } finally {
    await session.close();
    await server.close();
  }
}

/**
 * Waits until the page has answered what was done to it, scrolling included, so that what is not there by then does not come.
 * @param {import("playwright-core").Page} page
 */
export function frames(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

export class Playground {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.editor = page.getByRole("textbox", { name: "Agent file" });
    this.findings = page.getByRole("listbox", { name: "Findings" }).getByRole("option");
    /** The chosen finding in full. */
    this.detail = page.locator("#finding");
    this.verdict = page.locator("#verdict");
    this.reading = page.locator("#reading-body");
    this.preview = page.locator("#preview-body");
  }

  /** Replaces the whole text by a paste. @param {string} text */
  async set(text) {
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.editor.evaluate((content, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** The text, as far as it is in view. */
  text() {
    return this.editor.evaluate((content) =>
      [...content.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));
  }

  /** The findings that are listed with these words. @param {RegExp} pattern */
  finding(pattern) {
    return this.findings.filter({ hasText: pattern });
  }

  /** The selected text. */
  selection() {
    return this.page.evaluate(() => String(getSelection()));
  }

  /** Places the cursor behind some text in view. @param {string} text */
  async cursorAfter(text) {
    await this.editor.focus();
    await this.editor.evaluate((content, wanted) => {
      const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = /** @type {Text} */ (walker.currentNode);
        const at = node.data.indexOf(wanted);
        if (at >= 0) return getSelection()?.collapse(node, at + wanted.length);
      }
      throw new Error(`not in view: ${wanted}`);
    }, text);
    // The editor takes the selection over in a task of its own.
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  }
}
