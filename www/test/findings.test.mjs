// The list of findings: its keys, its filters, and what there is to do about the one that is chosen.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { SMALL, frames, onPage, useBrowser } from "./harness.mjs";

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

/** More findings than the page has rows for at once. */
const MANY = SMALL.replace("tools:", `${"color: red\n".repeat(400)}tools:`);

/** What is at a place of the list, which is to have no gaps however it is scrolled. @param {import("playwright-core").Locator} list */
function inSight(list) {
  return list.evaluate((element) => {
    const { left, top, height } = element.getBoundingClientRect();
    const at = (/** @type {number} */ y) => document.elementFromPoint(left + 20, y)?.closest("[role=option]")?.id;
    return [at(top + 2), at(top + height / 2), at(top + height - 3)];
  });
}

test("of many findings all can be reached, with only some rows in the page at once", () =>
  onPage(async (playground) => {
    const { page, findings, detail } = playground;
    await playground.set(MANY);
    const total = Number(await page.locator("#tab-findings .badge").textContent());
    assert.ok(total >= 399);
    assert.ok(await findings.count() < 200, "rows that nobody sees are not there");
    const list = page.getByRole("listbox", { name: "Findings" });
    await page.keyboard.press("ControlOrMeta+Shift+M");
    for (const [key, index] of /** @type {const} */ ([["End", total - 1], ["PageUp", total - 11], ["Home", 0], ["PageDown", 10]])) {
      await page.keyboard.press(key);
      const id = `finding-${index}`;
      assert.equal(await list.getAttribute("aria-activedescendant"), id);
      const row = page.locator(`#${id}`);
      assert.deepEqual(
        [await row.getAttribute("aria-selected"), await row.getAttribute("aria-posinset"), await row.getAttribute("aria-setsize")],
        ["true", String(index + 1), String(total)]);
      assert.equal(await list.locator('[aria-selected="true"]').count(), 1);
      assert.ok((await inSight(list)).includes(id), `${id} is in sight`);
      assert.ok(await detail.isVisible());
    }
    for (const share of [0.1, 0.5, 0.45, 0.9, 1, 0.97, 0.02, 0]) {
      await list.evaluate((element, part) => (element.scrollTop = part * (element.scrollHeight - element.clientHeight)), share);
      await frames(page);
      const ids = await inSight(list);
      assert.ok(ids.every(Boolean), `at ${share} there are rows: ${ids}`);
      if (share === 1) assert.equal(ids[2], `finding-${total - 1}`);
      if (share === 0) assert.equal(ids[0], "finding-0");
    }
  }));

test("axe has no complaint of a list that is there in part", async () => {
  const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
  await onPage(async (playground) => {
    const { page } = playground;
    await playground.set(MANY);
    await page.keyboard.press("ControlOrMeta+Shift+M");
    await page.keyboard.press("End");
    await page.getByRole("tab", { name: "JSON" }).click();
    await page.evaluate(axe);
    const complaints = () => page.evaluate(async () => (await /** @type {any} */ (window).axe.run()).violations.map((/** @type {any} */ { id, nodes }) =>
      `${id}: ${nodes.map((/** @type {any} */ node) => node.html).join("; ").slice(0, 200)}`));
    assert.deepEqual(await complaints(), []);
    await page.getByRole("listbox", { name: "Findings" }).evaluate((list) => (list.scrollTop = list.scrollHeight / 2));
    await frames(page);
    assert.equal(await page.locator("#findings-list > [aria-selected=true]").count(), 0, "what is chosen is out of the page");
    assert.deepEqual(await complaints(), []);
  });
});

test("what is chosen of a long list is named while it is in the page, and only then", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(MANY);
    const list = page.getByRole("listbox", { name: "Findings" });
    const active = () => list.getAttribute("aria-activedescendant");
    const scroll = async (/** @type {number} */ share) => {
      await list.evaluate((element, part) => (element.scrollTop = part * element.scrollHeight), share);
      await frames(page);
    };
    await page.keyboard.press("ControlOrMeta+Shift+M");
    await page.keyboard.press("Home");
    assert.equal(await active(), "finding-0");
    await scroll(0.5);
    assert.equal(await page.locator("#finding-0").count(), 0);
    assert.equal(await active(), null);
    await scroll(0);
    assert.equal(await active(), "finding-0");
    await scroll(0.5);
    await playground.editor.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("x");
    assert.equal(await active(), null);
    await scroll(0);
    assert.equal(await active(), "finding-0", "also after the list was made anew elsewhere");
    assert.equal(await page.locator("#finding-0").getAttribute("aria-selected"), "true");
  }));

test("a long list comes back to what is chosen for the keyboard, and stays where it is for a press", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(MANY);
    const list = page.getByRole("listbox", { name: "Findings" });
    const focused = () => list.evaluate((element) => element === document.activeElement);
    const toMiddle = async () => {
      await list.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
      await frames(page);
    };
    await page.keyboard.press("ControlOrMeta+Shift+M");
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focused(), false);
    await toMiddle();
    await page.keyboard.press("Tab");
    assert.equal(await focused(), true);
    assert.equal(await list.getAttribute("aria-activedescendant"), "finding-0");
    assert.equal((await inSight(list))[0], "finding-0");
    await page.keyboard.press("Shift+Tab");
    await toMiddle();
    const before = await inSight(list);
    const { x, y, height } = /** @type {{x: number, y: number, height: number}} */ (await list.boundingBox());
    await page.mouse.move(x + 20, y + height / 2);
    await page.mouse.down();
    assert.equal(await focused(), true);
    await frames(page);
    assert.deepEqual(await inSight(list), before);
    await page.mouse.up();
    assert.equal(await list.getAttribute("aria-activedescendant"), before[1], "what was aimed at is chosen");
  }));

test("of many places that a finding has to do with the first are shown, and how many more there are", () =>
  onPage(async (playground) => {
    const { detail } = playground;
    await playground.set(SMALL.replace("Read, Grep", Array.from({ length: 10_000 }, (_, index) => `Tool${index}`).join(", ")));
    await playground.finding(/unknown-tool/).click();
    const related = detail.locator(".related li");
    assert.equal(await related.count(), 21);
    assert.match(await related.first().innerText(), /Tool1/);
    assert.equal(await related.last().innerText(), "and 9,979 more");
  }));

test("a jump in a long list leads to where it leads", () =>
  onPage(async (playground) => {
    const { page, findings } = playground;
    await playground.set(SMALL.replace("tools:", `${"color: red\n".repeat(3000)}tools:`));
    await findings.first().waitFor();
    const list = page.locator("#findings-list");
    for (const share of [0.25, 0.9, 0.02, 0.99, 0.5]) {
      await list.evaluate((element, share) => { element.scrollTop = (element.scrollHeight - element.clientHeight) * share; }, share);
      await frames(page);
      await frames(page);
      const first = await list.evaluate((element) => {
        const top = element.getBoundingClientRect().top;
        const row = [...element.children].find((each) => each.getBoundingClientRect().bottom > top);
        return Number(row?.getAttribute("aria-posinset")) / Number(row?.getAttribute("aria-setsize"));
      });
      assert.ok(Math.abs(first - share) < 0.06, `${first} instead of ${share}`);
    }
  }));

test("the chosen finding is in sight although what is said of it takes room from the list", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL.replace("tools: Read, Grep", `tools: ${Array.from({ length: 12 }, (_, i) => `Tool${i}`).join(", ")}\nskils: a`).replace("Second", "\u200b".repeat(300)));
    await page.keyboard.press("ControlOrMeta+Shift+M");
    for (const key of ["End", "Home", "ArrowDown", "ArrowDown", "End"]) {
      await page.keyboard.press(key);
      const hidden = await page.locator("#findings-list").evaluate((list) => {
        const row = list.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
        const { top, bottom } = list.getBoundingClientRect();
        return row ? Math.max(top - row.top, Math.min(row.bottom - bottom, row.top - top)) : Infinity;
      });
      assert.ok(hidden <= 2, `${hidden} pixels of it are hidden after ${key}`);
    }
  }, { context: { viewport: { width: 1440, height: 700 } } }));

test("on a phone the list is where it was left, and so is the preview", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(`${SMALL.replace("tools:", `${"color: red\n".repeat(60)}tools:`)}\n${Array.from({ length: 90 }, (_, i) => `Para ${i}\n`).join("\n")}`);
    const tab = (/** @type {string} */ name) => page.getByRole("tab", { name }).click();
    const topOf = (/** @type {string} */ selector) => page.locator(selector).evaluate((element) => element.scrollTop);
    await tab("Findings");
    await page.locator("#findings-list").evaluate((list) => { list.scrollTop = 700; });
    await frames(page);
    await tab("File");
    await tab("Findings");
    assert.equal(await topOf("#findings-list"), 700);

    await tab("Preview");
    const preview = page.locator("#preview-body");
    await preview.hover();
    await page.mouse.wheel(0, 900);
    await page.waitForFunction(() => (document.getElementById("preview-body")?.scrollTop ?? 0) > 800);
    await frames(page);
    await frames(page);
    const seen = await preview.locator("p").evaluateAll((all) => all.find((each) => each.getBoundingClientRect().bottom > (each.closest("#preview-body")?.getBoundingClientRect().top ?? 0) + 4)?.textContent);
    const top = await topOf("#preview-body");
    await tab("File");
    await page.locator(".cm-line", { hasText: new RegExp(`^${seen}$`) }).waitFor();
    await tab("Preview");
    assert.ok(Math.abs((await topOf("#preview-body")) - top) < 2);
  }, { context: { viewport: { width: 390, height: 844 } } }));

test("what was clicked far down is what is gone to", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(MANY);
    await page.getByRole("listbox", { name: "Findings" }).evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await frames(page);
    const row = page.getByRole("option", { name: " 200:1 " });
    await row.click();
    assert.equal(await row.getAttribute("aria-selected"), "true");
    assert.equal(await playground.editor.locator(".cm-activeLine").textContent(), "color: red");
    assert.equal(await page.locator(".cm-activeLineGutter").first().textContent(), "200");
  }));

test("what is seen of a long list stays while somebody types, and while findings come and go", () =>
  onPage(async (playground) => {
    const { page } = playground;
    await playground.set(MANY);
    const list = page.getByRole("listbox", { name: "Findings" });
    const seen = () => list.evaluate((element) => {
      const { left, top } = element.getBoundingClientRect();
      return document.elementFromPoint(left + 20, top + 40)?.closest("[role=option]")?.querySelector(".finding-place")?.textContent;
    });
    await list.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await frames(page);
    const before = await seen();
    assert.match(String(before), /\d+:1$/);
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("more");
    assert.equal(await seen(), before);
    await list.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await frames(page);
    await playground.set(MANY.replace("color: red\n".repeat(30), ""));
    await frames(page);
    const ids = await inSight(list);
    assert.ok(ids.every(Boolean), `rows everywhere: ${ids}`);
    await list.evaluate((element) => (element.scrollTop = 0));
    await frames(page);
    assert.equal((await inSight(list))[0], "finding-0");
  }));

test("the finding that a key leads to is in the list, however many are before it", () =>
  onPage(async (playground) => {
    const { page, findings } = playground;
    await playground.set(MANY);
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("Shift+F8");
    const chosen = findings.and(page.locator('[aria-selected="true"]'));
    const list = page.getByRole("listbox", { name: "Findings" });
    assert.equal(await chosen.getAttribute("aria-posinset"), await chosen.getAttribute("aria-setsize"));
    assert.ok((await inSight(list)).includes(String(await chosen.getAttribute("id"))));
    // Typing keeps the rows where they are, and those that are added count.
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ControlOrMeta+f");
    await page.keyboard.press("Escape");
    await playground.set(MANY.replace("tools:", "color: blue\ntools:"));
    assert.equal(Number(await chosen.getAttribute("aria-setsize")), Number(await page.locator("#tab-findings .badge").textContent()));
  }));

test("findings in the text are marked wherever it is scrolled to", () =>
  onPage(async (playground) => {
    const { page, editor } = playground;
    await playground.set(MANY);
    const marked = () => editor.locator(".cm-line", { has: page.locator(".cm-lintRange, .cm-lintPoint") }).count();
    await page.keyboard.press("ControlOrMeta+Home");
    assert.ok(await marked() > 10);
    await page.locator(".cm-scroller").evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight / 2));
    await frames(page);
    assert.ok(await marked() > 10);
    assert.ok(await page.locator(".cm-gutter-lint .cm-lint-marker").count() > 10);
  }));

test("behind a tab nothing is listed, and when it comes to the front all is there", () =>
  onPage(async (playground) => {
    const { page, findings, reading, preview } = playground;
    await playground.set(FOUR);
    assert.equal(await findings.count(), 0);
    await page.getByRole("tab", { name: /Findings/ }).click();
    assert.equal(await findings.count(), Number(await page.locator("#tab-findings .badge").textContent()));
    await page.getByRole("tab", { name: "File" }).click();
    await playground.set(SMALL.replace("tidy", "neat").replace("Second", "Third"));
    await page.getByRole("tab", { name: "Reading" }).click();
    assert.equal(await reading.locator(".agent-name").innerText(), "neat");
    await page.getByRole("tab", { name: "Preview" }).click();
    assert.match(await preview.innerText(), /Third paragraph/);
    await page.getByRole("tab", { name: "JSON" }).click();
    await page.locator(".json-lines").first().waitFor();
    assert.equal(JSON.parse(await page.locator("#json-body").innerText()).agent.name, "neat");
  }, { context: { viewport: { width: 600, height: 900 } } }));

test("the chosen finding's buttons stay while somebody types, and do what the text needs now", () =>
  onPage(async (playground) => {
    const { page, detail } = playground;
    await playground.set(SMALL.replace("Grep", "grep"));
    await playground.finding(/grep/).click();
    await detail.evaluate((element) => {
      for (const each of element.querySelectorAll("*")) Object.assign(each, { known: true });
    });
    await playground.cursorAfter("Tidies up");
    await page.keyboard.type(" well");
    assert.ok(await detail.evaluate((element) => [...element.querySelectorAll("*")].every((each) => /** @type {any} */ (each).known)));
    await detail.getByRole("button", { name: /Grep/ }).click();
    assert.match(await playground.text(), /^description: Tidies up well when asked\.$/m);
    assert.match(await playground.text(), /^tools: Read, Grep$/m);
  }));

test("a key changes in the panels only what it makes different", () =>
  onPage(async (playground) => {
    const { page, reading } = playground;
    await playground.set(FOUR);
    await playground.cursorAfter("First par");
    await page.evaluate(() => {
      const seen = Object.assign(window, { seen: /** @type {string[]} */ ([]) }).seen;
      const watcher = new MutationObserver((records) => {
        for (const { target, type } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          seen.push(`${type} ${element?.closest("[id]")?.id} ${element?.className}`);
        }
      });
      for (const id of ["findings", "reading", "verdict"]) watcher.observe(/** @type {Element} */ (document.getElementById(id)), { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await page.keyboard.type("x");
    const seen = () => page.evaluate(() => /** @type {any} */ (window).seen);
    // One character more in the prompt is told in the card, and marked as what the cursor is in.
    assert.deepEqual((await seen()).filter((/** @type {string} */ each) => !/^childList reading-body $/.test(each)), []);
    assert.match(await reading.locator('[data-part="prompt"]').innerText(), /characters/);
  }));

test("another file is not filtered as the one before was", () =>
  onPage(async (playground) => {
    const { page, findings } = playground;
    await playground.set(FOUR.replace("skils:", "efort: a\nmaxTurn: 5\nmodle: b\nskils:"));
    await page.getByRole("button", { name: /notes?$/ }).click();
    await page.getByLabel("Filter findings").fill("skils");
    await playground.cursorAfter("First par");
    await page.keyboard.type("x");
    assert.equal(await findings.count(), 1, "they stay while the file is edited");
    await page.getByRole("button", { name: "Examples" }).click();
    await page.getByRole("dialog").getByRole("button").filter({ hasText: /[a-z]/ }).nth(1).click();
    // The address names the example once it is shown.
    await page.waitForFunction(() => location.hash.startsWith("#example/"));
    assert.equal(await page.locator('.count[aria-pressed="false"]').count(), 0);
    assert.equal(await page.getByLabel("Filter findings").inputValue(), "");
  }));

test("where something is left out, nothing is claimed of it", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const note = page.locator("#findings-note");
    await playground.set(SMALL.replace("Tidies up when asked.", "Tidies up. Use it when asked."));
    await note.getByText("The file is read the way you wrote it").waitFor();
    await playground.set(SMALL.replace("Tidies up when asked.", "Tidies up. Use it when asked.").replace("tools: Read", "# passmuster: ignore[unknown-tool] ours\ntools: Frob, Read"));
    await note.getByText("The file loads. What is left out by rules that are off, or by comments in the file, is not said.").waitFor();
  }));

test("the file is called like the agent until somebody says what it is called", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const path = page.locator("#path");
    const differs = playground.finding(/like its file/);
    await playground.set(SMALL);
    assert.equal(await path.inputValue(), ".claude/agents/tidy.md");
    await playground.set(SMALL.replace("name: tidy", "name: a/b"));
    await playground.set(SMALL.replace("name: tidy\n", ""));
    await playground.set(SMALL.replace("name: tidy", "name: neat"));
    assert.equal(await path.inputValue(), ".claude/agents/neat.md", "there was no name, and one that no file can have");
    assert.equal(await differs.count(), 0);
    await path.fill(".claude/agents/other.md");
    await playground.set(SMALL);
    assert.equal(await differs.count(), 1);
    assert.equal(await path.inputValue(), ".claude/agents/other.md");
  }));
