// What a key costs in files that are large or full of findings, panel by panel: `npm run measure:keys`. The page
// must have been built. Nothing is demanded of the figures.

import { fileURLToPath } from "node:url";

import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

const KEYS = 9;

/** What is in front, by the width of the window: wide enough for three columns, for two, for one. */
const VIEWS = {
  "wide, preview": [1440, "preview"],
  "wide, JSON": [1440, "json"],
  "two, reading": [1000, "reading"],
  "two, preview": [1000, "preview"],
  "two, JSON": [1000, "json"],
  "narrow, file": [600, "source"],
};

const HEAD = "---\nname: tidy\ndescription: Use it to tidy up when asked.\ntools: Read, Grep\n";
const REST = "---\n\nStart here.\n\n";
const LINE = "A line of the prompt, and *another*, with some `code` in it and a few words more.\n\n";

/** @param {number} length */
const prose = (length) => HEAD + REST + LINE.repeat(length / LINE.length);
/** @param {number} count */
const repeated = (count) => HEAD + "color: red\n".repeat(count + 1) + REST;

const CASES = {
  "40 KB of prose": prose(40_000),
  "300 findings": repeated(300),
  "3,000 findings": repeated(3000),
  "20,000 findings": repeated(20_000),
  "900 KB of prose": prose(900_000),
};

const only = process.argv.slice(2);
const server = await serve(process.env.DIST ?? fileURLToPath(new URL("../dist", import.meta.url)));
const browser = await launch();
const rows = [];
for (const [name, text] of Object.entries(CASES)) {
  if (only.length && !only.some((each) => name.includes(each))) continue;
  /** @type {Record<string, string>} */
  const row = {};
  for (const [view, [width, panel]] of Object.entries(VIEWS)) row[view] = await measure(text, Number(width), String(panel));
  rows.push([name, row]);
  console.error(name, row);
}
await browser.close();
await server.close();
console.log("ms of the page's thread for a key / until it is painted, each the middle of", KEYS);
console.table(Object.fromEntries(rows));

/** @param {string} text @param {number} width @param {string} panel */
async function measure(text, width, panel) {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.addInitScript(() => { Reflect.deleteProperty(Navigator.prototype, "serviceWorker"); });
  const session = await page.context().newCDPSession(page);
  // The processor's time, to which other programs don't add.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await page.locator('#verdict[data-status="loads"]').waitFor();
  await page.locator(".cm-content").evaluate((content, pasted) => {
    content.focus();
    document.execCommand("selectAll");
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  if (panel !== "source") await page.locator(`#tab-${panel}`).click();
  await page.locator(".cm-content").focus();
  await page.keyboard.press("ControlOrMeta+Home");
  for (let line = 0; line < 2; line += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => {
    const keys = Object.assign(window, { painted: /** @type {number[]} */ ([]) });
    addEventListener("keydown", ({ timeStamp }) => {
      requestAnimationFrame(() => setTimeout(() => keys.painted.push(performance.now() - timeStamp)));
    }, { capture: true });
  });
  await page.waitForTimeout(1500);
  const busy = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN);
  };
  const spent = [];
  for (let key = 1; key <= KEYS; key += 1) {
    const before = await busy();
    await page.keyboard.press("x");
    await page.waitForFunction((count) => /** @type {any} */ (window).painted.length >= count, key);
    spent.push(await busy() - before);
  }
  const painted = await page.evaluate(() => /** @type {any} */ (window).painted);
  await page.close();
  return `${middle(spent)} / ${middle(painted)}`;
}

/** @param {number[]} times */
function middle(times) {
  return Math.round(times.sort((a, b) => a - b)[times.length >> 1]);
}
