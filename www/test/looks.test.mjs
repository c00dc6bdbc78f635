// Widths, schemes, and what the page offers to keyboards and screen readers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

const PANELS = ["source", "findings", "reading", "preview"];

test("wide: all panels at once", () =>
  onPage(async ({ page }) => {
    for (const id of PANELS) assert.ok(await page.locator(`#${id}`).isVisible(), id);
    assert.ok(await page.getByRole("tablist").isHidden());
  }));

test("in between: reading and preview share a place", () =>
  onPage(async ({ page }) => {
    assert.ok(await page.locator("#source").isVisible());
    assert.ok(await page.locator("#reading").isVisible());
    await page.getByRole("tab", { name: "Preview" }).click();
    assert.ok(await page.locator("#preview").isVisible());
    assert.ok(await page.locator("#reading").isHidden());
  }, { context: { viewport: { width: 1000, height: 700 } } }));

test("narrow: every panel behind a tab, none out of reach", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("Grep", "grep"));
    for (const [index, name] of [/File/, /Findings [1-9]/, /Reading/, /Preview/].entries()) {
      await page.getByRole("tab", { name }).click();
      for (const id of PANELS) assert.equal(await page.locator(`#${id}`).isVisible(), id === PANELS[index]);
      const { content, width } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, width: innerWidth }));
      assert.ok(content <= width, "nothing sticks out");
    }
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    assert.ok(await page.locator("#findings").isVisible(), "arrow keys move along the tabs");
    await playground.finding(/grep/).first().locator(".place").first().click();
    assert.ok(await page.locator("#source").isVisible(), "a jump brings the text to the front");
    assert.match(await playground.selection(), /grep/);
    await page.getByLabel("Host").selectOption("claude-code-plugin");
    assert.ok(await playground.verdict.isVisible());
  }, { context: { viewport: { width: 360, height: 740 }, hasTouch: true } }));

test("dark and light differ, and text stands out in both", async () => {
  const seen = [];
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await onPage(async ({ page }) => {
      const pairs = await page.evaluate(contrasts);
      for (const { where, ratio } of pairs) assert.ok(ratio >= 4.5, `${colorScheme}: ${where} has ${ratio.toFixed(2)}`);
      seen.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    }, { context: { colorScheme } });
  }
  assert.notEqual(seen[0], seen[1]);
});

test("forced colours and reduced motion keep the page usable", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("Grep", "grep"));
    assert.ok(await playground.finding(/grep/).first().isVisible());
  }, { context: { forcedColors: "active", reducedMotion: "reduce" } }));

test("everything that can be used has a name, and panels are landmarks", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("Grep", "grep"));
    for (const name of ["Agent file", "Findings", "What Claude Code reads", "Preview", "Verdict"]) {
      assert.equal(await page.getByRole("region", { name, exact: true }).count(), 1, name);
    }
    for (const button of await page.getByRole("button").all()) {
      const name = await button.evaluate((element) => element.getAttribute("aria-label") ?? element.textContent ?? "");
      assert.notEqual(name.trim(), "");
    }
    await page.getByRole("status").filter({ hasText: /loads.*(error|warning)/s }).waitFor({ state: "attached" });
  }));

test("Tab leaves the editor", () =>
  onPage(async ({ page, editor }) => {
    await editor.focus();
    await page.keyboard.press("Tab");
    assert.ok(!(await editor.evaluate((content) => content.contains(document.activeElement))));
  }));

test("without script the page still has its text", () =>
  onPage(async ({ page }) => {
    assert.match(await page.locator("#plain").inputValue(), /^---\nname: migration-reviewer\n/);
  }, { starts: false, context: { javaScriptEnabled: false } }));

/** Contrast of every visible piece of text with what is behind it. Runs in the page. */
function contrasts() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parse = (/** @type {string} */ color) => {
    if (!canvas) throw new Error("no canvas");
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (/** @type {number[]} */ rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255).map((value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (/** @type {Element | null} */ element) => {
    for (; element; element = element.parentElement) {
      const color = parse(getComputedStyle(element).backgroundColor);
      if (color[3] === 255) return color.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent?.trim() || !element?.checkVisibility() || element.closest("option, noscript, .unseen, .skip")) continue;
    const text = luminance(parse(getComputedStyle(element).color).slice(0, 3));
    const behind = luminance(background(element));
    const ratio = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
    found.set(`${element.tagName}.${element.className}`, ratio);
  }
  return [...found].map(([where, ratio]) => ({ where, ratio }));
}
