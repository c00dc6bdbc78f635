// A page with the element on it, as somebody else would write it, under the policy of the strictest.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";

import { check, init } from "passmuster";

import { launch } from "../scripts/browser.mjs";
import { headerPolicy } from "../scripts/policy.mjs";
import { serve } from "../scripts/serve.mjs";
import { renderFindings, renderSource, renderVerdict } from "../src/widget/static.js";

const dist = fileURLToPath(new URL("../dist", import.meta.url));

await init();

/** This site's own, without the one script's address that its playground makes of a string. */
export const POLICY = headerPolicy.replace("trusted-types service-worker", "trusted-types 'none'");

/** One warning with a fix, and one note. */
export const TEXT = `---
name: tidy
description: Use it to tidy up.
tools: read, Grep
---

# Tidy

Sweep the \`floor\`.
`;

/** The address of what the build made of an entry. @param {string} name */
export async function built(name) {
  const file = (await readdir(dist)).find((each) => each.startsWith(`${name}-`) && each.endsWith(".js"));
  assert.ok(file, `the build has no ${name}`);
  return `/${file}`;
}

/**
 * An element as pages that are made ahead of time have it.
 * @param {string} text @param {string} [attributes] @param {import("passmuster").Options} [options]
 */
export function written(text, attributes = "", options = {}) {
  const result = check(text, options);
  return `<passmuster-editor ${attributes}><pre>${renderSource(text, result.diagnostics)}</pre>
<div slot="verdict">${renderVerdict(result)}</div><div slot="findings">${renderFindings(result.diagnostics, text)}</div></passmuster-editor>`;
}

/** @type {import("playwright-core").Browser} */
let browser;

export function useBrowser() {
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
}

/**
 * @typedef {object} Scene
 * @property {import("playwright-core").Page} page
 * @property {import("playwright-core").Locator} element
 * @property {import("playwright-core").Locator} editor
 * @property {import("playwright-core").Locator} findings
 * @property {import("playwright-core").Locator} verdict
 * @property {string[]} requests the paths that were asked for
 */

/**
 * Opens a page with `body`, runs a test on it, and demands that the console stayed clean.
 * @param {string} body
 * @param {(scene: Scene) => Promise<void>} test
 * @param {object} [options]
 * @param {import("playwright-core").BrowserContextOptions} [options.context]
 * @param {Parameters<typeof serve>[1]} [options.server]
 * @param {string} [options.policy]
 * @param {string} [options.style] of the page
 * @param {boolean} [options.late] whether the test itself loads the element, by `load()`
 * @param {RegExp} [options.expected] console messages that belong to the test
 */
export async function onElements(body, test, { context = {}, server: serverOptions, policy = POLICY, style = "", late = false, expected } = {}) {
  const server = await serve(dist, serverOptions);
  const origin = `http://127.0.0.1:${server.port}`;
  const session = await browser.newContext({ viewport: { width: 900, height: 800 }, ...context });
  const page = await session.newPage();
  page.setDefaultTimeout(10_000);
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const requests = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const script = await built("element");
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="favicon.svg"><link rel="stylesheet" href="page.css">
${late ? "" : `<script type="module" src="${script}"></script>`}
<main><h1>A page</h1>${body}<p id="after">What comes after it.</p></main></html>`;
  await page.route(`${origin}/page.html`, (route) => route.fulfill({ body: html, contentType: "text/html", headers: { "Content-Security-Policy": policy } }));
  await page.route(`${origin}/page.css`, (route) => route.fulfill({ body: `body { margin: 2rem; font: 16px/1.5 sans-serif } ${style}`, contentType: "text/css" }));
  try {
    await page.goto(`${origin}/page.html`);
    const element = page.locator("passmuster-editor").first();
    await test({
      page,
      element,
      editor: element.getByRole("textbox"),
      findings: element.locator(".list .finding"),
      verdict: element.locator(".said"),
      requests,
    });
    assert.deepEqual(problems.filter((text) => !expected?.test(text)), []);
  } finally {
    await session.close();
    await server.close();
  }
}

/** Waits until an element has its editor and was checked. @param {import("playwright-core").Locator} element */
export async function live(element) {
  await element.locator(".cm-content").waitFor();
  await element.locator(".said .verdict:not(.waiting)").waitFor();
}

/** The text in the editor. @param {import("playwright-core").Locator} element @returns {Promise<string>} */
export function value(element) {
  return element.evaluate((each) => /** @type {any} */ (each).value);
}
