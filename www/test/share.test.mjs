// Links, what else leaves the page, and what happens to the address meanwhile.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

import { decode, encode } from "../src/playground/share/hash.js";
import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

const corpus = fileURLToPath(new URL("../../../shared/corpus/claude-code-real.jsonl.gz", import.meta.url));
const clipboard = { context: { permissions: ["clipboard-read", "clipboard-write"] } };

/** Chooses from a menu. @param {import("playwright-core").Page} page @param {string} menu @param {string} item */
async function choose(page, menu, item) {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

const readClipboard = (/** @type {import("playwright-core").Page} */ page) => page.evaluate(() => navigator.clipboard.readText());
const hashOf = (/** @type {import("playwright-core").Page} */ page) => new URL(page.url()).hash;
const entries = (/** @type {import("playwright-core").Page} */ page) => page.evaluate(() => history.length);

test("a copied link brings back the file, its line ends, the host, the name and the settings", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const before = await entries(page);
    await playground.set(SMALL.replaceAll("\n", "\r\n"));
    await page.getByLabel("Host").selectOption("claude-code-plugin");
    await page.getByLabel("File", { exact: true }).fill("p/agents/tidy.md");
    assert.equal(hashOf(page), "", "nobody asked for a link yet");
    await choose(page, "Share", "Copy link");
    await page.getByText("The link is in the clipboard.").waitFor();
    const link = await readClipboard(page);
    assert.equal(link, page.url());
    assert.equal(new URL(link).search, "");
    assert.deepEqual(await decode(new URL(link).hash), { text: SMALL.replaceAll("\n", "\r\n"), host: "claude-code-plugin", path: "p/agents/tidy.md", rules: {} });
    assert.equal(await entries(page), before);

    const other = await page.context().newPage();
    await other.goto(link);
    await other.locator("#reading-body .agent-name", { hasText: "tidy" }).waitFor();
    assert.equal(await other.getByLabel("Host").inputValue(), "claude-code-plugin");
    assert.equal(await other.getByLabel("File", { exact: true }).inputValue(), "p/agents/tidy.md");
    assert.equal(await other.getByLabel("Line ends").inputValue(), "CRLF");
    await other.close();
  }, clipboard));

test("a link's settings hold, as far as this version knows the rules", async () => {
  const text = SMALL.replace("Grep", "grep");
  const hash = await encode({ text, rules: { "unknown-tool": "off", "no-such-rule": "error" } });
  await onPage(async (playground) => {
    const { page } = playground;
    assert.equal(await playground.finding(/grep/).count(), 0);
    assert.equal(await playground.verdict.getAttribute("data-status"), "loads");
    assert.match(await page.getByRole("button", { name: /^Rules 1 rule changed/ }).innerText(), /1/);
    await page.locator(".note", { hasText: "This link changes 1 rule," }).getByRole("button", { name: "Reset" }).click();
    assert.equal(await playground.finding(/grep/).count(), 1);
    await page.getByRole("button", { name: "Rules", exact: true }).waitFor();
  }, { hash });
});

test("a link's settings go with the link", async () => {
  const hash = await encode({ text: SMALL, rules: { "unknown-tool": "off" } });
  await onPage(async ({ page }) => {
    await page.locator(".note", { hasText: "This link changes 1 rule" }).waitFor();
    await page.evaluate(() => { location.hash = "#example/renamed-tools"; });
    await page.locator("#findings-list [data-rule=unknown-tool]").first().waitFor();
    await page.getByRole("button", { name: "Rules", exact: true }).waitFor();
    assert.equal(await page.locator(".note", { hasText: "This link" }).count(), 0);
  }, { hash });
});

test("the largest real file goes through a link", { skip: !existsSync(corpus) }, async () => {
  const files = gunzipSync(readFileSync(corpus)).toString().trim().split("\n").map((line) => JSON.parse(line).source);
  const text = files.reduce((largest, each) => (each.length > largest.length ? each : largest));
  await onPage(async ({ page }) => {
    await choose(page, "Share", "Copy link");
    await page.getByText("The link is in the clipboard.").waitFor();
    assert.equal((await decode(new URL(await readClipboard(page)).hash))?.text, text);
  }, { ...clipboard, hash: await encode({ text }) });
});

test("the address keeps up with the text when typing rests, without a history", async () => {
  const hash = await encode({ text: SMALL });
  await onPage(async (playground) => {
    const { page } = playground;
    const before = await entries(page);
    await playground.cursorAfter("Second paragraph");
    await page.keyboard.type(" and more");
    assert.equal(hashOf(page), hash, "not while someone types");
    await page.waitForFunction((old) => location.hash !== old, hash);
    assert.match((await decode(hashOf(page)))?.text ?? "", /Second paragraph and more/);
    assert.equal(await entries(page), before);
    await page.keyboard.type("!");
    await page.reload();
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
    assert.match(await playground.text(), /Second paragraph and more!/, "what was typed last is there, though not in the address yet");
  }, { hash });
});

test("another link in the same tab is followed, in one step of the history", async () => {
  const [one, two] = await Promise.all(["one", "two"].map((name) => encode({ text: SMALL.replace("tidy", name) })));
  await onPage(async (playground) => {
    const { page } = playground;
    await page.evaluate((hash) => { location.hash = hash; }, two);
    await playground.reading.locator(".agent-name", { hasText: "two" }).waitFor();
    await playground.editor.focus();
    await page.keyboard.press("ControlOrMeta+z");
    await playground.reading.locator(".agent-name", { hasText: "one" }).waitFor();
  }, { hash: one });
});

test("a broken link says so and shows what was there before", async () => {
  const hash = await encode({ text: SMALL });
  const broken = [hash.slice(0, -9), "#v1.", "#v9.AAAA", await encode({ text: SMALL, host: "no-such-host" })];
  for (const bad of broken) {
    await onPage(async (playground) => {
      const { page } = playground;
      await page.locator(".note", { hasText: "This link is broken" }).waitFor();
      assert.match(await playground.text(), /^---\nname: migration-reviewer/);
      assert.equal(hashOf(page), "");
      await page.getByRole("button", { name: "Dismiss" }).click();

      await playground.set(SMALL);
      await page.evaluate((each) => { location.hash = each; }, bad);
      await page.locator(".note", { hasText: "This link is broken" }).waitFor();
      assert.equal(await playground.text(), SMALL, "what is being worked on stays");
    }, { hash: bad });
  }
});

test("other ends of the address are nobody's link", () =>
  onPage(async (playground) => {
    await playground.page.evaluate(() => { location.hash = "#findings"; });
    assert.equal(await playground.page.locator(".note").count(), 0);
  }, { hash: "#editor" }));

test("as Markdown: the text in a fence that it can't end, what it was read as, and a link", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const text = `${SMALL}\n\`\`\`\`js\ncode\n\`\`\`\`\n`;
    await playground.set(text);
    await choose(page, "Share", "Copy as Markdown");
    await page.getByText("The Markdown is in the clipboard.").waitFor();
    const copied = await readClipboard(page);
    assert.ok(copied.includes(`\n\`\`\`\`\`markdown\n${text}\`\`\`\`\`\n`), copied);
    assert.match(copied, /^`\.claude\/agents\/tidy\.md`, read as `claude-code`\n/);
    const [, link] = /\]\((http.*)\)/.exec(copied) ?? [];
    assert.equal((await decode(new URL(link).hash))?.text, text);
  }, clipboard));

test("a download is the very file", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const text = `\u{feff}${SMALL}é`.replaceAll("\n", "\r\n");
    await playground.set(text);
    await page.getByLabel("File", { exact: true }).fill(".claude/agents/my agent.md");
    const [download] = await Promise.all([page.waitForEvent("download"), choose(page, "Share", "Download")]);
    assert.equal(download.suggestedFilename(), "my agent.md");
    assert.equal(await readFile(await download.path(), "utf8"), text);
    await page.getByLabel("File", { exact: true }).fill("C:\\agents\\run\u202eme.bat");
    const [other] = await Promise.all([page.waitForEvent("download"), choose(page, "Share", "Download")]);
    assert.equal(other.suggestedFilename(), "runme.bat.md", "a link's author does not get to say what the text is");
  }));

test("where the clipboard is forbidden the link is shown", () =>
  onPage(async ({ page }) => {
    await choose(page, "Share", "Copy link");
    const field = page.getByRole("dialog").getByRole("textbox", { name: "The link" });
    assert.equal(await field.inputValue(), page.url());
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("dialog").count(), 0);
  }, { script: () => { Object.defineProperty(navigator, "clipboard", { value: undefined }); } }));

test("menus are used with the keyboard alone", () =>
  onPage(async ({ page }) => {
    const button = page.getByRole("button", { name: "Share", exact: true });
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    await button.focus();
    await page.keyboard.press("Enter");
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    assert.match(await focused(), /^Copy link/);
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(), /^Copy as Markdown/);
    await page.keyboard.press("End");
    assert.match(await focused(), /^Download/);
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(), /^Copy link/);
    await page.keyboard.press("ArrowUp");
    assert.match(await focused(), /^Download/);
    await page.keyboard.press("c");
    assert.match(await focused(), /^Copy link/);
    await page.keyboard.press("c");
    assert.match(await focused(), /^Copy as Markdown/);
    await page.keyboard.press("Escape");
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    assert.equal(await focused(), "Share");
    await page.keyboard.press("ArrowUp");
    assert.match(await focused(), /^Download/);
    await page.keyboard.press("Tab");
    assert.ok(await page.getByRole("menu").isHidden());
    await button.click();
    await page.locator("#verdict").click({ position: { x: 5, y: 5 } });
    assert.ok(await page.getByRole("menu").isHidden());
  }));
