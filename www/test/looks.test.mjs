// Widths, schemes, and what the page offers to keyboards and screen readers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** Something of everything that the page can show. */
const RICH = `---
name: tidy
description: Tidies: <example>Context: dust. user: "Sweep!" assistant: "I will." <commentary>Fits.</commentary></example>
tools: read, Nonsense, Grep
temperature: 0.2
model: opus
model: sonnet
---

# Title

Text with \`code\`, a [link](https://example.com/), a [refused link](javascript:1) and an ![image](x.png).

- [x] done
- [ ] to do

> A quote, and <b>tags</b>.

| left | right |
| ---- | ----: |
| 1    | 2     |

\`\`\`sql
${"SELECT a, b, c FROM t; ".repeat(12)}
\`\`\`

<section>
HTML
</section>
`;

/** No agent comes of this, because of its line ends. */
const BROKEN = RICH.replace("temperature: 0.2", "hooks: a: b").replaceAll("\n", "\r\n");

const PANELS = ["source", "findings", "reading", "preview", "json"];

test("wide: three columns, and the JSON behind the preview", () =>
  onPage(async ({ page }) => {
    for (const id of PANELS) assert.equal(await page.locator(`#${id}`).isVisible(), id !== "json", id);
    await page.getByRole("tab", { name: "JSON" }).click();
    for (const id of PANELS) assert.equal(await page.locator(`#${id}`).isVisible(), id !== "preview", id);
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
    for (const [index, name] of [/File/, /Findings [1-9]/, /Reading/, /Preview/, /JSON/].entries()) {
      await page.getByRole("tab", { name }).click();
      for (const id of PANELS) assert.equal(await page.locator(`#${id}`).isVisible(), id === PANELS[index]);
      const { content, width } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, width: innerWidth }));
      assert.ok(content <= width, "nothing sticks out");
    }
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    assert.ok(await page.locator("#findings").isVisible(), "arrow keys move along the tabs");
    await playground.finding(/grep/).first().click();
    assert.ok(await page.locator("#source").isVisible(), "a jump brings the text to the front");
    assert.match(await playground.selection(), /grep/);
    await page.getByLabel("Host").selectOption("claude-code-plugin");
    assert.ok(await playground.verdict.isVisible());
  }, { context: { viewport: { width: 360, height: 740 }, hasTouch: true } }));

test("dark and light differ", async () => {
  const seen = [];
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await onPage(async ({ page }) => {
      seen.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    }, { context: { colorScheme } });
  }
  assert.notEqual(seen[0], seen[1]);
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1440, 1000, 390]) {
    test(`axe has no complaint: ${colorScheme}, ${width} pixels`, () =>
      onPage(async (playground) => {
        const { page } = playground;
        await page.evaluate(axe);
        for (const text of [RICH, BROKEN]) {
          const file = page.getByRole("tab", { name: "File" });
          if (await file.isVisible()) await file.click();
          await playground.set(text);
          for (const tab of await page.getByRole("tab").all()) {
            if (await tab.isVisible()) await tab.click();
            assert.deepEqual(await page.evaluate(complaints), []);
          }
          assert.deepEqual(await page.evaluate(complaints), []);
        }
      }, { context: { colorScheme, viewport: { width, height: 900 } } }));
  }
}

for (const width of [1440, 390]) {
  test(`axe has no complaint about menus, dialogs, messages and the list of files: ${width} pixels`, () =>
    onPage(async ({ page }) => {
      await page.evaluate(axe);
      const button = (/** @type {string} */ name) => page.getByRole("button", { name, exact: true });
      await button("Share").click();
      assert.deepEqual(await page.evaluate(complaints), []);
      await page.keyboard.press("Escape");
      await button("Examples").click();
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await page.evaluate(complaints), []);
      await page.getByRole("dialog").getByRole("button", { name: /A line too many/ }).click();
      await page.locator(".note").waitFor();
      assert.deepEqual(await page.evaluate(complaints), []);
      const chooser = page.waitForEvent("filechooser");
      await button("Open").click();
      await page.getByRole("menuitem", { name: "Files…" }).click();
      await (await chooser).setFiles([RICH, BROKEN, SMALL, SMALL, "\xe9"].map((text, index) =>
        ({ name: `${index}.md`, mimeType: "text/markdown", buffer: Buffer.from(text, index === 4 ? "latin1" : "utf8") })));
      await page.locator(".across summary").click();
      await page.locator(".files-list .file").nth(4).click();
      assert.deepEqual(await page.evaluate(complaints), []);
    }, { context: { viewport: { width, height: 900 } } }));
}

test("a name that turns writing round turns round nothing else", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("tidy", "a\u202egnp.exe"));
    const name = playground.verdict.locator("code");
    assert.match(await name.innerText(), /\u202e/);
    // Where the words behind it stand: to the right of it, as they are written.
    const [left, right] = await playground.verdict.locator(".verdict-line").evaluate((line) => {
      const range = document.createRange();
      range.selectNodeContents(/** @type {Element} */ (line.lastElementChild));
      return [line.querySelector("code")?.getBoundingClientRect().right ?? 0, range.getBoundingClientRect().left];
    });
    assert.ok(left <= right, `${left} and ${right}`);
  }));

test("forced colours and reduced motion keep the page usable", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("Grep", "grep"));
    assert.ok(await playground.finding(/grep/).first().isVisible());
  }, { context: { forcedColors: "active", reducedMotion: "reduce" } }));

test("everything that can be used has a name, and panels are landmarks", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("Grep", "grep"));
    for (const name of ["Agent file", "Findings", "What Claude Code reads", "Verdict"]) {
      assert.equal(await page.getByRole("region", { name, exact: true }).count(), 1, name);
    }
    assert.equal(await page.getByRole("tabpanel", { name: "Preview", exact: true }).count(), 1);
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
    assert.match(await page.locator("#verdict").innerText(), /needs JavaScript/);
  }, { starts: false, context: { javaScriptEnabled: false } }));

/** What axe complains of, in short. Runs in the page. */
async function complaints() {
  const { violations } = await /** @type {any} */ (window).axe.run();
  return violations.map((/** @type {any} */ each) => `${each.id}: ${each.nodes[0].html} ${each.nodes[0].failureSummary}`);
}
