// The list of findings: its keys, its filters, and what there is to do about the one that is chosen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

/** Two warnings and two notes, in the order of the file. */
const FOUR = SMALL
  .replace("tools: Read, Grep", "tools: read, Grep\nskils: a")
  .replace("Tidies up when asked.", "Tidies up.");

test("arrow keys move through the list, Enter leads to the file and Escape back", () =>
  onPage(async (playground) => {
    const { page, findings } = playground;
    await playground.set(FOUR);
    const list = page.getByRole("listbox", { name: "Findings" });
    await page.keyboard.press("ControlOrMeta+Shift+M");
    assert.ok(await list.evaluate((element) => element === document.activeElement));
    const total = await findings.count();
    assert.ok(total >= 3, `${total} findings`);
    const chosen = () => list.evaluate((element) => element.querySelector('[aria-selected="true"]')?.id);
    assert.equal(await chosen(), await list.getAttribute("aria-activedescendant"));
    await page.keyboard.press("Home");
    assert.equal(await chosen(), "finding-0");
    await page.keyboard.press("ArrowUp");
    assert.equal(await chosen(), "finding-0", "there is nothing above the first");
    await page.keyboard.press("ArrowDown");
    assert.equal(await chosen(), "finding-1");
    await page.keyboard.press("End");
    assert.equal(await chosen(), `finding-${total - 1}`);
    const place = await findings.last().locator(".finding-place").innerText();
    await page.keyboard.press("Enter");
    assert.ok(await playground.editor.evaluate((content) => content === document.activeElement));
    const line = Number(/(\d+):/.exec(place)?.[1]);
    assert.equal(FOUR.split("\n")[line - 1].includes(await playground.selection()), true);
    await list.focus();
    await page.keyboard.press("Escape");
    assert.ok(await playground.editor.evaluate((content) => content === document.activeElement));
  }));

test("the cursor in the file chooses the finding that is there, and typing keeps the choice", () =>
  onPage(async (playground) => {
    const { page, findings } = playground;
    await playground.set(FOUR);
    await playground.cursorAfter("skils");
    const chosen = findings.and(page.locator('[aria-selected="true"]'));
    assert.match(await chosen.innerText(), /skils/);
    await playground.cursorAfter("First paragraph");
    await page.keyboard.type("!");
    assert.match(await chosen.innerText(), /skils/);
  }));

test("severities and words narrow the list", () =>
  onPage(async (playground) => {
    const { page, findings } = playground;
    await playground.set(FOUR.replace("skils:", "efort: a\nmaxTurn: 5\nmodle: b\nskils:"));
    const all = await findings.count();
    const notes = page.getByRole("button", { name: /notes?$/ });
    await notes.click();
    const left = await findings.count();
    assert.ok(left < all);
    assert.equal(await findings.locator(".icon-info").count(), 0);
    assert.equal(await notes.getAttribute("aria-pressed"), "false");
    await page.getByLabel("Filter findings").fill("skils");
    assert.equal(await findings.count(), 1);
    await page.getByLabel("Filter findings").fill("nothing like it");
    assert.equal(await findings.count(), 0);
    assert.match(await page.locator("#findings-note").innerText(), /filtered out/);
    assert.ok(await playground.detail.isHidden());
    await page.getByLabel("Filter findings").fill("");
    await notes.click();
    assert.equal(await findings.count(), all);
  }));

test("a fix is shown as a diff before it is made", () =>
  onPage(async (playground) => {
    const { page, detail } = playground;
    await playground.set(SMALL.replace("Grep", "grep"));
    await playground.finding(/grep/).click();
    assert.deepEqual(await detail.locator(".diff-line").allInnerTexts(), ["−tools: Read, grep", "+tools: Read, Grep"]);
    assert.deepEqual(await detail.locator(".diff-line mark").allInnerTexts(), ["g", "G"]);
    await detail.getByRole("button", { name: /Grep/ }).click();
    assert.match(await playground.text(), /tools: Read, Grep$/m);
    assert.ok(await page.getByRole("button", { name: "Undo the fix" }).isVisible());
  }));

test("characters that can't be seen are named in the diff", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("First", "Fi\u200brst"));
    await playground.finding(/hidden|invisible|U\+200B/i).first().click();
    assert.equal(await playground.detail.locator(".diff .invisible").first().innerText(), "U+200B");
  }));

test("Ignore writes a comment that leaves the finding out, in one step of the history", () =>
  onPage(async (playground) => {
    const { page, detail } = playground;
    const source = SMALL.replace("tools:", "skils: a\ntools:");
    await playground.set(source);
    await playground.finding(/skils/).click();
    await detail.getByRole("button", { name: "Ignore" }).click();
    assert.match(await playground.text(), /^# passmuster: ignore\[unknown-field\]\nskils: a$/m);
    assert.equal(await playground.finding(/skils/).count(), 0);
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await playground.text(), source);
    await playground.set("No frontmatter.\n");
    await playground.findings.first().click();
    await detail.getByRole("button", { name: "Ignore" }).click();
    assert.match(await detail.innerText(), /No comment can/);
  }));

test("Ignore finds its place in a file whose lines end in CR LF", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("tools:", "skils: a\ntools:").replaceAll("\n", "\r\n"));
    await playground.finding(/skils/).click();
    await playground.detail.getByRole("button", { name: "Ignore" }).click();
    assert.match(await playground.text(), /^# passmuster: ignore\[unknown-field\]\nskils: a$/m);
  }));

test("a key applies the fix of the finding at the cursor", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("Grep", "grep"));
    await playground.cursorAfter("grep");
    await page.keyboard.press("ControlOrMeta+.");
    assert.match(await playground.text(), /tools: Read, Grep$/m);
  }));

test("a rule's name leads to its page", () =>
  onPage(async (playground) => {
    await playground.set(SMALL.replace("Grep", "grep"));
    await playground.finding(/grep/).click();
    const link = playground.detail.getByRole("link", { name: "About unknown-tool" });
    const response = await playground.page.request.get(String(await link.evaluate((a) => /** @type {HTMLAnchorElement} */ (a).href)));
    assert.equal(response.status(), 200);
  }));

test("many findings are listed up to a limit, and the rest is counted", () =>
  onPage(async (playground) => {
    const { page, findings } = playground;
    await playground.set(SMALL.replace("tools:", `${"color: red\n".repeat(400)}tools:`));
    assert.equal(await findings.count(), 300);
    const badge = Number(await page.locator("#tab-findings .badge").textContent());
    assert.ok(badge >= 399);
    assert.equal(await page.locator("#findings-note").innerText(), `${badge - 300} more findings behind these.`);
  }));
