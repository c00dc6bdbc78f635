// How long the page takes to be of use, on a processor that is four times as slow: `npm run measure`, or
// `npm run measure -- --write` to put the figures into README.md. Nothing is demanded of them: whoever measures
// beside other work measures that. The page must have been built.

import { readFile, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";

import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

const SLOWER = 4;
const RUNS = 7;

const readme = new URL("../README.md", import.meta.url);
const server = await serve(fileURLToPath(new URL("../dist", import.meta.url)));
const browser = await launch();
const runs = [];
for (let run = 0; run < RUNS; run += 1) runs.push(await once());
await browser.close();
await server.close();

const middle = (name) => Math.round(runs.map((run) => run[name]).sort((a, b) => a - b)[RUNS >> 1]);
const least = (name) => Math.round(Math.min(...runs.map((run) => run[name])));
const NAMES = {
  text: "the text can be read",
  editor: "the editor takes a key",
  findings: "verdict and findings are shown",
  busy: "of that, time of the processor in the page's thread",
  key: "from a key to its findings, painted",
};
const rows = Object.entries(NAMES).map(([name, what]) => `| ${what} | ${least(name)} / ${middle(name)} |`);
const table = [`| processor ${SLOWER} times slowed down, load ${loadavg()[0].toFixed(1)} | ms: shortest / middle of ${RUNS} |`, "| --- | --: |", ...rows].join("\n");
console.log(table);
if (process.argv.includes("--write")) {
  const text = await readFile(readme, "utf8");
  await writeFile(readme, text.replace(/(<!-- measured -->\n)[^]*?(<!-- \/measured -->)/, (_, before, after) => `${before}${table}\n${after}`));
}

/** One visit, with nothing in any cache. */
async function once() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.addInitScript(() => {
    const times = {};
    Object.assign(window, { times });
    new MutationObserver(() => {
      if (document.querySelector(".cm-content")) times.editor ??= performance.now();
      if (document.querySelector('#verdict:not([data-status="waiting"])')) times.findings ??= performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await page.waitForFunction(() => window.times.findings);
  const times = await page.evaluate(async () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return { text: paint?.startTime ?? NaN, ...window.times };
  });
  const { metrics } = await session.send("Performance.getMetrics");
  const busy = 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN);
  await page.locator(".cm-content").focus();
  await page.evaluate(() => {
    addEventListener("keydown", ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => { window.times.key = performance.now() - timeStamp; })), { once: true, capture: true });
  });
  await page.keyboard.press("x");
  await page.waitForFunction(() => window.times.key);
  const { key } = await page.evaluate(() => window.times);
  await context.close();
  return { ...times, key, busy };
}
