// The panels and the text point at each other, and the preview scrolls with the editor.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

test("what is pointed at in the card is marked in the text", () =>
  onPage(async (playground) => {
    const { editor, reading, page } = playground;
    await playground.set(SMALL.replace("tools:", "color: red\ntools:"));
    await reading.locator(".agent-name").hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "name: tidy");
    await reading.getByRole("button", { name: "Grep" }).hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "Grep");
    await reading.locator(".agent-color").hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "color: red");
    await reading.locator(".prose p").hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "Tidies up when asked.");
    await playground.preview.locator("h1").hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "# Title");
    await page.locator("#verdict").hover();
    assert.equal(await editor.locator(".cm-peek").count(), 0);
    await reading.getByRole("button", { name: "Grep" }).click();
    assert.equal(await playground.selection(), "Grep");
  }));

test("each turn of an example and the text it is from mark each other", () =>
  onPage(async (playground) => {
    const { editor, page, reading } = playground;
    await playground.set(SMALL.replace("Tidies up when asked.", "Tidies up. <example>Context: A mess. user: \"Clean up!\" assistant: \"Soon.\" <commentary>It waits.</commentary></example>"));
    const peeked = () => editor.locator(".cm-peek").allInnerTexts().then((texts) => texts.join(""));
    for (const text of ["A mess.", "Clean up!", "Soon.", "It waits."]) {
      await reading.locator("figure p", { hasText: text }).hover();
      assert.match(await peeked(), new RegExp(`^\\W?${text.replace(/\W/g, "\\$&")}\\W?$`));
    }
    await playground.cursorAfter("So");
    assert.deepEqual(await page.locator("#reading-body .is-linked").allInnerTexts(), ["Soon."]);
  }));

test("what is pointed at is marked again after an edit", () =>
  onPage(async (playground) => {
    const { editor, page, preview } = playground;
    await playground.set(SMALL);
    const block = preview.locator("p", { hasText: "Second" });
    await block.hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "Second paragraph.");
    await playground.cursorAfter("First");
    await page.keyboard.type("ly the");
    assert.equal(await editor.locator(".cm-peek").count(), 0);
    // The same block, and not another one between.
    const { x, y } = /** @type {{x: number, y: number}} */ (await block.boundingBox());
    await block.dispatchEvent("pointerover", { clientX: x + 2, clientY: y + 2 });
    assert.equal(await editor.locator(".cm-peek").innerText(), "Second paragraph.");
  }));

test("the cursor and the mouse in the text mark what came of the place", () =>
  onPage(async (playground) => {
    const { page, editor } = playground;
    await playground.set(SMALL);
    const linked = () => page.locator(".is-linked").allInnerTexts();
    await playground.cursorAfter("Read, Gr");
    assert.deepEqual(await linked(), ["Grep"]);
    await playground.cursorAfter("Second para");
    assert.deepEqual(await linked(), ["Second paragraph."]);
    await editor.locator(".cm-line", { hasText: "description" }).getByText("Tidies").hover();
    assert.deepEqual(await linked(), ["Tidies up when asked."]);
    await page.locator("#verdict").hover();
    assert.deepEqual(await linked(), ["Second paragraph."]);
  }));

test("what a comment cuts off is struck out below the description", () =>
  onPage(async (playground) => {
    const { reading, editor } = playground;
    await playground.set(SMALL.replace("when asked.", "when asked. #dust #dirt"));
    const lost = reading.locator(".lost");
    assert.equal(await lost.locator("s").innerText(), "#dust #dirt");
    await lost.hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "#dust #dirt");
    await playground.set(SMALL.replace("when asked.", "when asked --- or not."));
    assert.equal(await lost.locator("s").innerText(), "--- or not.");
    await playground.set(SMALL);
    assert.equal(await lost.count(), 0);
  }));

test("the description's examples are conversations, and its price is named", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("asked.", 'asked. <example>user: "Dust!" assistant: "I come."</example>'));
    const { reading } = playground;
    assert.match(await reading.locator(".turn.user").innerText(), /Dust!/);
    assert.match(await reading.locator(".turn.assistant").innerText(), /I come\./);
    assert.match(await reading.locator(".price").innerText(), /^\d+ tokens of every session$/);
  }));

test("tools that bring nothing are told apart, each with its reason", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("Read, Grep", "Read, Nope, Grep, Bash\ndisallowedTools: Write"));
    const refused = playground.reading.locator(".tools-refused");
    assert.match(await refused.first().innerText(), /Nope[^]*Grep/);
    assert.match(String(await refused.getByRole("button", { name: /Nope/ }).getAttribute("title")), /names no tool/);
    assert.match(String(await refused.getByRole("button", { name: /Grep/ }).getAttribute("title")), /Bash/);
    assert.match(await refused.last().innerText(), /taken away[^]*Write/);
  }));

const LONG = `${SMALL}\n${Array.from({ length: 80 }, (_, i) => `## Part ${i}\n\nWords of part ${i}. ${"More of them. ".repeat(12)}\n`).join("\n")}`;

/** The heading nearest to the top of the preview. @param {import("playwright-core").Locator} preview */
function topHeading(preview) {
  return preview.evaluate((body) => {
    const top = body.getBoundingClientRect().top;
    const headings = [...body.querySelectorAll("h2")];
    const number = (/** @type {Element | undefined} */ heading) => Number(heading?.textContent?.replace("Part ", ""));
    return number(headings.findLast((heading) => heading.getBoundingClientRect().top <= top + 60) ?? headings[0]);
  });
}

/** The part in the first line of the editor that is in sight. @param {import("playwright-core").Page} page */
function topPart(page) {
  return page.locator(".cm-scroller").evaluate((scroller) => {
    const top = scroller.getBoundingClientRect().top;
    const lines = [...scroller.querySelectorAll(".cm-line")].filter((line) => line.getBoundingClientRect().bottom > top);
    return Number(/[Pp]art (\d+)/.exec(lines.slice(0, 4).map((line) => line.textContent).join(" "))?.[1]);
  });
}

test("the preview scrolls with the editor, and the other way round", () =>
  onPage(async (playground) => {
    const { page, preview, editor } = playground;
    await playground.set(LONG);
    await page.keyboard.press("ControlOrMeta+Home");
    await editor.hover();
    for (let turn = 0; turn < 12; turn += 1) {
      await page.mouse.wheel(0, 200);
      await page.waitForTimeout(30);
    }
    await page.waitForTimeout(150);
    const inEditor = await topPart(page);
    assert.ok(inEditor > 5, `scrolled to part ${inEditor}`);
    assert.ok(Math.abs(await topHeading(preview) - inEditor) <= 1, `preview at ${await topHeading(preview)}, editor at ${inEditor}`);

    await preview.hover();
    for (let turn = 0; turn < 12; turn += 1) {
      await page.mouse.wheel(0, 300);
      await page.waitForTimeout(30);
    }
    await page.waitForTimeout(200);
    const inPreview = await topHeading(preview);
    assert.ok(inPreview > inEditor + 5);
    assert.ok(Math.abs(await topPart(page) - inPreview) <= 1, `editor at ${await topPart(page)}, preview at ${inPreview}`);
  }));

test("the preview keeps its place while somebody types above it", () =>
  onPage(async (playground) => {
    const { page, preview } = playground;
    await playground.set(LONG);
    await preview.evaluate((body) => (body.scrollTop = 1500));
    await page.waitForTimeout(100);
    const before = await topHeading(preview);
    await page.evaluate(() => /** @type {any} */ (document.activeElement)?.blur());
    await playground.editor.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.waitForTimeout(100);
    await preview.evaluate((body) => (body.scrollTop = 1500));
    await page.keyboard.press("End");
    await page.keyboard.type(" ");
    assert.ok(Math.abs(await topHeading(preview) - before) <= 1);
  }));
