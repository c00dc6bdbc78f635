// Files and folders: opened, dropped, listed, edited, and what is said across them.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { decode } from "../src/playground/share/hash.js";
import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

/** @param {string} name @param {string} [rest] */
const agent = (name, rest = "tools: Read") => `---\nname: ${name}\ndescription: Use when ${name} is wanted.\n${rest}\n---\n\nYou are ${name}.\n`;

const PROJECT = {
  ".claude/agents/alpha.md": agent("alpha"),
  ".claude/agents/beta.md": agent("beta", "tools: Read, Agent(alpha, gamma)"),
  ".claude/agents/copy.md": agent("alpha", "tools: Read, grep"),
  ".claude/agents/README.md": "# Our agents\n",
  ".claude/agents/broken.md": agent("broken", "hooks: a: b").replaceAll("\n", "\r\n"),
  "README.md": "# A project\n",
  "node_modules/x/.claude/agents/no.md": agent("no"),
};

/** Runs a test with a folder on the disk. @param {Record<string, string | Buffer>} files @param {(folder: string) => Promise<void>} run */
async function withFolder(files, run) {
  const above = mkdtempSync(path.join(tmpdir(), "passmuster-"));
  const folder = path.join(above, "project");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  try {
    await run(folder);
  } finally {
    rmSync(above, { recursive: true });
  }
}

/** @param {import("playwright-core").Page} page @param {"Files…" | "Folder…"} item @param {string | string[]} paths */
async function open(page, item, paths) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
  await (await chooser).setFiles(paths);
}

const options = (/** @type {import("playwright-core").Page} */ page) => page.getByRole("listbox", { name: /^Files in|^\d+ files$/ }).getByRole("option");

/** Each file of the list as name and status. @param {import("playwright-core").Page} page */
const listed = (page) => options(page).evaluateAll((all) =>
  all.map((each) => `${each.querySelector(".file-name")?.textContent} ${/** @type {HTMLElement} */ (each).dataset.status}`));

const whenChecked = (/** @type {import("playwright-core").Page} */ page) => page.locator(".files-summary:not(:has-text('Checking'))").filter({ hasText: /\d/ }).waitFor();

test("a project: its agents, each with its verdict, and what is said across them", () =>
  withFolder(PROJECT, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await open(page, "Folder…", folder);
    await whenChecked(page);
    assert.deepEqual(await listed(page), ["alpha loads", "beta loads", "broken.md ignored", "alpha loads"]);
    assert.match(await page.locator(".files-summary").innerText(), /4 files, 1 not loaded, 1 other file left out/);
    assert.equal(await page.getByLabel("File", { exact: true }).inputValue(), "project/.claude/agents/alpha.md");

    await page.locator(".across summary").click();
    assert.equal(await page.locator(".across-finding").count(), 3);
    await page.locator(".across-finding", { hasText: "There is no agent gamma" }).click();
    await playground.reading.locator(".agent-name", { hasText: "beta" }).waitFor();
    assert.equal(await playground.selection(), "gamma");
    assert.equal(await playground.finding(/There is no agent gamma/).count(), 1, "it is among the file's findings");

    await playground.set(agent("beta", "tools: Read, Agent(alpha)"));
    await page.locator(".across summary", { hasText: "2 findings" }).waitFor();
    assert.equal(await playground.finding(/There is no agent/).count(), 0);
    await options(page).nth(3).click();
    assert.equal(await playground.finding(/defined in .*alpha\.md/).count(), 1);
    assert.equal(await options(page).nth(3).locator(".count.warning").innerText().then((said) => said.trim()[0]), "2");
    await playground.set(agent("delta"));
    await page.locator(".across").waitFor({ state: "hidden" });
    assert.deepEqual(await listed(page), ["alpha loads", "beta loads", "broken.md ignored", "delta loads"]);
  })));

test("every file keeps its edits and its history", () =>
  withFolder(PROJECT, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await open(page, "Folder…", folder);
    await whenChecked(page);
    await playground.cursorAfter("You are alpha.");
    await page.keyboard.type(" Indeed.");
    await options(page).nth(2).click();
    assert.equal(await page.getByLabel("Line ends").inputValue(), "CRLF");
    await playground.editor.focus();
    await page.keyboard.press("ControlOrMeta+z");
    assert.match(await playground.text(), /name: broken/, "undo does not reach into another file");
    await options(page).nth(0).click();
    assert.match(await playground.text(), /You are alpha\. Indeed\./);
    assert.match(await options(page).nth(0).innerText(), /edited/);
    assert.doesNotMatch(await options(page).nth(2).innerText(), /edited/);
    await playground.editor.focus();
    await page.keyboard.press("ControlOrMeta+z");
    assert.doesNotMatch(await playground.text(), /Indeed/);
  })));

test("the list is used with the keyboard alone", () =>
  withFolder(PROJECT, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await open(page, "Folder…", folder);
    await whenChecked(page);
    const box = page.getByRole("listbox", { name: /^Files in/ });
    assert.ok(await box.evaluate((element) => element === document.activeElement), "it has the keyboard");
    const chosen = () => box.getByRole("option", { selected: true }).innerText();
    await page.keyboard.press("ArrowDown");
    assert.match(await chosen(), /beta/);
    assert.equal(await box.getAttribute("aria-activedescendant"), await box.getByRole("option", { selected: true }).getAttribute("id"));
    await page.keyboard.press("End");
    assert.match(await chosen(), /copy\.md/);
    await page.keyboard.press("Home");
    await page.keyboard.press("b");
    assert.match(await chosen(), /beta/);
    await page.waitForTimeout(800);
    await page.keyboard.type("br");
    assert.match(await chosen(), /broken/);
    assert.ok(await box.evaluate((element) => element === document.activeElement));
    await page.keyboard.press("Enter");
    assert.ok(await playground.editor.evaluate((content) => content.contains(document.activeElement)));
    await page.getByRole("button", { name: "Close", exact: true }).press("Enter");
    assert.ok(await page.locator("#files").isHidden());
    assert.match(await playground.text(), /name: broken/, "what was in the editor stays");
  })));

test("what is said across files has its levels, and is left out by a comment", () =>
  withFolder(PROJECT, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await open(page, "Folder…", folder);
    await whenChecked(page);
    const across = page.locator(".across summary");
    assert.match(await across.innerText(), /^3 findings/);

    await options(page).nth(1).click();
    await playground.finding(/There is no agent gamma/).click();
    await playground.detail.getByRole("button", { name: "Ignore" }).click();
    await across.filter({ hasText: /^2 findings/ }).waitFor();
    assert.match(await playground.text(), /\n# passmuster: ignore\[missing-agent\]\ntools: Read, Agent\(alpha, gamma\)/);
    assert.equal(await playground.finding(/There is no agent/).count(), 0);
    await playground.editor.press("ControlOrMeta+z");
    await across.filter({ hasText: /^3 findings/ }).waitFor();

    await page.getByRole("button", { name: "Rules", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Rules" });
    await dialog.getByRole("combobox", { name: "missing-agent" }).selectOption("error");
    await dialog.getByRole("combobox", { name: "duplicate-agent" }).selectOption("off");
    await dialog.getByRole("button", { name: "Close" }).click();
    await across.filter({ hasText: /^1 finding/ }).waitFor();
    assert.equal(await page.locator("#findings-list .finding.error").count(), 1);
  })));

test("what git leaves out is left out, unless that would be all", async () => {
  const files = {
    ".gitignore": "/build/\n*.local.md\n!/.claude/agents/kept.local.md\n",
    ".claude/agents/alpha.md": agent("alpha"),
    ".claude/agents/beta.local.md": agent("beta"),
    ".claude/agents/kept.local.md": agent("kept"),
    ".claude/.gitignore": "gamma.*\n",
    ".claude/agents/gamma.md": agent("gamma"),
    "build/.claude/agents/copy.md": agent("copy"),
  };
  await withFolder(files, (folder) => onPage(async ({ page }) => {
    await open(page, "Folder…", folder);
    await whenChecked(page);
    assert.deepEqual(await listed(page), ["alpha loads", "kept loads"]);
    assert.match(await page.locator(".files-summary").innerText(), /2 files, all of them load, 3 ignored by git/);
  }));
  await withFolder({ ".gitignore": ".claude\n", ".claude/agents/alpha.md": agent("alpha"), "docs/x.md": "# X\n" }, (folder) => onPage(async ({ page }) => {
    await open(page, "Folder…", folder);
    await whenChecked(page);
    assert.deepEqual(await listed(page), ["alpha loads"]);
  }));
});

test("the folder's passmuster.yaml counts, for each file as it says", () => {
  const config = `rules:
  unknown-tool: off
  missing-agent: error
overrides:
  - paths: [".claude/agents/copy.md"]
    rules:
      loss: on
      duplicate-agent: off
`;
  return withFolder({ ...PROJECT, "passmuster.yaml": config, ".claude/agents/delta.md": agent("delta", "tools: reed") }, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await open(page, "Folder…", folder);
    await whenChecked(page);
    const across = page.locator(".across summary");
    assert.match(await across.innerText(), /^2 findings/);
    const found = async (/** @type {number} */ index) => {
      await options(page).nth(index).click();
      await playground.reading.locator(".agent-name").waitFor();
      return page.locator("#findings-list .finding").evaluateAll((all) => all.map((each) => `${each.className.split(" ")[1]} ${/** @type {HTMLElement} */ (each).dataset.rule}`).sort());
    };
    assert.deepEqual(await found(0), ["warning duplicate-agent"]);
    assert.deepEqual(await found(1), ["error missing-agent", "info ignored-specifier"]);
    assert.deepEqual(await found(3), ["info name-differs-from-file", "warning unknown-tool"], "the override speaks of the group");
    assert.deepEqual(await found(4), []);
    assert.match(await playground.verdict.innerText(), /delta/);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("menuitem", { name: "Copy link" }).click();
    await page.waitForFunction(() => location.hash.startsWith("#v1."));
    assert.deepEqual((await decode(new URL(page.url()).hash))?.rules, { "unknown-tool": "off", "missing-agent": "error" });
    await page.locator("#files-close").click();
    assert.equal(await playground.finding(/reed/).count(), 1, "what is no file of the folder any more is read as usual");
  }));
});

test("a passmuster.yaml that makes no sense is told", () =>
  withFolder({ ...PROJECT, "passmuster.yaml": "rules:\n  unknown-tol: off\n" }, (folder) => onPage(async ({ page }) => {
    await open(page, "Folder…", folder);
    await whenChecked(page);
    await page.locator(".note", { hasText: /passmuster\.yaml does not count: line 2: .*unknown-tol/ }).waitFor();
  })));

test("a reload keeps the list, the edits and what is in the editor", () =>
  withFolder(PROJECT, (folder) => onPage(async (playground) => {
    const { page } = playground;
    const reload = async () => {
      await page.reload();
      await whenChecked(page);
    };
    await open(page, "Folder…", folder);
    await whenChecked(page);
    await reload();
    assert.deepEqual(await listed(page), ["alpha loads", "beta loads", "broken.md ignored", "alpha loads"]);
    assert.match(await options(page).nth(0).getAttribute("aria-selected") ?? "", /true/);
    assert.equal(await page.locator(".file", { hasText: "edited" }).count(), 0);

    await options(page).nth(2).click();
    await playground.cursorAfter("You are broken.");
    await page.keyboard.type(" No more.");
    await options(page).nth(1).click();
    await playground.cursorAfter("You are beta.");
    await page.keyboard.type(" Well.");
    page.once("dialog", (dialog) => void dialog.accept());
    await reload();
    assert.match(await playground.text(), /You are beta\. Well\./);
    assert.equal(await page.locator(".file", { hasText: "edited" }).count(), 2);
    assert.match(await options(page).nth(1).getAttribute("aria-selected") ?? "", /true/);
    await options(page).nth(2).click();
    assert.match(await playground.text(), /You are broken\. No more\./);
    assert.equal(await page.getByLabel("Line ends").inputValue(), "CRLF");

    page.once("dialog", (dialog) => void dialog.accept());
    await page.locator("#files-close").click();
    await page.reload();
    await page.locator('#verdict:not([data-status="waiting"])').waitFor();
    assert.ok(await page.locator("#files").isHidden());
    assert.match(await playground.text(), /You are broken\. No more\./);
  })));

test("a plugin is read as a plugin", () =>
  withFolder({ ".claude-plugin/plugin.json": '{"name":"tools"}', "agents/one.md": agent("one", "permissionMode: plan"), "agents/README.md": "# Agents\n" }, (folder) =>
    onPage(async (playground) => {
      const { page } = playground;
      await open(page, "Folder…", folder);
      await whenChecked(page);
      assert.equal(await page.getByLabel("Host").inputValue(), "claude-code-plugin");
      assert.deepEqual(await listed(page), ["tools:README loads", "tools:one loads"]);
      await options(page).nth(1).click();
      await playground.reading.locator(".agent-name", { hasText: "tools:one" }).waitFor();
    })));

test("several files are one list, in which nobody is missed", () =>
  withFolder(PROJECT, (folder) => onPage(async ({ page }) => {
    await open(page, "Files…", ["alpha.md", "beta.md", "copy.md"].map((name) => path.join(folder, ".claude/agents", name)));
    await whenChecked(page);
    assert.deepEqual(await listed(page), ["alpha loads", "beta loads", "alpha loads"]);
    await page.locator(".across summary", { hasText: "2 findings" }).waitFor();
  })));

test("one file takes the text's place", () =>
  withFolder(PROJECT, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await playground.set(SMALL);
    await open(page, "Files…", path.join(folder, ".claude/agents/broken.md"));
    await playground.verdict.filter({ hasText: "makes no agent" }).waitFor();
    assert.equal(await page.getByLabel("File", { exact: true }).inputValue(), ".claude/agents/broken.md");
    assert.ok(await page.locator("#files").isHidden());
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await playground.text(), SMALL);
  })));

test("what is not UTF-8, or too large, is told", () =>
  withFolder({ "agents/a.md": Buffer.from(agent("a").replace("wanted", "d\u00e9sir\u00e9"), "latin1"), "agents/b.md": `${agent("b")}${"x".repeat(3 << 20)}`, "agents/c.md": agent("c") }, (folder) =>
    onPage(async (playground) => {
      const { page } = playground;
      await open(page, "Folder…", path.join(folder, "agents"));
      await whenChecked(page);
      assert.match(await options(page).nth(0).innerText(), /is not UTF-8/);
      await page.locator(".note", { hasText: "is not UTF-8" }).waitFor();
      assert.match(await options(page).nth(1).innerText(), /3\.0 MiB and is not opened/);
      await options(page).nth(1).click();
      await page.locator(".note", { hasText: "is not opened" }).waitFor();
      assert.match(await playground.text(), /name: a/);
      await options(page).nth(2).click();
      assert.match(await playground.text(), /name: c/);
      assert.equal(await page.locator(".note").count(), 0);
      await open(page, "Files…", path.join(folder, "agents/b.md"));
      await page.locator(".note", { hasText: "is not opened" }).waitFor();
    })));

test("a folder without agents is told", () =>
  withFolder({ "a.txt": "x", ".claude/commands/b.md": "x" }, (folder) => onPage(async ({ page }) => {
    await open(page, "Folder…", folder);
    await page.locator(".note", { hasText: "There are no agent files in project" }).waitFor();
    assert.ok(await page.locator("#files").isHidden());
  })));

/**
 * Drops a folder on the page.
 * @param {import("playwright-core").Page} page
 * @param {Record<string, string>} files
 * @param {Record<string, number>} [delays] how long reading a file takes, in milliseconds, by its name
 */
const drop = (page, files, delays = {}) =>
  page.evaluate(({ files, delays }) => {
    const file = (/** @type {string} */ name, /** @type {string} */ text) => ({
      name,
      isFile: true,
      isDirectory: false,
      file: (/** @type {(file: File) => void} */ done) => void setTimeout(() => done(new File([text], name)), delays[name] ?? 0),
    });
    const folder = (/** @type {string} */ name, /** @type {Record<string, any>} */ content) => ({
      name,
      isFile: false,
      isDirectory: true,
      createReader() {
        const left = Object.entries(content).map(([below, each]) => (typeof each === "string" ? file(below, each) : folder(below, each)));
        // Browsers give a part at a time.
        return { readEntries: (/** @type {(entries: any[]) => void} */ done) => done(left.splice(0, 2)) };
      },
    });
    /** @type {Record<string, any>} */
    const tree = {};
    for (const [path, text] of Object.entries(files)) {
      const names = path.split("/");
      const last = /** @type {string} */ (names.pop());
      let at = tree;
      for (const name of names) at = at[name] ??= {};
      at[last] = text;
    }
    const item = { kind: "file", webkitGetAsEntry: () => folder("dropped", tree), getAsFile: () => null };
    const event = new Event("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], items: [item], files: [] } });
    document.querySelector(".cm-content")?.dispatchEvent(event);
  }, { files, delays });

test("a dropped folder is walked through", () =>
  onPage(async ({ page }) => {
    await drop(page, PROJECT);
    await whenChecked(page);
    assert.deepEqual(await listed(page), ["alpha loads", "beta loads", "broken.md ignored", "alpha loads"]);
  }));

test("the file that was asked for last is the one that comes", () =>
  onPage(async (playground) => {
    const { page, reading } = playground;
    const files = Object.fromEntries(["a", "b", "c"].map((name) => [`.claude/agents/${name}.md`, agent(name)]));
    await drop(page, files, { "a.md": 100, "b.md": 2500, "c.md": 1500 });
    await options(page).nth(1).click();
    await options(page).nth(2).click();
    await whenChecked(page);
    await reading.locator(".agent-name", { hasText: /^c$/ }).waitFor();
    // Until the other one has come, too.
    await page.waitForTimeout(2500);
    assert.equal(await reading.locator(".agent-name").innerText(), "c");
    assert.match(await options(page).nth(2).getAttribute("aria-selected") ?? "", /true/);
  }));

test("a folder that is dropped while another one is read takes its place", () =>
  onPage(async ({ page }) => {
    await drop(page, { ".claude/agents/slow.md": agent("slow"), ".gitignore": "x" }, { ".gitignore": 500 });
    await drop(page, { ".claude/agents/quick.md": agent("quick") });
    await whenChecked(page);
    await page.waitForTimeout(700);
    assert.deepEqual(await listed(page), ["quick loads"]);
  }));

test("a file that is not taken is passed over and back again", () =>
  withFolder({ ".claude/agents/a.md": agent("a"), ".claude/agents/b.md": "x".repeat(3_000_000), ".claude/agents/c.md": agent("c") }, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await open(page, "Folder…", folder);
    await whenChecked(page);
    assert.match(await page.locator(".files-summary").innerText(), /3 files, 1 not loaded/);
    const chosen = () => page.getByRole("listbox", { name: /^Files in/ }).getByRole("option", { selected: true }).getAttribute("id");
    for (const [key, id] of [["ArrowDown", "file-1"], ["ArrowUp", "file-0"], ["ArrowDown", "file-1"], ["ArrowDown", "file-2"], ["ArrowUp", "file-1"], ["ArrowUp", "file-0"]]) {
      await page.keyboard.press(key);
      await page.locator(`#${id}[aria-selected="true"]`).waitFor();
      assert.equal(await chosen(), id);
    }
    assert.match(await playground.text(), /name: a/);
  })));

test("where there is no frontmatter there is no comment to leave out what is said across files", () =>
  withFolder({ ".claude-plugin/plugin.json": '{"name":"p"}', "agents/a.md": "Note: you are a helper.\n", "agents/b.md": agent("a") }, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await open(page, "Folder…", folder);
    await whenChecked(page);
    await playground.finding(/is defined in .*b\.md/).click();
    await playground.detail.getByRole("button", { name: "Ignore" }).click();
    await playground.detail.getByText("No comment can leave this one out.").waitFor();
    assert.match(await playground.text(), /^Note: /);
  })));

test("a file of a folder that is only looked at stays no work of one's own, whatever host it is read by", () =>
  withFolder({ "passmuster.yaml": "host: claude-code-plugin\n", ".claude/agents/a.md": agent("a"), ".gitignore": "b.md", ".claude/agents/b.md": agent("b") }, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await open(page, "Folder…", folder);
    await whenChecked(page);
    assert.equal(await page.getByLabel("Host").inputValue(), "claude-code-plugin");
    await page.reload();
    await whenChecked(page);
    assert.match(await page.locator(".files-summary").innerText(), /1 ignored by git/);
    assert.equal(await page.getByLabel("Host").inputValue(), "claude-code-plugin");
    await page.reload();
    await whenChecked(page);
    assert.equal(await page.evaluate(() => localStorage.getItem("passmuster")), null);
  })));

test("what was in the editor before a folder can be brought back, with its history", () =>
  withFolder(PROJECT, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await playground.set(agent("mine"));
    await page.getByLabel("File", { exact: true }).fill(".claude/agents/mine.md");
    await playground.cursorAfter("You are mine.");
    await page.keyboard.type(" Yes.");
    await open(page, "Folder…", folder);
    await whenChecked(page);
    assert.match(await playground.text(), /name: alpha/);
    const back = page.getByRole("button", { name: "Bring it back" });
    await back.click();
    assert.match(await playground.text(), /You are mine\. Yes\./);
    assert.equal(await page.getByLabel("File", { exact: true }).inputValue(), ".claude/agents/mine.md");
    assert.equal(await options(page).and(page.locator('[aria-selected="true"]')).count(), 0);
    await playground.editor.press("ControlOrMeta+z");
    assert.doesNotMatch(await playground.text(), /Yes/);
    await options(page).nth(1).click();
    await playground.reading.locator(".agent-name", { hasText: "beta" }).waitFor();
    assert.equal(await back.count(), 1, "once more, since it is no file of the folder");
    await back.click();
    await page.evaluate(() => { location.hash = "#example/empty-tools"; });
    await playground.reading.locator(".agent-name", { hasText: "name-finder" }).waitFor();
    await back.click();
    assert.match(await playground.text(), /You are mine\./);
  })));

test("the page's own text is nothing to bring back", () =>
  withFolder(PROJECT, (folder) => onPage(async ({ page }) => {
    await open(page, "Folder…", folder);
    await whenChecked(page);
    assert.equal(await page.getByRole("button", { name: "Bring it back" }).count(), 0);
  })));

test("every file is shown where it was left, and a new one from its start", () =>
  withFolder(Object.fromEntries(["a", "b", "c"].map((name) => [`.claude/agents/${name}.md`, agent(name) + "\nA paragraph.\n".repeat(150)])), (folder) => onPage(async ({ page }) => {
    await open(page, "Folder…", folder);
    await whenChecked(page);
    const top = () => page.locator(".cm-scroller").evaluate((element) => element.scrollTop);
    await page.locator(".cm-scroller").evaluate((element) => { element.scrollTop = 1500; });
    // What is drawn then is higher or lower than was guessed.
    await page.waitForTimeout(300);
    const left = await top();
    await options(page).nth(1).click();
    await page.locator(".agent-name", { hasText: /^b$/ }).waitFor();
    assert.equal(await top(), 0);
    await options(page).nth(0).click();
    await page.locator(".agent-name", { hasText: /^a$/ }).waitFor();
    await page.waitForFunction((left) => Math.abs((document.querySelector(".cm-scroller")?.scrollTop ?? 0) - left) < 60, left);
  })));

test("files that are too many to be kept are told", () =>
  withFolder(Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`.claude/agents/a${i}.md`, agent(`a${i}`) + "x ".repeat(400_000)])), (folder) => onPage(async ({ page }) => {
    await open(page, "Folder…", folder);
    await whenChecked(page);
    await page.locator(".note", { hasText: "too many to be kept over a reload" }).waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.getItem("passmuster-folder")), null);
  })));

test("an example and a folder leave each other alone", () =>
  withFolder(PROJECT, (folder) => onPage(async (playground) => {
    const { page } = playground;
    await open(page, "Folder…", folder);
    await whenChecked(page);
    await page.evaluate(() => { location.hash = "#example/empty-tools"; });
    await playground.reading.locator(".agent-name", { hasText: "name-finder" }).waitFor();
    assert.equal(await page.getByRole("listbox", { name: /^Files in/ }).getByRole("option", { selected: true }).count(), 0);
    await options(page).nth(1).click();
    await playground.reading.locator(".agent-name", { hasText: "beta" }).waitFor();
    assert.doesNotMatch(await options(page).nth(0).innerText(), /edited/);
  })));

test("two thousand files are checked while the page goes on", () =>
  withFolder(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`.claude/agents/a${i}.md`, agent(`agent-${i}`, "tools: read") + "Text with `code`. ".repeat(300)])), (folder) =>
    onPage(async (playground) => {
      const { page } = playground;
      page.setDefaultTimeout(60_000);
      await open(page, "Folder…", folder);
      await playground.reading.locator(".agent-name", { hasText: "agent-0" }).waitFor();
      await playground.cursorAfter("agent-0");
      await page.keyboard.type("x");
      assert.match(await playground.reading.locator(".agent-name").innerText(), /agent-0x/);
      await whenChecked(page);
      assert.equal(await options(page).count(), 2000);
    })));
