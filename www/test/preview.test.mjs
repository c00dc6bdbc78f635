// The preview: patched in place, and harmless whatever is in the file.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SMALL, frames, onPage, useBrowser } from "./harness.mjs";

useBrowser();

test("blocks that did not change keep their elements", () =>
  onPage(async (playground) => {
    const { page, preview } = playground;
    await playground.set(SMALL);
    const count = await preview.evaluate((body) => {
      const blocks = [...body.querySelectorAll(".prompt > *")];
      blocks.forEach((block, index) => Object.assign(block, { known: index }));
      return blocks.length;
    });
    assert.equal(count, 3);
    await playground.cursorAfter("Second paragraph");
    await page.keyboard.type("s");
    const known = await preview.evaluate((body) =>
      [...body.querySelectorAll(".prompt > *")].map((block) => /** @type {any} */ (block).known ?? null));
    assert.deepEqual(known.slice(0, 2), [0, 1]);
    assert.match(await preview.locator(".prompt > *").last().innerText(), /Second paragraphs\./);
  }));

test("hostile Markdown is shown as text, and nothing of it runs", () =>
  onPage(async (playground) => {
    const { page, preview } = playground;
    const attacks = [
      "<script>window.owned = 1</script>",
      '<img src="x" onerror="window.owned = 2">',
      "[click](javascript:window.owned=3)",
      "[click too](JaVaScRiPt:window.owned=4)",
      "<a href=\"javascript:window.owned=5\">link</a>",
      "![picture](https://example.com/spy.png)",
      "<svg onload=\"window.owned=6\"></svg>",
      "<style>body { display: none }</style>",
      "<iframe srcdoc=\"<script>parent.owned = 7</script>\"></iframe>",
    ];
    await playground.set(SMALL
      .replace("Tidies up when asked.", '<img src=x onerror="owned = 8"> <example>user: "<script>owned = 9</script>"</example>')
      .replace("tools: Read", "tools: <b>Read</b>")
      .replace("First paragraph.", attacks.join("\n\n")));
    const shown = await preview.innerText();
    assert.match(shown, /<script>window\.owned = 1<\/script>/);
    assert.match(shown, /onerror="window\.owned = 2"/);
    for (const link of await preview.locator("a").all()) await link.click();
    const state = await page.evaluate(() => ({
      owned: /** @type {any} */ (window).owned ?? null,
      elements: document.querySelectorAll("main :is(script, img, iframe, style, object, form, b)").length,
      schemes: [...document.querySelectorAll("main a[href]")].map((link) => /** @type {HTMLAnchorElement} */ (link).protocol),
      handlers: [...document.querySelectorAll("#preview-body *")].flatMap((each) => [...each.attributes]).filter(({ name }) => /^on|^style$/.test(name)).length,
    }));
    assert.equal(state.owned, null);
    assert.equal(state.elements, 0);
    assert.equal(state.handlers, 0);
    assert.ok(state.schemes.every((scheme) => /^(https?|mailto):$/.test(scheme)), state.schemes.join());
  }, { expected: /^foreign request: https:\/\/example\.com\/spy\.png$/ }));

test("a link in the preview does not take the text away", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const here = page.url();
    await playground.set(SMALL.replace("First paragraph.", "See [here](elsewhere.md) and [there](#title)."));
    await playground.preview.getByText("there").click();
    const opened = page.waitForEvent("popup");
    await playground.preview.getByText("here", { exact: true }).click();
    await (await opened).close();
    assert.equal(page.url(), here);
    assert.match(await playground.text(), /elsewhere/);
  }, { expected: /404/ }));

test("a preview that comes to the front is that of the text, at the editor's place", () =>
  onPage(async (playground) => {
    const { page, preview } = playground;
    const parts = Array.from({ length: 60 }, (_, index) => `## Part ${index}\n\n${"Some words. ".repeat(20)}\n`).join("\n");
    await page.getByRole("tab", { name: "Preview" }).click();
    await playground.set(`${SMALL}\n${parts}`);
    await page.getByRole("tab", { name: "Reading" }).click();
    await playground.set(`${SMALL}\n${parts.replaceAll("Part", "Chapter")}`);
    await page.locator(".cm-scroller").evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight / 2));
    await frames(page);
    assert.match(String(await preview.textContent()), /Part 59/, "what nobody sees is left as it was");
    await page.getByRole("tab", { name: "Preview" }).click();
    assert.match(String(await preview.textContent()), /Chapter 59/);
    assert.ok(await preview.evaluate((body) => body.scrollTop > body.scrollHeight / 4));
  }, { context: { viewport: { width: 1000, height: 900 } } }));
