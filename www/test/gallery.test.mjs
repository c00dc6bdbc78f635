// The gallery: every example shows what is said of it, and nothing else.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

const folder = fileURLToPath(new URL("../gallery/", import.meta.url));
const gallery = JSON.parse(await readFile(`${folder}gallery.json`, "utf8"));

test("there is a file for every entry, and an entry for every file", async () => {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  assert.deepEqual(files, gallery.map((/** @type {any} */ { slug }, /** @type {number} */ index) => `${String(index + 1).padStart(2, "0")}-${slug}.md`));
  assert.equal(files.length, 10);
});

for (const [index, { slug, lesson, host, path, findings }] of gallery.entries()) {
  test(`#example/${slug}`, () =>
    onPage(async (playground) => {
      const { page } = playground;
      const shown = await playground.findings.evaluateAll((items) => items.map((item) => item.querySelector(".finding-rule")?.textContent));
      assert.deepEqual([...shown].sort(), [...findings].sort());
      assert.equal(await page.getByLabel("Host").inputValue(), host);
      assert.equal(await page.getByLabel("File", { exact: true }).inputValue(), path);
      const text = await readFile(`${folder}${String(index + 1).padStart(2, "0")}-${slug}.md`, "utf8");
      assert.equal(await playground.text(), text.replaceAll("\r\n", "\n"));
      assert.equal(await page.getByLabel("Line ends").inputValue(), text.includes("\r\n") ? "CRLF" : "LF");
      assert.equal(await page.locator(".note").innerText().then((said) => said.split("\n")[0].trim()), lesson.replaceAll("`", ""));
    }, { hash: `#example/${slug}` }));
}

test("an example takes the place of the text in one step, and its address until it is changed", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL);
    const before = await page.evaluate(() => history.length);
    await page.getByRole("button", { name: "Examples" }).click();
    const dialog = page.getByRole("dialog", { name: "Ten traps" });
    await dialog.waitFor();
    assert.equal(await dialog.locator(".example").count(), 10);
    await dialog.getByRole("button", { name: /All tools, or none/ }).click();
    await playground.reading.locator(".agent-name", { hasText: "name-finder" }).waitFor();
    assert.equal(new URL(page.url()).hash, "#example/empty-tools");
    assert.equal(await page.evaluate(() => history.length), before);
    assert.ok(await playground.editor.evaluate((content) => content.contains(document.activeElement)), "the keyboard is in the text");
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await playground.text(), SMALL);
    assert.equal(new URL(page.url()).hash, "");

    await page.evaluate(() => { location.hash = "#example/closed-early"; });
    await playground.reading.locator(".agent-name", { hasText: "migration-writer" }).waitFor();
    await page.keyboard.type("x");
    await page.reload();
    await playground.reading.locator(".agent-name", { hasText: "migration-writer" }).waitFor();
    assert.match(await playground.text(), /x/);
  }));

test("an example that is not there is told", () =>
  onPage(async (playground) => {
    await playground.page.locator(".note", { hasText: "There is no such example" }).waitFor();
    assert.match(await playground.text(), /^---\nname: migration-reviewer/);
    assert.equal(new URL(playground.page.url()).hash, "");
  }, { hash: "#example/constructor" }));

test("where the examples can't be loaded the page says so, and goes on", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await page.locator(".note", { hasText: "could not be loaded" }).waitFor();
    assert.match(await playground.text(), /^---\nname: migration-reviewer/);
    await playground.set(SMALL);
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
  }, {
    hash: "#example/empty-tools",
    server: { intercept: (pathname) => (pathname.startsWith("/dialog-") ? 404 : undefined) },
    expected: /404/,
  }));

test("the dialog is left with Escape, and the button has the keyboard again", () =>
  onPage(async ({ page }) => {
    const button = page.getByRole("button", { name: "Examples" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.ok(await button.evaluate((element) => element === document.activeElement));
  }));

test("on a phone the dialog and the menus fit", () =>
  onPage(async ({ page }) => {
    await page.getByRole("button", { name: "Examples" }).click();
    await page.getByRole("dialog").locator(".example").last().scrollIntoViewIfNeeded();
    assert.ok(await page.getByRole("dialog").locator(".example").last().isVisible());
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    for (const name of ["Open", "Share"]) {
      await page.getByRole("button", { name, exact: true }).click();
      const box = await page.locator(".menu:not([hidden])").boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= 320, `${name}: ${JSON.stringify(box)}`);
      await page.keyboard.press("Escape");
    }
  }, { context: { viewport: { width: 320, height: 568 }, hasTouch: true } }));

test("undo takes an example away with how it is read", () =>
  onPage(async (playground) => {
    const { page, verdict } = playground;
    await playground.set(SMALL);
    await page.getByLabel("File", { exact: true }).fill(".claude/agents/tidy.md");
    await page.evaluate(() => { location.hash = "#example/plugin-fields"; });
    await verdict.filter({ hasText: "(plugin)" }).waitFor();
    await playground.editor.press("ControlOrMeta+z");
    await verdict.filter({ hasText: "tidy" }).waitFor();
    assert.equal(await page.getByLabel("Host").inputValue(), "claude-code");
    assert.equal(await page.getByLabel("File", { exact: true }).inputValue(), ".claude/agents/tidy.md");
    assert.equal(await page.locator(".note").count(), 0);
    await playground.editor.press("ControlOrMeta+y");
    await verdict.filter({ hasText: "(plugin)" }).waitFor();
  }));
