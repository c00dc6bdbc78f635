// Typing, finding, fixing, undoing, jumping.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

test("opens on a file that loads although strict YAML parsers refuse it", () =>
  onPage(async ({ page, verdict, reading }) => {
    assert.match(await verdict.innerText(), /loads/i);
    assert.equal(await reading.locator(".agent-name").innerText(), "migration-reviewer");
    assert.match(await page.locator("#plain").count().then(String), /^0$/);
  }));

test("a misspelt tool is found, fixed by a click, and undone by a key", () =>
  onPage(async (playground) => {
    const { page, editor } = playground;
    await playground.set(SMALL);
    await playground.cursorAfter("Read, Grep");
    for (let i = 0; i < 4; i += 1) await page.keyboard.press("Backspace");
    await page.keyboard.type("grep");
    const finding = playground.finding(/grep/);
    await finding.first().waitFor();
    assert.ok(await editor.locator(".cm-lintRange").count() > 0, "it is marked in the text");

    await finding.first().click();
    await playground.detail.getByRole("button", { name: /Grep/ }).first().click();
    assert.match(await playground.text(), /tools: Read, Grep$/m);
    assert.equal(await playground.finding(/grep\b/).count(), 0);

    await page.keyboard.press("ControlOrMeta+z");
    assert.match(await playground.text(), /tools: Read, grep$/m);
    assert.ok(await playground.finding(/grep/).count() > 0, "the finding is back");
  }));

test("a click on a finding selects its place in the editor", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("Grep", "grep"));
    const finding = playground.finding(/grep/).first();
    assert.match(await finding.locator(".finding-place").innerText(), /4:14$/);
    await finding.click();
    assert.match(await playground.selection(), /grep/);
    assert.ok(await playground.editor.evaluate((content) => content === document.activeElement));
  }));

test("F8 and Shift-F8 go around the findings and say them", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("Read, Grep", "read, grep").replace("tools:", "color: no\ntools:").replace("# Title", "Text."));
    await page.keyboard.press("ControlOrMeta+Home");
    const total = await playground.findings.count();
    assert.ok(total >= 2, "there is something to go around");
    const places = [];
    for (let i = 0; i <= total; i += 1) {
      await page.keyboard.press("F8");
      places.push(await playground.selection());
    }
    assert.equal(places[total], places[0], "after the last comes the first");
    assert.match(await page.locator(".cm-announced").innerText(), /^(Error|Warning|Note): /m);
    await page.keyboard.press("Shift+F8");
    assert.equal(await playground.selection(), places[total - 1]);
  }));

test("F8 tells findings apart that are at one place, and the list follows", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("name: tidy", "name: Tidy Up"));
    await page.locator("#path").fill(".claude/agents/other.md");
    await playground.editor.press("ControlOrMeta+End");
    const chosen = playground.findings.and(page.locator('[aria-selected="true"]'));
    const total = await playground.findings.count();
    assert.ok(total >= 2);
    const seen = [];
    for (let i = 0; i <= total; i += 1) {
      await page.keyboard.press("F8");
      seen.push(await chosen.getAttribute("id"));
    }
    assert.deepEqual(seen, [...Array.from({ length: total }, (_, i) => `finding-${i}`), "finding-0"]);
    await playground.findings.nth(1).click();
    assert.equal(await chosen.getAttribute("id"), "finding-1");
  }));

/** Types into the text area before any script of the page runs. */
const typeEarly = () => document.addEventListener("readystatechange", () => {
  const plain = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("plain"));
  if (!plain) return;
  plain.focus();
  plain.setRangeText("early ", 4, 4, "end");
}, { once: true });

test("what is typed before the editor arrives stays, is an edit, and goes on where the cursor was", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await page.keyboard.type("late ");
    assert.match(await playground.text(), /^---\nearly late name: /);
    await page.reload();
    await page.locator('#verdict:not([data-status="waiting"])').waitFor();
    // Once more before the editor came: it is typed into the sample, and what was kept is a step back.
    assert.match(await playground.text(), /^---\nearly name: /);
    await playground.editor.press("ControlOrMeta+z");
    assert.match(await playground.text(), /^---\nearly late name: /);
  }, { script: typeEarly }));

test("the skip link leads into the editor and leaves the address alone", () =>
  onPage(async ({ page, editor }) => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.ok(await editor.evaluate((content) => content === document.activeElement));
    assert.equal(new URL(page.url()).hash, "");
  }));

test("Fix all is one step of the history", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const broken = SMALL.replace("Read, Grep", "read, grep");
    await playground.set(broken);
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("Typed just before.");
    const before = await playground.text();
    const button = page.locator("#fix-all");
    assert.match(await button.innerText(), /Fix all \(\d+ safe\)/);
    await button.click();
    assert.match(await playground.text(), /tools: Read, Grep$/m);
    assert.equal(await button.count(), 0, "nothing safe is left");
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await playground.text(), before);
    await button.click();
    await page.getByRole("button", { name: "Undo the fix" }).click();
    assert.equal(await playground.text(), before);
    assert.equal(await page.getByRole("button", { name: "Undo the fix" }).count(), 0);
  }));

test("a fix is offered in the editor's own tooltip", () =>
  onPage(async (playground) => {
    const { page, editor } = playground;
    await playground.set(SMALL.replace("Grep", "grep"));
    await editor.locator(".cm-lintRange", { hasText: "grep" }).first().hover();
    await page.locator(".cm-tooltip .cm-diagnosticAction").first().click();
    assert.match(await playground.text(), /tools: Read, Grep$/m);
  }));

test("typing over a selection is a change like any other", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Plain.");
    assert.equal(await playground.text(), "Plain.");
    assert.equal(await playground.verdict.getAttribute("data-status"), "ignored");
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await playground.verdict.getAttribute("data-status"), "loads");
  }));

test("every keystroke is shown in its own frame, and none is dropped", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL);
    await playground.cursorAfter("Tidies up when asked");
    await page.evaluate(() => {
      const log = /** @type {any} */ (window).frames_ = [];
      document.addEventListener("input", () => requestAnimationFrame(() => {
        const line = [...document.querySelectorAll(".cm-line")].find((each) => each.textContent?.startsWith("description:"));
        log.push([line?.textContent, document.querySelector('[data-part="description"] .prose')?.textContent]);
      }));
    });
    const typed = Array.from({ length: 200 }, (_, i) => "and sweeps the floor "[i % 21]).join("");
    for (const key of typed) await page.keyboard.press(key === " " ? "Space" : key);
    const frames = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      return /** @type {any} */ (window).frames_;
    });
    assert.equal(frames.length, 200);
    for (const [line, shown] of frames) assert.equal(`description: ${shown}`, line);
    assert.equal(frames.at(-1)[1], `Tidies up when asked${typed}.`);
  }));

test("what is typed before the checker arrives is checked when it does", () => {
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => { release = () => resolve(undefined); });
  return onPage(async (playground) => {
    await playground.set(SMALL);
    release();
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
  }, { starts: false, server: { hold: (pathname) => pathname.endsWith(".wasm") ? held : undefined } });
});

test("a reload keeps the text, the host and the file's name", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL);
    await page.getByLabel("Host").selectOption("claude-code-plugin");
    await page.getByLabel("File", { exact: true }).fill("agents/tidy.md");
    await page.reload();
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
    assert.equal(await playground.text(), SMALL);
    assert.equal(await page.getByLabel("Host").inputValue(), "claude-code-plugin");
    assert.equal(await page.getByLabel("File", { exact: true }).inputValue(), "agents/tidy.md");
  }));
