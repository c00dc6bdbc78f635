// What twenty elements cost a page, beyond the same texts in `<pre>`: `npm run measure:elements`. The page must
// have been built.

import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { check, init } from "passmuster";

import { renderFindings, renderSource, renderVerdict } from "../src/widget/static.js";
import { launch } from "./browser.mjs";
import { headerPolicy } from "./policy.mjs";
import { serve } from "./serve.mjs";

const COUNT = 20;
const ROUNDS = 7;

const dist = fileURLToPath(new URL("../dist", import.meta.url));
await init();
const sample = await readFile(fileURLToPath(new URL("../src/playground/sample.md", import.meta.url)), "utf8");
const text = sample.replace("tools: ", "tools: read, ");
const result = check(text);
const script = (await readdir(dist)).find((file) => /^element-.*\.js$/.test(file));

const bare = `<pre>${renderSource(text, result.diagnostics)}</pre>`;
const findings = `<div slot="verdict">${renderVerdict(result)}</div><div slot="findings">${renderFindings(result.diagnostics, text)}</div>`;
const pages = {
  text: bare + findings,
  elements: `<passmuster-editor>${bare}${findings}</passmuster-editor><script type="module" src="${script}"></script>`,
};

const server = await serve(dist);
const browser = await launch();
const origin = `http://127.0.0.1:${server.port}`;

/**
 * The time that a page's main thread took, in milliseconds, when all is done.
 * @param {string} body @param {boolean} walk whether all of the page is scrolled through
 */
async function measure(body, walk) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="favicon.svg">
<main>${body.repeat(COUNT)}</main>`;
  await page.route(`${origin}/page.html`, (route) =>
    route.fulfill({ body: html, contentType: "text/html", headers: { "Content-Security-Policy": headerPolicy } }));
  const session = await page.context().newCDPSession(page);
  // The processor's time, which other programs don't add to.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`${origin}/page.html`);
  await page.waitForTimeout(1500);
  if (walk) {
    for (let index = 0; index < COUNT; index += 1) {
      // Playwright's own scrolling waits for frames, which a busy machine may not paint in time.
      await page.evaluate((at) => document.querySelectorAll("main > :is(passmuster-editor, pre)")[at].scrollIntoView({ block: "center" }), index);
      await page.waitForTimeout(250);
    }
  }
  const { metrics } = await session.send("Performance.getMetrics");
  const editors = await page.locator(".cm-content").count();
  await page.close();
  const busy = 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN);
  return { busy, editors };
}

/** The shortest and the middle of all rounds: what else the machine does makes them longer, never shorter. */
function summary(values) {
  values.sort((a, b) => a - b);
  return `${values[0].toFixed(0).padStart(5)} / ${values[values.length >> 1].toFixed(0)} ms busy (shortest / middle of ${ROUNDS})`;
}

for (const [what, body, walk] of [
  ["text", pages.text, false],
  ["elements", pages.elements, false],
  ["text, scrolled through", pages.text, true],
  ["elements, scrolled through", pages.elements, true],
]) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(body, walk));
  console.log(`${what.padEnd(28)} ${summary(rounds.map(({ busy }) => busy))}, ${rounds[0].editors} editors`);
}
await browser.close();
await server.close();
