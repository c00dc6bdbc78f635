// Widths, schemes, and what the page offers to keyboards and screen readers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { initSync, rules } from "passmuster";

import { encode } from "../src/playground/share/hash.js";
import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();
initSync();

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
    assert.ok(await playground.detail.getByRole("button", { name: "Write Grep" }).isVisible(), "what is said of a finding stays in sight");
    await playground.detail.getByRole("button", { name: "Show in the file" }).click();
    assert.ok(await page.locator("#source").isVisible(), "a jump brings the text to the front");
    assert.match(await playground.selection(), /grep/);
    await page.getByLabel("Host").selectOption("claude-code-plugin");
    assert.ok(await playground.verdict.isVisible());
  }, { context: { viewport: { width: 360, height: 740 }, hasTouch: true } }));

test("low: every panel behind a tab, as on a phone that lies on its side", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("Grep", "grep"));
    await page.getByRole("tab", { name: /Findings/ }).click();
    assert.ok(await page.locator("#source").isHidden());
    await playground.finding(/grep/).first().click();
    await playground.detail.getByRole("button", { name: "Write Grep" }).click();
    assert.equal(await playground.finding(/grep/).count(), 0);
  }, { context: { viewport: { width: 844, height: 390 }, hasTouch: true } }));

for (const width of [1440, 1000]) {
  test(`only panels scroll, however much is found: ${width} pixels`, () =>
    onPage(async (playground) => {
      await playground.set(SMALL.replace("tools:", `${"color: no\nfoo: bar\n".repeat(40)}tools:`));
      await playground.findings.nth(30).waitFor();
      const { height, window } = await playground.page.evaluate(() => ({ height: document.documentElement.scrollHeight, window: innerHeight }));
      assert.equal(height, window);
    }, { context: { viewport: { width, height: 800 } } }));
}

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

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`forced colours: what a fix changes stands out, and so does the number of rules: ${colorScheme}`, async () => {
    const hash = await encode({ text: SMALL.replace("Grep", "grep"), rules: { "unrestricted-tools": "warning" } });
    await onPage(async (playground) => {
      const { page } = playground;
      await playground.finding(/grep/).first().click();
      const of = (/** @type {string} */ selector) => page.locator(selector).first().evaluate(async (element) => {
        const around = element.parentElement;
        const look = (/** @type {Element | null} */ each) => each ? getComputedStyle(each) : undefined;
        return { ground: look(element)?.backgroundColor, ink: look(element)?.color, around: look(around)?.backgroundColor };
      });
      for (const selector of [".diff-line mark", "#rules-badge"]) {
        const { ground, ink, around } = await of(selector);
        assert.notEqual(ground, around, selector);
        assert.ok(contrast(ground, ink) >= 4.5, `${selector}: ${ink} on ${ground}`);
      }
    }, { hash, context: { colorScheme, forcedColors: "active" } });
  });
}

for (const width of [1440, 1000, 390, 320]) {
  test(`the number of rules that are set moves nothing: ${width} pixels`, async () => {
    /** @param {number} count of the rules that are set */
    const tools = async (count) => {
      const set = Object.fromEntries(rules().slice(0, count).map(({ name }) => [name, "info"]));
      /** @type {unknown} */
      let seen;
      await onPage(async ({ page }) => {
        seen = await page.locator(".masthead, .tool > .button").evaluateAll((all) => all.map((each) => {
          const { x, y, width, height } = each.getBoundingClientRect();
          return [each.id, x, y, width, height].join(" ");
        }));
        if (!count) return;
        const badge = page.locator("#rules-badge");
        assert.equal(await badge.evaluate((element) => element.firstChild?.textContent), String(count));
        const { x, y, width: wide, height } = /** @type {NonNullable<Awaited<ReturnType<typeof badge.boundingBox>>>} */ (await badge.boundingBox());
        assert.ok(x >= 0 && y >= 0 && x + wide <= width && height > 10, "all of it can be seen");
      }, { hash: await encode({ text: SMALL, rules: set }), context: { viewport: { width, height: 800 } } });
      return seen;
    };
    assert.deepEqual(await tools(12), await tools(0));
  });
}

for (const [width, height] of [[320, 640], [390, 664], [844, 390], [1440, 900]]) {
  test(`what is said across files can be reached: ${width} × ${height} pixels`, () =>
    onPage(async ({ page }) => {
      await openFiles(page, 7);
      const summary = page.locator(".across summary");
      await summary.waitFor();
      await reach(page, summary, "closed");
      await summary.click();
      await reach(page, summary, "opened");
      for (const finding of await page.locator(".across-finding").all()) await reach(page, finding, "a finding");
      await reach(page, page.locator(".files-list .file").nth(3), "a file");
      // The list's ring is over no line of it, and inside of its panel.
      const [list, panel, offset] = await page.evaluate(() => {
        const box = /** @type {HTMLElement} */ (document.querySelector(".files-list"));
        box.focus();
        return [box.getBoundingClientRect().toJSON(), /** @type {HTMLElement} */ (box.parentElement).getBoundingClientRect().toJSON(), parseFloat(getComputedStyle(box).outlineOffset)];
      });
      assert.ok(offset >= 0 && list.left - 2 >= panel.left && list.right + 2 <= panel.right, JSON.stringify({ offset, list, panel }));
    }, { context: { viewport: { width, height } } }));
}

test("several files have a heading and problems that read well", () =>
  onPage(async ({ page }) => {
    await openFiles(page, 4);
    assert.equal(await page.locator("#files-title").innerText(), "4 files");
    assert.doesNotMatch(await page.locator(".file-problem").innerText(), /`/);
    assert.equal(await page.locator(".file-problem code").innerText(), "\ufffd");
  }));

test("on a phone everything is large enough for a finger", () =>
  onPage(async ({ page }) => {
    const small = await page.locator("button:visible, select:visible, a:visible:not(.skip)").evaluateAll((all) => all.flatMap((each) => {
      const { width, height } = each.getBoundingClientRect();
      return width < 24 || height < 24 ? [`${each.id || each.textContent}: ${width} × ${height}`] : [];
    }));
    assert.deepEqual(small, []);
    const { tops, content } = await page.evaluate(() => ({
      tops: [...document.querySelectorAll(".tool > .button")].map((each) => each.getBoundingClientRect().top),
      content: document.documentElement.scrollWidth,
    }));
    assert.equal(new Set(tops).size, 1, "the buttons are in one line");
    assert.equal(content, 320);
  }, { context: { viewport: { width: 320, height: 640 }, hasTouch: true } }));

for (const [width, selector] of /** @type {const} */ ([[1440, ".cm-content"], [390, "[role=tab][aria-selected=true]"]])) {
  test(`a message that was there first leaves the keyboard somewhere: ${width} pixels`, () =>
    onPage(async ({ page }) => {
      if (width < 800) await page.getByRole("tab", { name: "Preview" }).click();
      await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
      const dismiss = page.locator(".note").getByRole("button", { name: "Dismiss" });
      await dismiss.waitFor();
      for (let step = 0; step < 60 && !(await dismiss.evaluate((button) => button === document.activeElement)); step++) await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Enter");
      assert.equal(await page.locator(".note").count(), 0);
      assert.ok(await page.locator(selector).evaluate((element) => element === document.activeElement));
    }, { hash: "#v1.broken", context: { viewport: { width, height: 800 } } }));
}

test("a message does not go while somebody is at it", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const note = page.locator(".note", { hasText: "There is no fix" });
    const ask = async () => {
      await playground.set(SMALL);
      await page.keyboard.press("ControlOrMeta+.");
      await note.waitFor();
    };
    await ask();
    await note.hover();
    await page.waitForTimeout(5500);
    assert.ok(await note.isVisible(), "it is pointed at");
    await note.getByRole("button", { name: "Dismiss" }).focus();
    await page.mouse.move(5, 5);
    await page.waitForTimeout(5500);
    assert.ok(await note.isVisible(), "it has the keyboard");
    await playground.editor.focus();
    await note.waitFor({ state: "detached" });
  }));

test("a key that was turned off is told of no more", () =>
  onPage(async ({ page }) => {
    const button = page.locator("#open-shortcuts");
    assert.equal(await button.getAttribute("aria-keyshortcuts"), "?");
    await button.click();
    const box = page.getByRole("checkbox", { name: "Open this list by ?" });
    await box.uncheck();
    assert.equal(await button.getAttribute("aria-keyshortcuts"), null);
    await page.reload();
    await page.locator('#verdict:not([data-status="waiting"])').waitFor();
    assert.equal(await button.getAttribute("aria-keyshortcuts"), null);
    await button.click();
    await box.check();
    assert.equal(await button.getAttribute("aria-keyshortcuts"), "?");
  }));

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

/** Opens so many files, all but the last of which have one name. @param {import("playwright-core").Page} page @param {number} count */
async function openFiles(page, count) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("menuitem", { name: "Files…" }).click();
  await (await chooser).setFiles(Array.from({ length: count }, (_, index) => ({
    name: `${index}.md`,
    mimeType: "text/markdown",
    buffer: index === count - 1 ? Buffer.from(SMALL.replace("tidy", "last").replace("First", "\xe9"), "latin1") : Buffer.from(SMALL),
  })));
  await page.locator(".files-summary", { hasText: /^\d+ files,/ }).waitFor();
}

/** Scrolls to a part of the panel of files, which has to be in it and in front. @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} locator @param {string} name */
async function reach(page, locator, name) {
  await locator.scrollIntoViewIfNeeded();
  const { box, panel, others, isInFront } = await locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const rect = (/** @type {string} */ selector) => /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect().toJSON();
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return { box: { left, right, top, bottom }, panel: rect("#files"), others: [rect(".editor"), rect("#findings")], isInFront: element.contains(at) };
  });
  assert.ok(isInFront, `${name} is in front`);
  assert.ok(box.top >= panel.top - 1 && box.bottom <= panel.bottom + 1, `${name}: ${JSON.stringify({ box, panel })}`);
  for (const { left, right, top, bottom } of others) {
    const apart = panel.bottom <= top + 1 || panel.top >= bottom - 1 || panel.right <= left + 1 || panel.left >= right - 1;
    assert.ok(apart || bottom === top, `the panel is over another: ${JSON.stringify({ panel, left, right, top, bottom })}`);
  }
}

/** The contrast of two colours as WCAG has it. @param {string | undefined} one @param {string | undefined} other */
function contrast(one = "", other = "") {
  const [light, dark] = [one, other].map((colour) => {
    const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((value) => {
      const part = Number(value) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
