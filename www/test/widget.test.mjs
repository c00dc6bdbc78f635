// The element on other people's pages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { blocksOf } from "../scripts/docs/blocks.mjs";
import { POLICY, TEXT, built, live, onElements, useBrowser, value, written } from "./elements.mjs";
import { frames } from "./harness.mjs";

useBrowser();

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const PLAIN = `<passmuster-editor><pre>${TEXT}</pre></passmuster-editor>`;

/** A tall page keeps elements out of sight. */
const SPACER = '<div class="spacer"></div>';
const STYLE = ".spacer { height: 3000px }";

/** Counts what elements tell. Runs in the page. */
function countEvents() {
  const told = Object.assign(window, { told: /** @type {[string, string, unknown][]} */ ([]) }).told;
  for (const name of ["passmuster-change", "passmuster-check"]) {
    document.addEventListener(name, (event) => {
      const { detail, target } = /** @type {CustomEvent} */ (event);
      told.push([name, /** @type {Element} */ (target).id, detail.value ?? detail.result.status]);
    });
  }
}

/** @param {import("playwright-core").Page} page @returns {Promise<[string, string, unknown][]>} */
const told = (page) => page.evaluate(() => /** @type {any} */ (window).told);

test("what stands in it is checked when it is seen", () =>
  onElements(PLAIN, async ({ element, editor, findings, verdict }) => {
    await live(element);
    assert.match(await editor.innerText(), /^---\nname: tidy\n/);
    assert.equal(await findings.count(), 1);
    assert.match(await findings.innerText(), /Warning\s+4:8\s+unknown-tool\s+read names no tool/);
    assert.match(await verdict.innerText(), /^Loads Claude Code \S+ loads this agent as tidy/);
    assert.equal(await value(element), TEXT);
  }));

test("a script's text loses what the page's markup added", () =>
  onElements(`<passmuster-editor>
    <script type="text/markdown">
      ---
      name: tidy
      description: >
        Use it to tidy <up>.
      ---

      Sweep.
    </script>
  </passmuster-editor>`, async ({ element }) => {
    await live(element);
    assert.equal(await value(element), "---\nname: tidy\ndescription: >\n  Use it to tidy <up>.\n---\n\nSweep.\n");
  }));

test("a code block's lines are lines, whatever coloured them", () =>
  onElements(["<span>---</span>\n<span>name: a</span>\n\n<span>b</span>", "<span>---<br></span><span>name: a<br></span><span><br></span><span>b</span>",
    '<div class="line"><div>---</div></div><div class="line"><div>name: a</div></div><div class="line"><div>\n</div></div><div class="line"><div>b</div></div>']
    .map((lines) => `<passmuster-editor><figure><figcaption>Code</figcaption><pre><code>${lines}</code></pre><button>Copy</button></figure></passmuster-editor>`).join(""),
    async ({ page, element }) => {
      await live(element);
      for (const each of await page.locator("passmuster-editor").all()) assert.equal(await value(each), "---\nname: a\n\nb");
    }));

test("slotted into something else, it has its text all the same", () =>
  onElements(`<div slot="panel"><passmuster-editor slot="code"><div slot="verdict"><pre>Not this.</pre></div><pre>${TEXT}</pre></passmuster-editor></div>`,
    async ({ element }) => {
      await live(element);
      assert.equal(await value(element), TEXT);
    }));

test("what stands in it may have been made by another document", () =>
  onElements("<iframe></iframe>", async ({ page, element }) => {
    await page.evaluate((text) => {
      const { contentDocument } = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
      const other = /** @type {Document} */ (contentDocument);
      const pre = other.createElement("pre");
      const rest = other.createElement("span");
      rest.append(text.slice(4));
      pre.append("---", other.createElement("br"), rest);
      const made = document.createElement("passmuster-editor");
      made.append(pre);
      document.querySelector("main")?.append(made);
    }, TEXT);
    await live(element);
    assert.equal(await value(element), TEXT);
  }));

test("attributes and properties say the same", () =>
  onElements(`<passmuster-editor host="claude-code-plugin" path="agents/tidy.md" rules='{"unknown-tool":"off"}' rows="4-6"><pre>${TEXT}</pre></passmuster-editor>`,
    async ({ page, element, findings, verdict }) => {
      await live(element);
      assert.match(await verdict.innerText(), /\(plugin\)/);
      assert.equal(await findings.filter({ hasText: "unknown-tool" }).count(), 0);
      const before = await element.evaluate((each) => {
        const { host, path, rules, rows, readonly, preview, theme, docs } = /** @type {any} */ (each);
        return { host, path, rules, rows, readonly, preview, theme, docs };
      });
      assert.deepEqual(before, {
        host: "claude-code-plugin", path: "agents/tidy.md", rules: { "unknown-tool": "off" }, rows: "4-6",
        readonly: false, preview: false, theme: "", docs: "",
      });
      await element.evaluate((each) => {
        Object.assign(each, { host: "claude-code", rules: { "unknown-tool": "error" }, docs: "/docs/", label: "An example" });
      });
      await findings.filter({ hasText: /Error.*unknown-tool/s }).waitFor();
      assert.doesNotMatch(await verdict.innerText(), /plugin/);
      assert.equal(await element.locator("a.rule").getAttribute("href"), "/docs/rules/unknown-tool.html");
      assert.equal(await page.getByRole("textbox", { name: "An example" }).count(), 1);
      await element.evaluate((each) => {
        Object.assign(each, { rules: null });
        each.setAttribute("rules", '{"unknown-tool":"info"}');
      });
      await findings.filter({ hasText: /Note.*unknown-tool/s }).waitFor();
    }));

test("what is hidden does not hide that nothing was checked", () =>
  onElements(`<passmuster-editor host="nobody" hide="verdict findings"><pre>${TEXT}</pre></passmuster-editor>`, async ({ element, verdict }) => {
    await verdict.getByText("Not checked: there is no host nobody").waitFor();
    assert.equal(await verdict.locator("code").first().innerText(), "nobody");
    await element.evaluate((each) => each.removeAttribute("host"));
    await verdict.waitFor({ state: "hidden" });
  }));

test("settings that make no sense are told, and mended ones count", () =>
  onElements(`<passmuster-editor rules="{"><pre>${TEXT}</pre></passmuster-editor>`, async ({ element, findings, verdict }) => {
    await verdict.getByText(/Not checked:.*rules.*JSON/).waitFor();
    await element.evaluate((each) => each.setAttribute("host", "nobody"));
    await element.evaluate((each) => each.setAttribute("rules", "{}"));
    await verdict.getByText(/nobody/).waitFor();
    await element.evaluate((each) => each.removeAttribute("host"));
    await findings.first().waitFor();
  }));

test("what was written ahead of time is there at once, and is replaced in place", () =>
  onElements(written(TEXT), async ({ page, element, editor }) => {
    const script = await built("element");
    await page.evaluate(() => {
      Object.assign(window, { shifts: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) /** @type {any} */ (window).shifts += /** @type {any} */ (entry).value;
      }).observe({ type: "layout-shift" });
    });
    assert.match(await page.locator("passmuster-editor [slot=findings]").innerText(), /read names no tool/);
    await page.evaluate(async (address) => {
      // Nothing is seen yet, so everything stands still.
      const { IntersectionObserver } = globalThis;
      globalThis.IntersectionObserver = /** @type {any} */ (class { observe() {} unobserve() {} });
      await import(address);
      globalThis.IntersectionObserver = IntersectionObserver;
    }, script);
    await element.locator(".list .finding").waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    assert.match(await element.locator(".still .tok-propertyName").first().innerText(), /name/);
    assert.equal(await element.locator(".still .cm-lintRange-warning").innerText(), "read");
    const still = await element.evaluate(places);
    await page.evaluate(() => { Object.assign(window, { shifts: 0 }); });

    await editor.hover();
    await live(element);
    await element.locator("button.fix").waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    const alive = await element.evaluate(places);
    assert.deepEqual(alive, still);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).shifts), 0);
  }, { late: true }));

/** Where things are. Runs in the page. @param {Element} element */
function places(element) {
  const root = /** @type {ShadowRoot} */ (element.shadowRoot);
  const of = (/** @type {Element | null} */ each) => {
    const { x, y, width, height } = /** @type {Element} */ (each).getBoundingClientRect();
    return [x, y, width, height].map(Math.round);
  };
  const start = (/** @type {Element | null | undefined} */ line) => {
    const range = document.createRange();
    range.selectNodeContents(/** @type {Element} */ (line));
    const { x, y } = range.getBoundingClientRect();
    return [x, y].map(Math.round);
  };
  const lines = [...root.querySelectorAll(".still-line, .cm-line")];
  return {
    lines: lines.filter((line) => line.textContent).map(start),
    source: of(root.querySelector("#editor")),
    verdict: of(root.querySelector(".verdict")),
    finding: of(root.querySelector(".finding")),
    place: of(root.querySelector(".place")),
    fix: of(root.querySelector(".fix")),
    after: of(document.querySelector("#after")),
  };
}

test("what nobody sees stands still and loads nothing", () =>
  onElements(`${SPACER}${PLAIN}`, async ({ page, element, requests }) => {
    await page.waitForTimeout(500);
    assert.equal(await element.locator(".still").count(), 1);
    assert.deepEqual(requests.filter((path) => /editor|checker|wasm/.test(path)), []);
    await element.scrollIntoViewIfNeeded();
    await live(element);
  }, { style: STYLE }));

test("many elements share one module, and only those that are seen have an editor", () =>
  onElements(Array.from({ length: 20 }, (_, index) => written(TEXT.replace("tidy", `tidy-${index}`), `id="e${index}"`)).join(""),
    async ({ page, element, requests }) => {
      await live(element);
      await page.waitForTimeout(500);
      assert.equal(requests.filter((path) => path.endsWith(".wasm")).length, 1);
      const editors = await page.locator("passmuster-editor .cm-content").count();
      assert.ok(editors >= 2 && editors <= 5, `${editors} editors`);
      await page.locator("#e19").scrollIntoViewIfNeeded();
      await live(page.locator("#e19"));
      assert.equal(requests.filter((path) => path.endsWith(".wasm")).length, 1);
      assert.equal(await value(page.locator("#e19")), TEXT.replace("tidy", "tidy-19"));
    }));

test("a fix is one step, told to the page, and can be taken back", () =>
  onElements(PLAIN.replace(">", ' id="one">'), async ({ page, element, findings }) => {
    await page.evaluate(countEvents);
    await live(element);
    await element.getByRole("button", { name: "Write Read" }).click();
    assert.equal(await value(element), TEXT.replace("read", "Read"));
    assert.equal(await findings.count(), 0);
    assert.match(await element.locator(".list").innerText(), /Nothing found/);
    assert.deepEqual((await told(page)).slice(-2), [["passmuster-change", "one", TEXT.replace("read", "Read")], ["passmuster-check", "one", "loads"]]);
    await element.getByRole("button", { name: "Undo the fix" }).click();
    assert.equal(await value(element), TEXT);
    assert.equal(await findings.count(), 1);
    assert.ok(await element.getByRole("button", { name: "Undo the fix" }).isHidden());
    await element.getByRole("button", { name: "Write Read" }).click();
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await value(element), TEXT, "the keyboard is back in the text");
  }));

test("typing is checked at once, and told to the page and to screen readers", () =>
  onElements(PLAIN, async ({ page, element, editor, verdict }) => {
    await page.evaluate(countEvents);
    await live(element);
    await editor.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.type("x");
    assert.match(await verdict.innerText(), /^No agent/);
    assert.deepEqual((await told(page)).at(-1), ["passmuster-check", "", "ignored"]);
    assert.equal((await told(page)).filter(([name]) => name === "passmuster-change").length, 1);
    await element.getByRole("status").filter({ hasText: /^No agent.*error/s }).waitFor({ state: "attached" });
  }));

test("what a page sets is shown and checked, but not told as a change", () =>
  onElements(PLAIN, async ({ page, element, findings }) => {
    await page.evaluate(countEvents);
    await live(element);
    await element.evaluate((each) => { Object.assign(each, { value: "---\r\nname: a\r\ndescription: Use it to b.\r\ntools: grep, Read\r\n---\r\nc\r\n" }); });
    await findings.filter({ hasText: "grep" }).waitFor();
    assert.match(await value(element), /^---\r\nname: a\r\n/);
    assert.ok((await told(page)).every(([name]) => name === "passmuster-check"));
    // Its children say no more what it shows.
    await element.evaluate((each) => { /** @type {Element} */ (each.querySelector("pre")).textContent = "gone"; });
    assert.match(await value(element), /^---\r\nname: a\r\n/);
  }));

test("what is set together is checked once, and what is set as it was not at all", () =>
  onElements(PLAIN, async ({ page, element }) => {
    await live(element);
    await page.evaluate(countEvents);
    const told = () => page.evaluate(() => /** @type {any} */ (window).told.length);
    const checks = async (/** @type {object[]} */ settings) => {
      const before = await told();
      await element.evaluate((each, list) => {
        for (const properties of list) Object.assign(each, properties);
      }, settings);
      await frames(page);
      return await told() - before;
    };
    const settings = { host: "claude-code-plugin", path: "a/agents/b.md", value: "x", rules: { "unknown-tool": "off" } };
    assert.equal(await checks([settings]), 1);
    assert.equal(await checks([settings]), 0);
    assert.equal(await checks([{ label: "Another name", theme: "dark", rows: "5", hide: "verdict" }]), 0);
    assert.equal(await checks([{ host: "" }, { host: "claude-code" }, { rules: null }]), 1);
    assert.equal(await element.evaluate(async (each) => {
      const editor = /** @type {any} */ (each);
      const before = /** @type {any} */ (window).told.length;
      const rules = { "unknown-tool": "off" };
      editor.rules = rules;
      await null;
      rules["unknown-tool"] = "error";
      editor.rules = rules;
      await null;
      return /** @type {any} */ (window).told.length - before;
    }), 2, "the same object may hold other rules");
  }));

test("a page that sets rules whenever it is told of a check comes to rest", () =>
  onElements(PLAIN, async ({ page, element }) => {
    await live(element);
    await element.evaluate((each) => {
      Object.assign(window, { checks: 0 });
      each.addEventListener("passmuster-check", () => {
        const checks = (/** @type {any} */ (window).checks += 1);
        if (checks < 10) Object.assign(each, { rules: { "unknown-tool": "off" } });
      });
      Object.assign(each, { rules: { "unknown-tool": "off" } });
    });
    await frames(page);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).checks), 1);
  }));

test("focused before it is in the page, it is none the less set up as it was written", () =>
  onElements("<section></section>", async ({ page, element }) => {
    await page.evaluate(async () => {
      await customElements.whenDefined("passmuster-editor");
      const made = /** @type {any} */ (document.createElement("passmuster-editor"));
      made.setAttribute("rows", "8");
      made.setAttribute("label", "Mine");
      made.value = "x";
      made.focus();
      document.querySelector("section")?.append(made);
    });
    const least = () => element.evaluate((each) => /** @type {any} */ (each.shadowRoot?.querySelector(".widget")).style.getPropertyValue("--least"));
    const named = element.getByRole("textbox", { name: "Mine" });
    await named.waitFor();
    assert.equal(await least(), "8");
    await element.evaluate((each) => /** @type {any} */ (each).focus());
    await live(element);
    await named.waitFor();
    assert.ok(await named.evaluate((each) => each === /** @type {ShadowRoot} */ (each.getRootNode()).activeElement));
  }));

test("until it is edited it follows what stands in it", () =>
  onElements(PLAIN, async ({ element, verdict }) => {
    await live(element);
    await element.evaluate((each) => { /** @type {Element} */ (each.querySelector("pre")).textContent = "no agent"; });
    await verdict.getByText(/makes no agent/).waitFor();
    assert.equal(await value(element), "no agent");
  }));

test("twice on a page, each has its own text", () =>
  onElements(PLAIN + PLAIN.replace("tidy", "other"), async ({ page, element }) => {
    const second = page.locator("passmuster-editor").nth(1);
    await live(element);
    await second.scrollIntoViewIfNeeded();
    await live(second);
    await second.getByRole("button", { name: "Write Read" }).click();
    assert.equal(await value(element), TEXT);
    assert.match(await value(second), /name: other\n.*\ntools: Read/);
  }));

test("inside of another element's shadow", () =>
  onElements('<div id="outer"></div>', async ({ page }) => {
    await page.evaluate((text) => {
      const root = /** @type {Element} */ (document.querySelector("#outer")).attachShadow({ mode: "open" });
      const element = document.createElement("passmuster-editor");
      const pre = document.createElement("pre");
      pre.textContent = text;
      element.append(pre);
      root.append(element);
    }, TEXT);
    const element = page.locator("#outer passmuster-editor");
    await live(element);
    await element.getByRole("textbox").click();
    await page.keyboard.press("F8");
    await element.locator(".cm-lintRange-active, .cm-selectionBackground").first().waitFor();
    await element.getByRole("button", { name: "Write Read" }).first().click();
    assert.match(await value(element), /tools: Read/);
  }));

test("made by a script, with properties first", () =>
  onElements("", async ({ page }) => {
    await page.evaluate((text) => {
      const element = document.createElement("passmuster-editor");
      Object.assign(element, { value: text, rules: { "unknown-tool": "off" }, path: "tidy.md" });
      document.querySelector("main")?.append(element);
    }, TEXT);
    const element = page.locator("passmuster-editor");
    await live(element);
    assert.equal(await value(element), TEXT);
    assert.equal(await element.locator(".list .finding", { hasText: "unknown-tool" }).count(), 0);
  }));

test("properties that were set before the element was one", () =>
  onElements(PLAIN, async ({ page, element, findings }) => {
    await element.evaluate((each, text) => { Object.assign(each, { value: text, rules: { "unknown-tool": "error" } }); }, TEXT.replace("tidy", "early"));
    await page.evaluate((address) => import(address), await built("element"));
    await live(element);
    assert.match(await value(element), /name: early/);
    assert.match(await findings.innerText(), /^Error/);
  }, { late: true }));

test("moved it keeps its editor, removed its text and history", () =>
  onElements(`${PLAIN}<section></section>`, async ({ page, element, editor }) => {
    await live(element);
    await element.getByRole("button", { name: "Write Read" }).click();
    await element.evaluate((each) => {
      Object.assign(window, { content: each.shadowRoot?.querySelector(".cm-content") });
      document.querySelector("section")?.append(each);
    });
    assert.ok(await element.evaluate((each) => each.shadowRoot?.querySelector(".cm-content") === /** @type {any} */ (window).content));
    await element.evaluate(async (each) => {
      Object.assign(window, { removed: each });
      each.remove();
      await null;
    });
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).removed.value), TEXT.replace("read", "Read"));
    await page.evaluate(() => document.querySelector("section")?.append(/** @type {any} */ (window).removed));
    await live(element);
    await editor.focus();
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await value(element), TEXT);
    await element.getByRole("button", { name: "Write Read" }).waitFor();
  }));

test("removed before it was ready, nothing comes of it; back again, it starts anew", () =>
  onElements(PLAIN, async ({ page, element }) => {
    await element.evaluate(async (each) => {
      /** @type {any} */ (each).focus();
      each.remove();
      await new Promise((resolve) => setTimeout(resolve, 300));
      document.querySelector("main")?.append(each);
    });
    await live(element);
    assert.equal(await page.locator(".cm-content").count(), 1);
  }));

test("in another document it looks and works the same, with its text and history", () =>
  onElements(`${PLAIN}<iframe></iframe>`, async ({ page, element }) => {
    await live(element);
    await element.getByRole("button", { name: "Write Read" }).click();
    const look = (/** @type {import("playwright-core").Locator} */ each) => each.evaluate((moved) => {
      const root = /** @type {ShadowRoot} */ (moved.shadowRoot);
      return [".widget", ".cm-content", ".cm-line:not(.cm-activeLine)", ".verdict"].map((part) => {
        const { font, padding, borderTop, whiteSpace, backgroundColor } = getComputedStyle(/** @type {Element} */ (root.querySelector(part)));
        return { part, font, padding, borderTop, whiteSpace, backgroundColor };
      });
    });
    const before = await look(element);
    await page.evaluate(() => {
      const moved = /** @type {Element} */ (document.querySelector("passmuster-editor"));
      // On its way it is nowhere, as in a template.
      document.createElement("template").content.append(moved);
      document.querySelector("iframe")?.contentDocument?.body.append(moved);
    });
    const moved = page.frameLocator("iframe").locator("passmuster-editor");
    await live(moved);
    assert.deepEqual(await look(moved), before);
    await moved.getByRole("textbox").focus();
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await value(moved), TEXT);
    await page.evaluate(() => document.querySelector("main")?.append(/** @type {Element} */ (document.querySelector("iframe")?.contentDocument?.querySelector("passmuster-editor"))));
    await live(element);
    assert.deepEqual(await look(element), before);
  }, { style: "iframe { width: 700px; height: 500px }" }));

test("only to be read: nothing can be changed, but everything reached", () =>
  onElements(PLAIN.replace(">", " readonly>"), async ({ page, element, editor }) => {
    await live(element);
    assert.equal(await editor.getAttribute("aria-readonly"), "true");
    await editor.focus();
    await page.keyboard.type("x");
    await page.keyboard.press("Delete");
    assert.equal(await value(element), TEXT);
    assert.equal(await element.locator("button.fix").count(), 0);
    await page.keyboard.press("F8");
    await element.evaluate((each) => each.toggleAttribute("readonly", false));
    await element.locator("button.fix").waitFor();
    await editor.focus();
    await page.keyboard.type("x");
    assert.notEqual(await value(element), TEXT);
  }));

test("a preview, if one is asked for", () =>
  onElements(PLAIN, async ({ element }) => {
    await live(element);
    assert.ok(await element.locator(".preview").isHidden());
    await element.evaluate((each) => { Object.assign(each, { preview: true }); });
    await element.locator(".preview h1", { hasText: "Tidy" }).waitFor();
    await element.getByRole("button", { name: "Write Read" }).click();
    await element.evaluate((each) => each.setAttribute("hide", "verdict preview"));
    assert.ok(await element.locator(".preview").isHidden());
    assert.ok(await element.locator(".verdict-row").isHidden());
    assert.ok(await element.locator(".list").isVisible());
  }));

test("dark or light as the page is, or as it is told", () =>
  onElements(PLAIN + PLAIN.replace(">", ' theme="dark">'), async ({ page, element }) => {
    const colour = (/** @type {import("playwright-core").Locator} */ each) => each.locator(".widget").evaluate((widget) => getComputedStyle(widget).color);
    const dark = await colour(page.locator("passmuster-editor").nth(1));
    const light = await colour(element);
    assert.notEqual(light, dark);
    await page.evaluate(() => document.documentElement.style.setProperty("color-scheme", "dark"));
    assert.equal(await colour(element), dark);
    await element.evaluate((each) => each.setAttribute("theme", "light"));
    assert.equal(await colour(element), light);
  }));

test("styled from the page", () =>
  onElements(PLAIN, async ({ element }) => {
    await live(element);
    const look = await element.locator(".widget").evaluate((widget) => {
      const { borderTopColor, backgroundColor } = getComputedStyle(widget);
      return { borderTopColor, backgroundColor };
    });
    assert.deepEqual(look, { borderTopColor: "rgb(255, 0, 0)", backgroundColor: "rgb(0, 0, 255)" });
  }, { style: "passmuster-editor { --passmuster-paper: #00f } passmuster-editor::part(widget) { border-color: #f00 }" }));

test("what the page has around it doesn't get inside", () =>
  onElements(`<div class="odd">${PLAIN}</div>`, async ({ page, element }) => {
    await page.evaluate(() => Object.assign(document.documentElement, { dir: "rtl", lang: "ar" }));
    await live(element);
    for (const part of [".cm-line", ".finding-message", ".verdict"]) {
      const inherited = await element.locator(part).first().evaluate((each) => {
        const { direction, letterSpacing, textIndent, textTransform } = getComputedStyle(each);
        return [direction, letterSpacing, textIndent, textTransform].join(" ");
      });
      assert.equal(inherited, "ltr normal 0px none", part);
    }
    assert.equal(await element.locator(".finding-message").evaluate((each) => getComputedStyle(each).whiteSpace), "normal");
    assert.equal(await element.locator(".finding-message").evaluate((each) => /** @type {HTMLElement} */ (each.closest("[lang]")).lang), "en");
  }, { style: ".odd { white-space: nowrap; text-transform: uppercase; letter-spacing: 3px; text-indent: 2em }" }));

test("on paper all of the text is there", () =>
  onElements(`${`<passmuster-editor rows="4"><pre>${TEXT}${"line\n\n".repeat(60)}The end.</pre></passmuster-editor>`.repeat(2)}`, async ({ page, element }) => {
    await live(element);
    await live(page.locator("passmuster-editor").nth(1));
    // At once, as a browser does: the editor draws all of its text for a moment only.
    await page.evaluate(() => matchMedia("print").addEventListener("change", () => {
      Object.assign(window, { sheets: [...document.querySelectorAll("passmuster-editor")].map(({ shadowRoot }) => {
        const editor = /** @type {HTMLElement} */ (shadowRoot?.getElementById("editor"));
        return { height: editor.clientHeight, needed: editor.scrollHeight, text: editor.innerText };
      }) });
    }));
    await page.emulateMedia({ media: "print" });
    await page.waitForFunction(() => "sheets" in window);
    const sheets = await page.evaluate(() => /** @type {{sheets: {height: number, needed: number, text: string}[]}} */ (/** @type {unknown} */ (window)).sheets);
    assert.equal(sheets.length, 2);
    for (const { height, needed, text } of sheets) {
      assert.ok(height > 120 * 20 && height === needed, `${height} pixels of ${needed}`);
      assert.match(text, /The end\./);
    }
  }));

test("forced colours keep the shapes of findings visible", () =>
  onElements(PLAIN, async ({ page, element }) => {
    await live(element);
    const sign = await element.locator(".finding").evaluate((each) => getComputedStyle(each, "::before").backgroundColor);
    const text = await page.locator("h1").evaluate((each) => getComputedStyle(each).color);
    assert.equal(sign, text);
  }, { context: { forcedColors: "active" } }));

test("as tall as its text within its rows, or as the page says", () =>
  onElements(`<passmuster-editor rows="4-6"><pre>${TEXT}${"line\n".repeat(30)}</pre></passmuster-editor>
    <passmuster-editor class="tall" rows="fill"><pre>${TEXT}</pre></passmuster-editor>`, async ({ page, element }) => {
    await live(element);
    const heightOf = (/** @type {string} */ part, index = 0) =>
      page.locator("passmuster-editor").nth(index).locator(part).evaluate((each) => each.getBoundingClientRect().height);
    const rows = await heightOf("#editor");
    assert.ok(rows > 6 * 20 && rows < 7 * 21, `${rows} pixels`);
    assert.equal(await heightOf(".widget", 1), 500);
    assert.ok(await heightOf("#editor", 1) > 250);
    for (const text of ["a", "a\n".repeat(100)]) {
      await page.locator("passmuster-editor").nth(1).evaluate((each, value) => { Object.assign(each, { value }); }, text);
      assert.equal(await heightOf(".widget", 1), 500);
    }
  }, { style: ".tall { height: 500px }" }));

test("without the module the text can be read and edited, and Retry helps all", () => {
  let missing = true;
  return onElements(PLAIN + PLAIN, async ({ page, element, editor, verdict }) => {
    const failure = element.locator(".failure");
    await failure.getByText(/The server answered 404/).waitFor();
    assert.match(await verdict.innerText(), /Not checked yet/);
    await editor.click();
    await page.keyboard.type("x");
    assert.notEqual(await value(element), TEXT);
    missing = false;
    await failure.getByRole("button", { name: "Retry" }).click();
    await element.locator(".said .verdict:not(.waiting)").waitFor();
    assert.ok(await failure.isHidden());
    await page.locator("passmuster-editor").nth(1).locator(".said .verdict.loads").waitFor();
  }, {
    expected: /404|answered/,
    server: { intercept: (pathname) => missing && pathname.endsWith(".wasm") ? 404 : undefined },
  });
});

test("without the editor the text can be read, and is checked", () => {
  let missing = true;
  return onElements(PLAIN, async ({ element, findings }) => {
    const failure = element.locator(".failure");
    await failure.getByRole("button", { name: "Retry" }).waitFor();
    assert.equal(await findings.count(), 1);
    assert.equal(await element.locator(".still .cm-lintRange-warning").innerText(), "read");
    missing = false;
  }, {
    expected: /404|fetch/,
    server: { intercept: (pathname) => missing && /editor-/.test(pathname) ? 404 : undefined },
  });
});

test("a policy that forbids WebAssembly is told", () =>
  onElements(PLAIN, async ({ element }) => {
    await element.locator(".failure").getByText(/forbids WebAssembly/).waitFor();
  }, { expected: /./, policy: POLICY.replace(" 'wasm-unsafe-eval'", "") }));

test("with the keyboard alone", () =>
  onElements(PLAIN, async ({ page, element, editor }) => {
    await page.keyboard.press("Tab");
    await live(element);
    await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.classList.contains("cm-content"));
    // What is said is taken back a moment later.
    await element.locator(".cm-announced").evaluate((region) => {
      new MutationObserver(() => { region.setAttribute("data-said", region.getAttribute("data-said") ?? region.textContent ?? ""); }).observe(region, { childList: true });
    });
    await page.keyboard.press("F8");
    await element.locator('.cm-announced[data-said^="Warning: `read` names no tool"]').waitFor({ state: "attached" });
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "4:8");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Write Read");
    await page.keyboard.press("Enter");
    assert.match(await value(element), /tools: Read/);
    assert.ok(await editor.evaluate((content) => content.matches(":focus")));
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+F8");
    assert.ok(await editor.evaluate((content) => content.matches(":focus")), "F8 leads from the list into the text");
  }));

/** What the focus is on. @param {import("playwright-core").Page} page */
function focused(page) {
  return page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
}

test("pressed before there was an editor, the cursor is where it was pressed", () =>
  onElements(`${SPACER}${PLAIN}`, async ({ page, element }) => {
    // The editor's code comes late, so that the press is on the text that stands still.
    await element.scrollIntoViewIfNeeded();
    await element.locator(".still-line", { hasText: "name: tidy" }).click({ position: { x: 300, y: 10 } });
    await live(element);
    await page.keyboard.type("!");
    assert.match(await value(element), /name: tidy!\n/);
  }, { style: STYLE, server: { hold: (pathname) => /editor-/.test(pathname) ? new Promise((resolve) => setTimeout(resolve, 500)) : undefined } }));

test("focused by the page it has the focus at once, and the editor takes it over", () =>
  onElements(`${SPACER}${PLAIN}`, async ({ page, element }) => {
    const [focused, scrolled] = await element.evaluate((each) => {
      /** @type {HTMLElement} */ (each).focus({ preventScroll: true });
      return [document.activeElement === each, scrollY];
    });
    assert.deepEqual([focused, scrolled], [true, 0]);
    await live(element);
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.type("x");
    assert.match(await value(element), /^x---/);
  }, { style: STYLE }));

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe has no complaint: ${colorScheme}`, () =>
    onElements(written(TEXT, "preview") + PLAIN.replace(">", " readonly>") + `${SPACER}${written(TEXT)}`, async ({ page, element }) => {
      await live(element);
      // An extension, as it were: the page's policy is not about it.
      await page.evaluate(axe);
      const complaints = await page.evaluate(async () => {
        const { violations } = await /** @type {any} */ (window).axe.run();
        return violations.map((/** @type {any} */ each) => `${each.id}: ${each.nodes[0].html} ${each.nodes[0].failureSummary}`);
      });
      assert.deepEqual(complaints, []);
    }, { context: { colorScheme }, style: `${STYLE} :root { color-scheme: ${colorScheme}; background: Canvas; color: CanvasText }` }));
}

test("a page that forbids little has no trouble either", () =>
  onElements(PLAIN, async ({ element }) => live(element), { policy: "script-src 'self' 'wasm-unsafe-eval'" }));

test("the guide's page and script do what the guide says", async () => {
  const chapter = await readFile(fileURLToPath(new URL("../content/guide/09-widget.md", import.meta.url)), "utf8");
  const [[html], [script]] = [blocksOf(chapter, "html"), blocksOf(chapter, "js page")];
  assert.match(html, /^<script type="module" src="\S+\/element\.js"><\/script>\n/);
  await onElements(html.replace(/^<script.*\n/, ""), async ({ page, element, findings }) => {
    await page.evaluate(script);
    const said = page.waitForEvent("console");
    await live(element);
    assert.match(await value(element), /^---\nname: helper\n/);
    assert.equal(await findings.count(), 0);
    assert.equal((await said).text().trim(), "loads");
  });
});

test("without elements it is nothing", () => {
  const entry = new URL("../../pkg/dist/element/element.js", import.meta.url);
  const code = `const module = await import(${JSON.stringify(entry.href)}); process.stdout.write(typeof module.PassmusterEditor)`;
  assert.equal(execFileSync(process.execPath, ["--input-type=module", "--eval", code], { encoding: "utf8" }), "function");
});
