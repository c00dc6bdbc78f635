// What Claude Code reads, and the choice of host.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

test("says for every field what became of it, and shows it in the text", () =>
  onPage(async (playground) => {
    const { page, reading, editor } = playground;
    await playground.set(SMALL.replace("tools:", "temperature: 0.2\ntools:"));
    const row = reading.locator('.field[data-key="temperature"]');
    assert.equal(await row.locator("s").count() > 0, true, "it is struck out");
    assert.equal(await reading.locator('.field[data-key="name"] s').count(), 0);

    await row.hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "temperature: 0.2");
    await page.locator("#verdict").hover();
    assert.equal(await editor.locator(".cm-peek").count(), 0);
    await row.locator(".field-key").click();
    assert.equal(await playground.selection(), "temperature: 0.2");
  }));

test("shows the tools that are really granted", () =>
  onPage(async (playground) => {
    const granted = playground.reading.locator(".tools-granted");
    await playground.set(SMALL);
    assert.deepEqual(await granted.locator(".chip").allInnerTexts(), ["Read", "Grep"]);
    await playground.set(SMALL.replace("tools: Read, Grep\n", ""));
    assert.match(await granted.innerText(), /every tool/);
  }));

test("a tool that is taken away is told once, and why", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("Read, Grep", "Read, Read, WebFetch\ndisallowedTools: Read, Read"));
    const refused = playground.reading.locator(".tools-refused");
    assert.deepEqual(await refused.allTextContents(), ["not granted Read, taken away by disallowedTools", "taken away Read"]);
  }));

test("says why a file is not loaded", () =>
  onPage(async (playground) => {
    await playground.set("Just text.\n");
    assert.equal(await playground.verdict.getAttribute("data-status"), "ignored");
    assert.match(await playground.verdict.innerText(), /silence/);
    await playground.set(SMALL.replace("Read, Grep", "Nonsense"));
    assert.equal(await playground.verdict.getAttribute("data-status"), "refused");
    assert.match(await playground.reading.locator(".tools-granted").innerText(), /none/);
    await playground.set(SMALL.replace("description: Tidies up when asked.\n", ""));
    assert.notEqual(await playground.verdict.getAttribute("data-status"), "loads");
    assert.equal(await playground.reading.locator(".agent-name").count(), 0);
  }));

test("where there is no agent, it says why and leads there", () =>
  onPage(async (playground) => {
    const { reading } = playground;
    await playground.set(SMALL.replace("Tidies up when asked.", "- a\n- b\n\tc: d"));
    assert.equal(await playground.verdict.getAttribute("data-status"), "ignored");
    assert.match(await reading.innerText(), /No agent comes of this file/);
    assert.ok((await reading.locator(".nothing-reason").innerText()).length > 10);
    const place = reading.locator(".nothing-errors .place").first();
    assert.match(await place.innerText(), /^3:\d+$/);
    await place.click();
    assert.ok(await playground.editor.evaluate((content) => content === document.activeElement));
  }));

test("the path follows the host, unless it is one's own", () =>
  onPage(async (playground) => {
    const { page, verdict } = playground;
    const path = page.getByLabel("File", { exact: true });
    const host = page.getByLabel("Host");
    await host.selectOption("claude-code-plugin");
    assert.equal(await path.inputValue(), "my-plugin/agents/migration-reviewer.md");
    assert.match(await verdict.innerText(), /my-plugin:migration-reviewer/);
    await host.selectOption("claude-code");
    assert.equal(await path.inputValue(), ".claude/agents/migration-reviewer.md");
    await path.fill("elsewhere/agents/a.md");
    await host.selectOption("claude-code-plugin");
    assert.equal(await path.inputValue(), "elsewhere/agents/a.md");
  }));

test("another host reads the same text anew", () =>
  onPage(async (playground) => {
    const { page, verdict } = playground;
    await playground.set(SMALL);
    await page.getByLabel("Host").selectOption("claude-code-plugin");
    assert.match(await verdict.innerText(), /plugin/);
    await page.getByLabel("Host").selectOption("claude-code");
    assert.doesNotMatch(await verdict.innerText(), /plugin/);
  }));

test("an empty file and a very long one are read too", () =>
  onPage(async (playground) => {
    await playground.set("");
    assert.notEqual(await playground.verdict.getAttribute("data-status"), "loads");
    await playground.set(`${SMALL}${"A line of the prompt, and *another*.\n\n".repeat(3000)}`);
    assert.equal(await playground.verdict.getAttribute("data-status"), "loads");
  }));

test("what shows the same stays the same element, with the focus and the right place", () =>
  onPage(async (playground) => {
    const { page, reading, editor } = playground;
    await playground.set(SMALL.replace("tools:", `note: ${"long ".repeat(100)}\ncolor: red\ntools:`));
    const toggle = reading.locator('.field[data-key="note"] .toggle');
    await toggle.focus();
    await page.keyboard.press("Enter");
    assert.equal(await toggle.getAttribute("aria-expanded"), "true");
    assert.ok(await toggle.evaluate((element) => element === document.activeElement));
    await reading.evaluate((body) => {
      for (const element of body.querySelectorAll("*")) Object.assign(element, { known: true });
    });
    await playground.cursorAfter("tidy");
    await page.keyboard.type("er");
    const fresh = () => reading.evaluate((body) => [...body.querySelectorAll("*")].filter((each) => !(/** @type {any} */ (each).known)).map((each) => each.textContent));
    assert.deepEqual([...new Set(await fresh())], ["tidyer"]);
    assert.equal(await toggle.getAttribute("aria-expanded"), "true");
    await reading.locator('.field[data-key="color"]').hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "color: red");
    await reading.locator('.field[data-key="color"] .field-key').click();
    assert.equal(await playground.selection(), "color: red");
    await reading.getByRole("button", { name: "Grep" }).click();
    assert.equal(await playground.selection(), "Grep");
  }));

test("the prompt leads to all of it, however the file ends", () =>
  onPage(async (playground) => {
    const { reading, page } = playground;
    const shown = reading.locator('[data-part="prompt"] > span');
    for (const [text, size] of /** @type {const} */ ([
      [`${SMALL} \n\n\u2028`, "5 lines, 44 characters"],
      [SMALL.replaceAll("\n", "\r\n"), "5 lines, 48 characters"],
    ])) {
      await playground.set(text);
      assert.equal(await shown.innerText(), size);
      await shown.hover();
      assert.equal(await playground.editor.locator(".cm-peek").first().innerText(), "# Title");
      assert.equal(await playground.editor.locator(".cm-peek").last().innerText(), "Second paragraph.");
      await page.locator("#verdict").hover();
    }
  }));
