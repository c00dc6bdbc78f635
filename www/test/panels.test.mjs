// Completion, hover, the JSON, the settings of rules, and the list of keys.

import assert from "node:assert/strict";
import { test } from "node:test";

import { beginning } from "../src/playground/panels/beginning.js";
import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

test("completes fields, values and tools from what the host knows", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("tools: Read, Grep", "tools: Read, \nmod"));
    await playground.cursorAfter("mod");
    await page.keyboard.type("e");
    const options = page.locator(".cm-tooltip-autocomplete li");
    await options.filter({ hasText: "model" }).first().waitFor();
    await page.waitForTimeout(100);
    await page.keyboard.press("Enter");
    await options.filter({ hasText: "sonnet" }).first().waitFor();
    assert.match(await playground.text(), /^model: $/m);
  }));

test("says what a field means where the mouse rests", () =>
  onPage(async (playground) => {
    const { page, editor } = playground;
    await playground.set(SMALL);
    await editor.getByText("tools", { exact: true }).hover();
    assert.match(await page.locator(".cm-passmuster-hover").innerText(), /tools/i);
  }));

test("hover and completion place themselves in a file whose lines end in CR LF", () =>
  onPage(async (playground) => {
    const { page, editor } = playground;
    await playground.set(SMALL.replaceAll("\n", "\r\n"));
    await editor.getByText("description", { exact: true }).hover();
    assert.match(await page.locator(".cm-passmuster-hover").innerText(), /when to use/i);
  }));

test("the JSON is the checker's own answer, and follows the text", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL);
    await page.getByRole("tab", { name: "JSON" }).click();
    await page.locator(".json-lines").first().waitFor();
    const json = async () => JSON.parse(await page.locator("#json-body").innerText());
    assert.equal((await json()).agent.name, "tidy");
    await playground.set(SMALL.replace("tidy", "neat").replaceAll("\n", "\r\n"));
    const { agent } = await json();
    assert.equal(agent.name, "neat");
    assert.equal(agent.fields[0].keyFrom, "---\r\n".length, "places are those of the file");
  }));

test("the beginning of JSON is that of the whole", () => {
  const value = {
    none: null, left: undefined, yes: true, number: -1.5, "a \"key\"": "line\nend \u{1f600} \ud800 \\", empty: [], nothing: {},
    list: [1, [2, { deep: ["x".repeat(50)] }], "\ufeff\u0000"],
  };
  const whole = JSON.stringify(value, null, 2);
  assert.deepEqual(beginning(value, Infinity), { text: whole, isCut: false });
  for (let most = 0; most <= whole.length; most += 1) {
    const { text, isCut } = beginning(value, most);
    assert.equal(isCut, most < whole.length);
    assert.ok(whole.startsWith(text) && text.length >= most - 1, `${most}: ${text}`);
    assert.ok(text.isWellFormed?.() ?? true, "no half characters");
  }
});

test("of long JSON the beginning is shown, and all of it on demand and to be copied", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("First", `${"word ".repeat(20_000)}First`));
    await page.getByRole("tab", { name: "JSON" }).click();
    await page.locator(".json-lines").first().waitFor();
    const body = page.locator("#json-body");
    const length = () => body.evaluate((element) => element.textContent?.length ?? 0);
    assert.ok(await length() < 60_000);
    await page.getByRole("button", { name: "Copy" }).click();
    assert.equal(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())).agent.name, "tidy");
    const all = page.getByRole("button", { name: "Show all" });
    await all.click();
    assert.ok(await all.isHidden());
    assert.equal(await page.evaluate(() => document.activeElement?.id), "json-body");
    assert.equal(JSON.parse(String(await body.textContent())).agent.name, "tidy");
    await playground.set(SMALL);
    assert.equal(JSON.parse(String(await body.textContent())).agent.name, "tidy");
    assert.ok(await all.isHidden());
  }, { context: { permissions: ["clipboard-read", "clipboard-write"] } }));

test("a long line of the JSON stays when others change", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("First", `${"word ".repeat(2000)}First`));
    await page.getByRole("tab", { name: "JSON" }).click();
    const lines = page.locator(".json-lines");
    const long = lines.filter({ hasText: "word word" });
    await long.evaluate((element) => Object.assign(element, { known: true }));
    await playground.editor.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await playground.cursorAfter("Tidies up");
    await page.keyboard.type("!");
    assert.match((await lines.allTextContents()).join(""), /Tidies up! when asked/);
    assert.ok(await long.evaluate((element) => /** @type {any} */ (element).known));
  }));

test("a rule can be turned off, made worse and reset, and the choice survives a reload", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("tools:", "skils: a\ntools:"));
    assert.equal(await playground.finding(/skils/).count(), 1);
    await page.getByRole("button", { name: "Rules", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Rules" });
    await dialog.getByLabel("Search rules").fill("nothing is like this");
    await dialog.getByText("No rule is like that.").waitFor();
    await dialog.getByLabel("Search rules").fill("unknown-field");
    assert.ok(await dialog.getByText("No rule is like that.").isHidden());
    assert.equal(await dialog.getByRole("combobox").count(), 1);
    await dialog.getByRole("combobox", { name: "unknown-field" }).selectOption("off");
    assert.match(await dialog.getByRole("status").first().innerText(), /^1 rule changed/);
    assert.equal(await playground.finding(/skils/).count(), 0, "checked behind the dialog");
    await dialog.getByRole("button", { name: "Close" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.reload();
    await page.locator('#verdict:not([data-status="waiting"])').waitFor();
    assert.equal(await playground.finding(/skils/).count(), 0);
    await page.getByRole("button", { name: /^Rules 1 rule changed/ }).click();
    await dialog.getByRole("combobox", { name: "unknown-field" }).selectOption("error");
    assert.equal(await page.locator("#findings-list .finding.error").count(), 1);
    await dialog.getByRole("button", { name: "Reset all" }).click();
    assert.equal(await page.locator("#findings-list .finding.warning").count(), 1);
    await dialog.getByRole("button", { name: "Close" }).click();
  }));

test("? lists the keys, but not while somebody writes", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await playground.set(SMALL.replace("Grep", "grep"));
    await playground.cursorAfter("Second paragraph");
    await page.keyboard.type("?");
    assert.equal(await dialog.count(), 0);
    assert.match(await playground.text(), /Second paragraph\?\./);
    await page.locator("#verdict").click();
    await page.keyboard.press("Tab");
    await page.evaluate(() => /** @type {any} */ (document.activeElement)?.blur());
    await page.keyboard.press("?");
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /Next finding/);
    await dialog.getByRole("checkbox", { name: "Open this list by ?" }).uncheck();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("?");
    assert.equal(await dialog.count(), 0, "it can be turned off");
    await page.getByRole("button", { name: "Keys" }).click();
    await dialog.getByRole("checkbox").check();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+Digit5");
    assert.ok(await page.locator("#json").isVisible());
    await page.keyboard.press("Alt+Digit2");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "findings-list");
  }));
