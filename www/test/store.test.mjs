// What survives a reload, and what becomes of a store that is not as it should be.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

const SAMPLE = /^---\nname: migration-reviewer\n/;

/** Waits until the work is kept. @param {import("playwright-core").Page} page @param {string} text */
const kept = (page, text) => page.waitForFunction((wanted) => localStorage.getItem("passmuster")?.includes(wanted), text);

test("a reload keeps the file with its line ends, the host and the name", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replaceAll("\n", "\r\n"));
    await page.getByLabel("Host").selectOption("claude-code-plugin");
    await page.getByLabel("File", { exact: true }).fill("agents/tidy.md");
    await page.reload();
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
    assert.equal(await playground.text(), SMALL);
    assert.equal(await page.getByLabel("Line ends").inputValue(), "CRLF");
    assert.equal(await page.getByLabel("Host").inputValue(), "claude-code-plugin");
    assert.equal(await page.getByLabel("File", { exact: true }).inputValue(), "agents/tidy.md");
  }));

test("two tabs don't fight, and a third begins with what was edited last", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const open = async () => {
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.locator('#verdict:not([data-status="waiting"])').waitFor();
      return other;
    };
    const nameIn = (/** @type {import("playwright-core").Page} */ tab, /** @type {string} */ name) =>
      tab.locator("#reading-body .agent-name", { hasText: name }).waitFor();
    await playground.set(SMALL.replace("tidy", "first"));
    await kept(page, "first");
    const second = await open();
    await nameIn(second, "first");
    await second.getByRole("textbox", { name: "Agent file" }).fill(SMALL.replace("tidy", "second"));
    await kept(page, "second");
    await page.reload();
    await nameIn(page, "first");
    await second.reload();
    await nameIn(second, "second");
    const third = await open();
    await nameIn(third, "second");
    await second.close();
    await third.close();
  }));

test("who only looks at a link still has their own file in the next tab", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL);
    await kept(page, "tidy");
    const other = await page.context().newPage();
    await other.goto(`${page.url()}#example/empty-tools`);
    await other.locator("#reading-body .agent-name", { hasText: "name-finder" }).waitFor();
    // Once the example is edited, it is what is kept.
    await other.locator(".note", { hasText: "put away" }).getByRole("button", { name: "Bring it back" }).click();
    await other.locator("#reading-body .agent-name", { hasText: "tidy" }).waitFor();
    await other.close();
    const next = await page.context().newPage();
    await next.goto(page.url());
    await next.locator("#reading-body .agent-name", { hasText: "tidy" }).waitFor();
    await next.close();
  }));

for (const [what, value] of Object.entries({
  "no JSON": "{",
  "someone else's": '{"theme":"dark"}',
  "of other types": '{"text":1,"host":"claude-code","path":"","rules":{}}',
  "for a host that is gone": '{"text":"x","host":"gone","path":"","rules":{}}',
  "nothing": "null",
})) {
  test(`a store that holds what is ${what} falls back`, () =>
    onPage(async (playground) => {
      const { page } = playground;
      await page.evaluate((stored) => {
        for (const storage of [localStorage, sessionStorage]) storage.setItem("passmuster", stored);
        // What is kept when the page is left would mend it.
        Storage.prototype.setItem = () => {};
      }, value);
      await page.reload();
      await playground.verdict.filter({ hasText: "migration-reviewer" }).waitFor();
      assert.match(await playground.text(), SAMPLE);
    }));
}

test("a folder that the store does not hold any more, or not whole, is left alone", () =>
  onPage(async ({ page, verdict }) => {
    const file = { path: "a/.claude/agents/b.md", text: "---\nname: b\ndescription: c\n---\n" };
    const whole = { name: "a", isFolder: true, host: "claude-code", files: [file] };
    const open = async (/** @type {unknown} */ folder, /** @type {unknown} */ edits) => {
      await page.evaluate((values) => {
        for (const [key, value] of Object.entries(values)) sessionStorage.setItem(`passmuster-${key}`, value);
        Storage.prototype.setItem = () => {};
      }, { folder: typeof folder === "string" ? folder : JSON.stringify(folder), edits: JSON.stringify(edits) });
      await page.reload();
      await verdict.filter({ hasText: "migration-reviewer" }).waitFor();
      return page.locator(".file").count();
    };
    for (const folder of ["{", "null", "[]", {}, { ...whole, files: 1 }, { ...whole, files: [null] }, { ...whole, files: [{ ...file, text: 1 }] }]) {
      assert.equal(await open(folder, {}), 0, JSON.stringify(folder));
    }
    for (const edits of [[], { edits: 1 }, { edits: { "a/.claude/agents/b.md": 1, gone: "x" }, current: 1 }]) {
      await open(whole, edits);
      await page.locator(".file", { hasText: "b" }).waitFor();
      assert.equal(await page.locator(".file", { hasText: "edited" }).count(), 0);
    }
  }));

test("a store that is full is told, once, and the page goes on", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const note = page.locator(".note", { hasText: "can't be kept over a reload" });
    await playground.set(SMALL);
    await note.waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.keyboard.type("more");
    await page.waitForTimeout(700);
    assert.equal(await note.count(), 0);
    assert.match(await playground.text(), /more$/);
  }, { script: () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; } }));

test("a browser that forbids to keep anything shows the page", () =>
  onPage(async (playground) => {
    assert.match(await playground.text(), SAMPLE);
    await playground.set(SMALL);
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
  }, {
    script: () => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, { get() { throw new DOMException("forbidden", "SecurityError"); } });
      }
    },
  }));

test("what is too large is not kept, and nothing older comes back in its place", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL);
    await kept(page, "tidy");
    await playground.set(`${SMALL}${"x ".repeat(300_000)}`);
    await page.locator(".note", { hasText: "can't be kept over a reload" }).waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem("passmuster")), null);
  }));
