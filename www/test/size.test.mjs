// What a first visit costs, and that the page stands still while it loads.

import assert from "node:assert/strict";
import { test } from "node:test";

import { complaints, firstVisit, measure } from "../scripts/size.mjs";
import { onPage, useBrowser } from "./harness.mjs";

useBrowser();

test("a first visit is as large as size.json says, or smaller", async () => {
  assert.deepEqual(await complaints(await measure()), []);
});

test("a first visit loads nothing that was not counted", async () => {
  const counted = await firstVisit();
  await onPage(async ({ page }) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.slice(1) || "index.html"));
    for (const name of loaded) assert.ok(counted.includes(name), name);
  }, { offline: true });
});

for (const width of [1440, 1000, 390]) {
  test(`nothing moves while the page loads: ${width} pixels`, () =>
    onPage(async ({ page }) => {
      // What comes late, too.
      await page.waitForTimeout(500);
      const shifts = await page.evaluate(() => /** @type {any} */ (window).shifts);
      assert.ok(shifts.sum < 0.01, JSON.stringify(shifts));
    }, {
      context: { viewport: { width, height: 800 } },
      script: () => {
        const shifts = { sum: 0, of: /** @type {string[]} */ ([]) };
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of /** @type {any[]} */ (list.getEntries())) {
            shifts.sum += entry.value;
            shifts.of.push(...entry.sources.map((/** @type {any} */ { node }) => `${node?.id || node?.className || node?.nodeName} ${entry.value}`));
          }
        }).observe({ type: "layout-shift", buffered: true });
      },
    }));
}
