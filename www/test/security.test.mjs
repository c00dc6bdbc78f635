// Nothing that someone writes, names or links to runs, or becomes an element that the page doesn't make.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";

import { metaPolicy } from "../scripts/policy.mjs";
import { exampleOf } from "../src/playground/share/address.js";
import { decode, encode, isShared } from "../src/playground/share/hash.js";
import { dist, frames, onPage, useBrowser } from "./harness.mjs";
import { HASHES, WORKS } from "./vectors.mjs";

useBrowser();

const owasp = fileURLToPath(new URL("../../../shared/suites/xss-owasp.json", import.meta.url));

const OWN = [
  "<script>ran(1)</script>",
  "<img src=x onerror=ran(1)>",
  "<svg onload=ran(1)><path onmouseover=ran(1)></svg>",
  "</textarea><script>ran(1)</script>",
  "</template></style></title><iframe srcdoc='<script>parent.ran(1)</script>'></iframe>",
  "[a](javascript:ran(1)) [b](JaVaScRiPt&colon;ran(1)) [c](data:text/html,<script>ran(1)</script>) [d](vbscript:x)",
  "[a](\u0001javascript:ran(1)) [b](java\tscript:ran(1)) ![c](javascript:ran(1)) <javascript:ran(1)>",
  "[a]: javascript:ran(1)\n\n[a] [x][a]",
  "[a](https://x.example/\"onmouseover=\"ran(1)) [b](https://x.example 'title\" onclick=\"ran(1)')",
  "<a href='javascript:ran(1)' style='position:fixed;inset:0' autofocus onfocus=ran(1)>x</a>",
  "<form action=javascript:ran(1)><button formaction=javascript:ran(1)>x</button></form>",
  "<math><mtext><table><mglyph><style><img src=x onerror=ran(1)></style></mglyph></table></mtext></math>",
  "<base href=//x.example/><link rel=stylesheet href=//x.example><meta http-equiv=refresh content='0;url=//x.example'>",
  "<example>user: \"<img src=x onerror=ran(1)>\" assistant: \"[x](javascript:ran(1))\"</example>",
  "```<img src=x onerror=ran(1)>\ncode\n```",
  "`<img src=x onerror=ran(1)>` **<b onclick=ran(1)>** &lt;script&gt;ran(1)&lt;/script&gt;",
  "{{constructor.constructor('ran(1)')()}} ${ran(1)} <%= ran(1) %>",
];

const vectors = [...OWN, ...(existsSync(owasp) ? JSON.parse(readFileSync(owasp, "utf8")).vectors : [])];

const line = (/** @type {string} */ vector) => vector.replace(/\s+/g, " ");

/** A file with vectors wherever something of it is shown. @param {string[]} some */
const fileOf = (some) => `---
name: ${JSON.stringify(line(some[0]))}
description: ${JSON.stringify(some.join("\n\n"))}
tools: [${some.map((vector) => JSON.stringify(line(vector))).join(", ")}]
model: ${JSON.stringify(line(some[0]))}
color: ${JSON.stringify(line(some[0]))}
${JSON.stringify(line(some[0]))}: ${JSON.stringify(line(some[0]))}
---

${some.join("\n\n")}
`;

/** Broken, so that the messages of the parser speak of it. @param {string} vector */
const brokenBy = (vector) => `---\nname: x\ndescription: [${line(vector)}\n${line(vector)}\n---\n${vector}`;

/** What the page has that it must not have. Runs in the page. */
function strangers() {
  const elements = new Set(("a blockquote br button code dd del details dialog div dl dt em fieldset figure footer h1 h2 h3 h4 h5 h6 header hr img input ins kbd label " +
    "legend li main mark noscript ol optgroup option output p path pre s section select span strong summary svg table tbody td textarea th thead tr ul").split(" "));
  const attributes = new Set(("autocapitalize autocomplete autocorrect checked class contenteditable d disabled for hidden href id lang open placeholder rel role selected spellcheck start " +
    "tabindex target title translate type value viewBox writingsuggestions").split(" "));
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const editor = element.closest(".cm-editor");
    if (!elements.has(element.localName) || (element.localName === "img" && !editor)) found.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      const known = attributes.has(name) || name.startsWith("aria-") || name.startsWith("data-") || (editor && (name === "style" || name === "src"));
      if (!known) found.push(`${element.localName} ${name}=${value}`);
      if (name === "href" && !["http:", "https:", "mailto:"].includes(new URL(value, location.href).protocol)) found.push(`href=${value}`);
    }
  }
  if (document.querySelectorAll("script").length !== 1) found.push("a script");
  return found;
}

const inject = {
  script: () => {
    const seen = /** @type {unknown[]} */ ([]);
    const ran = (/** @type {unknown} */ what) => { seen.push(what); };
    Object.assign(window, { seen, ran, alert: ran, prompt: ran, confirm: () => true, open: ran });
  },
};

/** @param {import("playwright-core").Page} page @param {string} about */
async function nothingHappened(page, about) {
  assert.deepEqual(await page.evaluate(strangers), [], about);
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).seen), [], about);
}

/** Hosts that work may be for. */
const HOSTS = ["claude-code", "claude-code-plugin"];

/**
 * Follows a link within the page, until that has made of it what it will.
 * @param {import("./harness.mjs").Playground} playground @param {string} hash
 */
async function follow(playground, hash) {
  const { page } = playground;
  const work = await decode(hash);
  const takesText = work !== null && HOSTS.includes(work.host);
  if (takesText) await playground.set("What was there before.");
  await page.evaluate((other) => {
    location.hash = other;
  }, hash);
  if (takesText) await playground.editor.getByText("What was there before.").waitFor({ state: "detached" });
  else if (isShared(hash) || exampleOf(hash)) await page.waitForFunction(() => location.hash === "");
  else await frames(page);
}

test("in the text: editor, findings, reading, preview", () =>
  onPage(async (playground) => {
    const { page } = playground;
    for (let at = 0; at < vectors.length; at += 8) {
      const some = vectors.slice(at, at + 8);
      await playground.set(fileOf(some));
      await nothingHappened(page, fileOf(some));
    }
    for (const vector of vectors) {
      await playground.set(brokenBy(vector));
      await nothingHappened(page, brokenBy(vector));
    }
  }, inject));

test("in hovers, and wherever the mouse or the keyboard goes", () =>
  onPage(async (playground) => {
    const { page } = playground;
    for (const vector of OWN) {
      await playground.set(fileOf([vector]));
      for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("F8");
      const mark = page.locator(".cm-lintRange").first();
      if (await mark.count()) {
        await mark.hover({ force: true, timeout: 2000 }).catch(() => {});
        await page.locator(".cm-tooltip").first().waitFor({ timeout: 1500 }).catch(() => {});
      }
      await nothingHappened(page, vector);
      await page.mouse.move(0, 0);
    }
  }, inject));

test("in links", async () => {
  for (const vector of OWN.slice(0, 6)) {
    const hash = await encode({ text: fileOf([vector]), path: line(vector) });
    await onPage(async (playground) => {
      const { page } = playground;
      assert.equal(await page.getByLabel("File", { exact: true }).inputValue(), line(vector));
      await nothingHappened(page, vector);
      for (const other of [vector, "#example/<img src=x onerror=ran(1)>", "#v1.<img src=x onerror=ran(1)>"]) await follow(playground, other);
      await nothingHappened(page, vector);
    }, { ...inject, hash });
  }
});

test("in links that are none, and in what links hold besides the text", () =>
  onPage(async (playground) => {
    const { page } = playground;
    const packed = (/** @type {string} */ json) => `#v1.${deflateRawSync(json).toString("base64url")}`;
    for (const hash of [...HASHES, ...WORKS.map(packed)]) {
      await follow(playground, hash);
      const polluted = await page.evaluate(() => Object.keys(Object.prototype).length > 0 || "polluted" in {});
      assert.equal(polluted, false, hash);
      await nothingHappened(page, hash);
    }
  }, inject));

test("in a store that someone else wrote", () =>
  onPage(async ({ page }) => {
    await page.evaluate((vector) => {
      for (const storage of [localStorage, sessionStorage]) {
        storage.setItem("passmuster", JSON.stringify({ text: vector, host: "claude-code", path: vector, rules: {}, address: "" }));
      }
      Storage.prototype.setItem = () => {};
    }, OWN.join("\n"));
    await page.reload();
    await page.locator('#verdict:not([data-status="waiting"])').waitFor();
    await nothingHappened(page, "store");
  }, inject));

test("in the names of files and folders", () => {
  const above = mkdtempSync(path.join(tmpdir(), "passmuster-"));
  const folder = path.join(above, "<img src=x onerror=ran(1)>");
  const agents = path.join(folder, ".claude", "agents");
  mkdirSync(agents, { recursive: true });
  for (const [index, vector] of OWN.entries()) {
    writeFileSync(path.join(agents, `${index}${vector.replace(/[/\u0000-\u001f]/g, "_").slice(0, 60)}.md`), fileOf([vector]));
    writeFileSync(path.join(agents, `x${index}.md`), fileOf([vector]));
  }
  return onPage(async ({ page }) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("menuitem", { name: "Folder…" }).click();
    await (await chooser).setFiles(folder);
    await page.locator(".files-summary:not(:has-text('Checking'))").filter({ hasText: /\d/ }).waitFor();
    assert.equal(await page.locator("#files .file").count(), 2 * OWN.length);
    for (let index = 0; index < 2 * OWN.length; index += 1) {
      await page.keyboard.press("ArrowDown");
      await nothingHappened(page, String(index));
    }
  }, inject).finally(() => rmSync(above, { recursive: true }));
});

test("the policy is in the page itself, and holds without the header", () =>
  onPage(async ({ page }) => {
    const refused = await page.evaluate(async () => {
      const tried = /** @type {Record<string, boolean>} */ ({});
      const attempt = async (/** @type {string} */ name, /** @type {() => unknown} */ run) => {
        // What a test runs itself may do what the page may not; what a timer runs may not.
        await new Promise((resolve) => setTimeout(resolve));
        try {
          await run();
          tried[name] = true;
        } catch {
          tried[name] = false;
        }
      };
      await attempt("innerHTML", () => { document.createElement("p").innerHTML = "<b>x</b>"; });
      await attempt("eval", () => (0, eval)("1"));
      await attempt("a policy for markup", () => /** @type {any} */ (window).trustedTypes.createPolicy("other", {}));
      await attempt("a second policy for the worker", () => /** @type {any} */ (window).trustedTypes.createPolicy("service-worker", {}));
      await attempt("a foreign request", () => fetch("https://x.example/"));
      await attempt("a worker from a blob", () => new Promise((resolve, reject) => {
        const worker = new Worker(/** @type {any} */ (URL.createObjectURL(new Blob(["postMessage(1)"]))));
        worker.onmessage = resolve;
        worker.onerror = reject;
      }));
      const script = document.createElement("script");
      await attempt("an inline script", () => { script.text = "window.ran = true"; });
      document.body.append(script);
      tried["an inline script that ran"] = /** @type {any} */ (window).ran === true;
      return tried;
    });
    assert.deepEqual(Object.entries(refused).filter(([, happened]) => happened), []);
  }, { server: { policy: "frame-ancestors 'none'" }, offline: true, expected: /policy violated|Content.Security|trusted|TrustedScript|Failed to|x\.example|Refused|blob/i }));

test("the page names nothing that is elsewhere", () => {
  const page = readFileSync(path.join(dist, "index.html"), "utf8");
  assert.ok(page.includes(metaPolicy));
  assert.doesNotMatch(page, /\b(?:src|href)="(?:https?:)?\/\//);
  assert.doesNotMatch(page, /\s(?:style|on\w+)=/);
});
