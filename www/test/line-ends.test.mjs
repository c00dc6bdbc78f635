// Line ends: the editor shows none of them, the host cares.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

/** A colon the host would quote by itself, if the line ended in LF. */
const COLON = SMALL.replace("Tidies up when asked.", "Use: this");
const withEnds = (text, end) => text.replaceAll("\n", end);

test("a pasted text keeps its CR LF: the verdict, the mark and the fix are those of the file", () =>
  onPage(async (playground) => {
    const { page, verdict, editor } = playground;
    const ends = page.getByLabel("Line ends");
    await playground.set(withEnds(COLON, "\r\n"));
    assert.equal(await ends.inputValue(), "CRLF");
    assert.equal(await verdict.getAttribute("data-status"), "ignored");
    const finding = playground.findings.filter({ hasText: "crlf-defeats-quoting" });
    assert.match(await finding.locator(".finding-place").innerText(), /3:23$/);
    await finding.click();
    await playground.detail.locator(".related .place").click();
    assert.equal(await playground.selection(), ":");
    assert.match(await editor.locator(".cm-line", { hasText: "description" }).innerHTML(), /cm-lintPoint|cm-lintRange/);

    await finding.click();
    await playground.detail.getByRole("button", { name: "Quote the value" }).click();
    assert.equal(await playground.text(), COLON.replace("Use: this", '"Use: this"'));
    assert.equal(await verdict.getAttribute("data-status"), "loads");
    assert.equal(await ends.inputValue(), "CRLF", "a fix leaves the others' line ends alone");
  }));

test("the line ends can be changed, said, undone and kept", () =>
  onPage(async (playground) => {
    const { page, verdict } = playground;
    const ends = page.getByLabel("Line ends");
    await playground.set(withEnds(COLON, "\r\n"));
    await ends.selectOption("LF");
    assert.equal(await verdict.getAttribute("data-status"), "loads");
    await page.getByRole("status").filter({ hasText: /Lines end in LF\. Loads/ }).waitFor({ state: "attached" });
    await playground.editor.focus();
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await ends.inputValue(), "CRLF");
    assert.equal(await verdict.getAttribute("data-status"), "ignored");
    await page.reload();
    await page.locator('#verdict[data-status="ignored"]').waitFor();
    assert.equal(await ends.inputValue(), "CRLF");
    assert.equal(await playground.text(), COLON);
  }));

test("places are right on every line of a CR LF file", () =>
  onPage(async (playground) => {
    const { reading, editor } = playground;
    await playground.set(withEnds(SMALL.replace("Read, Grep", "Read, grep").replace("tools:", "temperature: 0.2\ntools:"), "\r\n"));
    const row = reading.locator('.field[data-key="temperature"]');
    await row.hover();
    assert.equal(await editor.locator(".cm-peek").innerText(), "temperature: 0.2");
    await row.locator(".field-key").click();
    assert.equal(await playground.selection(), "temperature: 0.2");
    const finding = playground.finding(/grep/).first();
    await finding.click();
    assert.equal(await playground.selection(), "grep");
    assert.equal(await editor.locator(".cm-lintRange", { hasText: /^grep$/ }).count(), 1);
    await playground.detail.getByRole("button", { name: /Grep/ }).first().click();
    assert.match(await playground.text(), /tools: Read, Grep$/m);
  }));

test("a file whose lines end in CR is mended by its fix", () =>
  onPage(async (playground) => {
    const { page, verdict } = playground;
    const ends = page.getByLabel("Line ends");
    await playground.set(withEnds(SMALL, "\r"));
    assert.equal(await ends.inputValue(), "CR");
    assert.equal(await verdict.getAttribute("data-status"), "ignored");
    await playground.findings.first().click();
    assert.match(await playground.detail.innerText(), /Only the ends of lines change/);
    await playground.detail.getByRole("button", { name: "End the lines in LF" }).click();
    assert.equal(await ends.inputValue(), "LF");
    assert.equal(await verdict.getAttribute("data-status"), "loads");
    await page.getByRole("button", { name: "Undo the fix" }).click();
    assert.equal(await ends.inputValue(), "CR");
    await page.locator("#fix-all").click();
    assert.equal(await verdict.getAttribute("data-status"), "loads");
    assert.equal(await playground.text(), SMALL);
  }));

test("a piece takes the line ends of the text it is put into, and a copy has them", () =>
  onPage(async (playground) => {
    const { page, editor } = playground;
    const ends = page.getByLabel("Line ends");
    await playground.set(SMALL);
    await page.keyboard.press("ControlOrMeta+End");
    await paste(editor, "More.\r\nAnd more.\r\n");
    assert.equal(await ends.inputValue(), "LF");
    await ends.selectOption("CRLF");
    await editor.focus();
    await page.keyboard.press("ControlOrMeta+a");
    const copied = await editor.evaluate((content) => {
      const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      content.dispatchEvent(event);
      return event.clipboardData?.getData("text/plain");
    });
    assert.equal(copied, withEnds(`${SMALL}More.\nAnd more.\n`, "\r\n"));
  }));

test("mixed line ends become one, and the page says so", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(COLON.replace("\n", "\r\n"));
    assert.equal(await page.getByLabel("Line ends").inputValue(), "CRLF");
    await page.getByText("they were mixed").waitFor();
    await page.getByLabel("Line ends").selectOption("LF");
    assert.equal(await page.getByText("they were mixed").count(), 0);
  }));

test("a dropped file takes the text's place, with its line ends and its name", () =>
  onPage(async (playground) => {
    const { page, editor, verdict } = playground;
    await editor.evaluate((content, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "dropped.md"));
      content.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, withEnds(COLON, "\r\n"));
    await page.locator('#verdict[data-status="ignored"]').waitFor();
    assert.equal(await page.getByLabel("Line ends").inputValue(), "CRLF");
    assert.equal(await page.getByLabel("File", { exact: true }).inputValue(), ".claude/agents/dropped.md");
    assert.equal(await playground.text(), COLON);
  }));

/** @param {import("playwright-core").Locator} editor @param {string} text */
function paste(editor, text) {
  return editor.evaluate((content, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
