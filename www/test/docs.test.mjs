// The documentation in a browser: with and without scripts, by keyboard, on phones.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { onPage, useBrowser } from "./harness.mjs";

useBrowser();

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** One of every kind. */
const PAGES = [
  "rules/index.html",
  "rules/truncated-by-comment.html",
  "rules/hidden-character.html",
  "guide/index.html",
  "guide/frontmatter.html",
  "hosts/index.html",
  "hosts/claude-code.html",
  "hosts/method.html",
  "hosts/cases/plugin.html",
];

/**
 * Runs a test on a page of the documentation.
 * @param {string} at
 * @param {(page: import("playwright-core").Page) => Promise<void>} run
 * @param {Parameters<typeof onPage>[1]} [options]
 */
const onDocs = (at, run, options = {}) => onPage(({ page }) => run(page), { ...options, at, starts: false });

test("a rule's page reads well without scripts", () =>
  onDocs("rules/truncated-by-comment.html", async (page) => {
    assert.equal(await page.locator("h1").innerText(), "truncated-by-comment");
    const bad = page.locator(".example").first();
    assert.match(await bad.locator("pre").innerText(), /^---\nname: reviewer\n/);
    assert.match(await bad.locator("mark").innerText(), /#12 for the rules/);
    assert.ok(await bad.getByText("truncated-by-comment").isVisible());
    assert.ok(await page.getByRole("searchbox").isHidden(), "what needs scripts is not there");
    await page.getByRole("link", { name: "Next" }).click();
    assert.equal(await page.locator("h1").innerText(), "unknown-field");
  }, { context: { javaScriptEnabled: false } }));

test("the list of rules and the guide read well without scripts", async () => {
  await onDocs("rules/index.html", async (page) => {
    assert.ok(await page.getByRole("link", { name: "secret", exact: true }).isVisible());
    assert.ok(await page.getByLabel("Words").isHidden());
  }, { context: { javaScriptEnabled: false } });
  await onDocs("guide/tools.html", async (page) => {
    assert.ok(await page.getByText("Bash(git add *)").first().isVisible());
    assert.ok(await page.getByText("ignored-specifier").first().isVisible());
  }, { context: { javaScriptEnabled: false } });
});

test("search finds a rule by a word of its text, by keyboard alone", () =>
  onDocs("guide/index.html", async (page) => {
    const requests = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    assert.deepEqual(requests, []);
    await page.keyboard.press("/");
    const input = page.getByRole("searchbox", { name: "Search" });
    assert.ok(await input.evaluate((element) => element === document.activeElement));
    await page.keyboard.type("delimiter credentials");
    await page.getByText("Nothing is called").waitFor();
    await input.fill("");
    await page.keyboard.type("blank begins a comment");
    const first = page.locator("#search-results a").first();
    await first.waitFor();
    assert.equal(requests.filter((each) => each.includes("search-")).length, 1, "the index is loaded once, and only now");
    await page.getByRole("status").filter({ hasText: /results?, the first:/ }).waitFor({ state: "attached" });
    await page.keyboard.press("ArrowDown");
    assert.ok(await first.evaluate((element) => element === document.activeElement));
    await page.keyboard.press("ArrowUp");
    assert.ok(await input.evaluate((element) => element === document.activeElement));
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#search-results").isHidden());
    await input.fill("truncated-by");
    await first.waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/rules\/truncated-by-comment\.html$/);
  }));

test("search says what it took a misspelt word for", () =>
  onDocs("rules/index.html", async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("frontmater");
    const results = page.locator("#search-results");
    await results.getByText("Nothing is called or says “frontmater”. Of “frontmatter” there is this:").waitFor();
    assert.match(await results.getByRole("link").first().innerText(), /frontmatter/);
    await page.getByRole("status").filter({ hasText: /results for frontmatter, the first: / }).waitFor({ state: "attached" });
    await page.keyboard.type("zzzzzz");
    await results.getByText("Nothing is called or says “frontmaterzzzzzz”.", { exact: true }).waitFor();
    assert.equal(await results.getByRole("link").count(), 0);
  }));

test("search knows what things are called elsewhere", () =>
  onDocs("rules/index.html", async (page) => {
    for (const [text, address] of /** @type {[string, RegExp][]} */ ([
      ["api key", /rules\/secret\.html$/],
      ["bom", /rules\/hidden-character\.html$/],
      ["disable rule", /guide\/checking\.html#/],
      ["mapping values are not allowed", /rules\/unquoted-colon\.html$/],
    ])) {
      await page.getByRole("searchbox", { name: "Search" }).fill(text);
      await page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector("#search-results a")?.getAttribute("href") ?? ""), address.source);
    }
  }));

test("search in a folder of a folder leads to the right page", () =>
  onDocs("hosts/cases/size.html", async (page) => {
    await page.getByRole("searchbox", { name: "Search" }).fill("maxTurns");
    await page.locator("#search-results a").first().click();
    await page.waitForURL(/hosts\/claude-code\.html#field-maxTurns$/);
  }));

test("an index that can't be loaded is told, and tried again", () => {
  let failing = true;
  return onDocs("rules/secret.html", async (page) => {
    const input = page.getByRole("searchbox", { name: "Search" });
    await input.fill("quote");
    await page.locator("#search-results").getByText("could not be loaded").waitFor();
    failing = false;
    await input.fill("quotes");
    await page.locator("#search-results a").first().waitFor();
  }, {
    server: { intercept: (pathname) => failing && pathname.includes("search-") ? 503 : undefined },
    expected: /503/,
  });
});

test("rules are filtered, and their number is told", () =>
  onDocs("rules/index.html", async (page) => {
    const shown = page.locator(".rule-row:visible");
    const all = await shown.count();
    await page.getByLabel("Severity").selectOption("error");
    const errors = await shown.count();
    assert.ok(errors > 5 && errors < all);
    assert.equal(await page.locator("#filter-count").innerText(), `${errors} rules`);
    assert.deepEqual(await page.locator(".rules:visible > h2").allInnerTexts(), ["Loading", "Files themselves"], "groups without a rule are gone");
    await page.getByLabel("Fix").selectOption("some");
    assert.ok(await shown.count() < errors);
    await page.getByLabel("Severity").selectOption("");
    await page.getByLabel("Fix").selectOption("");
    await page.getByLabel("By default").selectOption("false");
    assert.deepEqual((await shown.locator(":scope > a").allInnerTexts()).sort(), ["skipped-heading-level", "unrestricted-tools"]);
    await page.getByLabel("Words").fill("nothing is like this");
    const none = page.getByText("No rule is like that.");
    assert.ok(await none.isVisible());
    const left = (/** @type {Element} */ element) => element.getBoundingClientRect().left + parseFloat(getComputedStyle(element).paddingLeft);
    assert.equal(await none.evaluate(left), await page.locator("h1").evaluate(left));
  }));

for (const at of PAGES) {
  test(`axe has no complaint, and nothing sticks out: ${at}`, async () => {
    for (const [colorScheme, width] of /** @type {const} */ ([["light", 1280], ["dark", 360]])) {
      await onDocs(at, async (page) => {
        const { content, view } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, view: innerWidth }));
        assert.ok(content <= view, `${content} > ${view} pixels`);
        await page.evaluate(axe);
        assert.deepEqual(await page.evaluate(complaints), []);
      }, { context: { colorScheme, viewport: { width, height: 900 } } });
    }
  });
}

test("axe has no complaint of the results of a search", () =>
  onDocs("rules/index.html", async (page) => {
    await page.getByRole("searchbox", { name: "Search" }).fill("tools");
    await page.locator("#search-results a").first().waitFor();
    await page.evaluate(axe);
    assert.deepEqual(await page.evaluate(complaints), []);
  }));

test("on every rule's page the widget finds what the page says, live", () =>
  onDocs("rules/index.html", async (page) => {
    const folder = new URL(".", page.url()).href;
    const names = await page.locator(".rule-row > a[href$='.html']").allInnerTexts();
    assert.ok(names.length > 60);
    for (const name of names) {
      await page.goto(`${folder}${name}.html`);
      const editors = page.locator("passmuster-editor");
      for (let index = 0; index < await editors.count(); index++) {
        const editor = editors.nth(index);
        const written = await editor.evaluate((element) => rulesIn(element.querySelector("[slot=findings]")));
        await editor.scrollIntoViewIfNeeded();
        await editor.locator(".cm-content").waitFor();
        const live = await editor.evaluate((element) => rulesIn(element.shadowRoot));
        assert.deepEqual(live, written, name);
        assert.equal(live.includes(name), live.length > 0, name);
      }
    }
  }, {
    script: () => {
      Object.assign(window, {
        rulesIn: (/** @type {ParentNode} */ root) =>
          [...root.querySelectorAll("[data-rule]")].map((each) => each.getAttribute("data-rule")),
      });
    },
  }));

test("an example can be mended in the page", () =>
  onDocs("rules/truncated-by-comment.html", async (page) => {
    const bad = page.locator("passmuster-editor").first();
    await bad.scrollIntoViewIfNeeded();
    await bad.getByRole("button", { name: "Quote the whole value" }).click();
    await bad.getByText("Nothing found.").waitFor();
    assert.match(await bad.locator(".cm-content").innerText(), /description: "Reviews/);
  }));

test("an example opens in the playground as it stands", () =>
  onDocs("guide/plugins.html", async (page) => {
    await page.getByRole("link", { name: "Open in the playground" }).first().click();
    await page.locator('#verdict[data-status="loads"]').waitFor();
    assert.match(await page.locator("#verdict").innerText(), /tools:deploy/);
    assert.match(await page.locator(".cm-content").innerText(), /description: "Deploys to staging/);
    assert.equal(await page.getByLabel("Host").inputValue(), "claude-code-plugin");
  }));

test("an example that was edited opens in the playground as it is now", () =>
  onDocs("rules/unknown-tool.html", async (page) => {
    const bad = page.locator("passmuster-editor").first();
    await bad.scrollIntoViewIfNeeded();
    await bad.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+End");
    const link = page.getByRole("link", { name: "Open in the playground" }).first();
    const before = await link.getAttribute("href");
    await page.keyboard.type("EDITED");
    await page.waitForFunction((href) => document.querySelector(".example .open a")?.getAttribute("href") !== href, before);
    // The last letter's, too.
    await page.waitForLoadState("networkidle");
    await link.click();
    await page.locator('#verdict[data-status="loads"]').waitFor();
    assert.match(await page.locator(".cm-content").innerText(), /EDITED/);
  }));

test("forced colours keep marks and the current page visible", () =>
  onDocs("rules/truncated-by-comment.html", async (page) => {
    const line = await page.locator("pre mark").first().evaluate((mark) => getComputedStyle(mark).textDecorationLine);
    assert.equal(line, "underline");
  }, { context: { forcedColors: "active", javaScriptEnabled: false } }));

/** What axe complains of, in short. Runs in the page. */
async function complaints() {
  const { violations } = await /** @type {any} */ (window).axe.run();
  return violations.map((/** @type {any} */ each) => `${each.id}: ${each.nodes[0].html} ${each.nodes[0].failureSummary}`);
}
