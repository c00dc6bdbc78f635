// CodeMirror with the package's extensions, in a page.

import assert from "node:assert/strict";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";

import * as vite from "vite";

import { openPage, useBrowser } from "./browser.mjs";
import { emptyFolder, project, serveFolder, snippet } from "./support.mjs";

/** Puts everything within reach of the tests. */
const HARNESS = `
import * as autocomplete from "@codemirror/autocomplete";
import * as lint from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { init, rules } from "passmuster";
import * as codemirror from "passmuster/codemirror";
import { createWorker } from "passmuster/worker";

let notReady;
try {
  codemirror.passmuster();
} catch (error) {
  notReady = error.message;
}
await init();

/** An editor, once it has looked at its text. */
async function edit(doc, config, more = []) {
  document.body.textContent = "";
  const extensions = [codemirror.passmuster(config), ...more];
  const view = new EditorView({ parent: document.body, state: EditorState.create({ doc, extensions }) });
  await until(() => lint.diagnosticCount(view.state) > 0);
  return view;
}

async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The findings as the editor has them, each with what it marks. */
function findings({ state }) {
  const list = [];
  lint.forEachDiagnostic(state, (each, from, to) => list.push({ ...each, from, to, text: state.sliceDoc(from, to) }));
  return list;
}

Object.assign(window, { autocomplete, lint, EditorState, EditorView, rules, codemirror, createWorker, notReady, edit, until, findings });
document.title = "ready";
`;

const PAGE = `<!doctype html><meta charset="utf-8"><title>Place</title><link rel="icon" href="data:,">
<body><script type="module" src="main.js"></script>`;

const AGENT = "---\nname: helper\ndescription: Use it for <b>help</b>.\ntools: Read, grep, Frob\nexpertise: calm code\n---\nBe helpful.\n";

const sites = {};

before(async () => {
  const packed = await project({
    packages: ["@codemirror/autocomplete", "@codemirror/lint", "@codemirror/state", "@codemirror/view"],
  });
  for (const [name, main] of [["readme", await snippet("js codemirror")], ["harness", HARNESS]]) {
    const root = await emptyFolder();
    await cp(packed, root, { recursive: true, verbatimSymlinks: true });
    await writeFile(join(root, "main.js"), main);
    await writeFile(join(root, "index.html"), PAGE);
    await vite.build({ root, base: "./", configFile: false, logLevel: "silent" });
    sites[name] = join(root, "dist");
  }
});

useBrowser();

/** A page with the harness; in the end nothing must have gone wrong. */
async function harness(t) {
  const { page, problems } = await openPage(t, `${await serveFolder(t, sites.harness)}/`);
  t.after(() => assert.deepEqual(problems, []));
  await page.waitForFunction(() => document.title === "ready");
  return page;
}

test("the README's editor marks findings in the text and in the gutter", async (t) => {
  const { page, problems } = await openPage(t, `${await serveFolder(t, sites.readme)}/`);
  await page.locator(".cm-lintRange").first().waitFor();
  await page.locator(".cm-gutter-lint .cm-lint-marker").first().waitFor();
  assert.deepEqual(problems, []);
});

test("before init() it says so", async (t) => {
  const page = await harness(t);
  assert.equal(
    await page.evaluate(() => window.notReady),
    "passmuster isn't ready: await init() before calling passmuster().",
  );
});

test("findings have their places, and follow every change at once", async (t) => {
  const page = await harness(t);
  const { before, after, waited, off } = await page.evaluate(async (doc) => {
    const { edit, findings, until } = window;
    const marked = (view) => findings(view).map(({ source, severity, text }) => [source, severity, text]);
    const view = await edit(doc);
    const before = marked(view);
    const start = performance.now();
    view.dispatch({ changes: { from: doc.indexOf("Frob"), to: doc.indexOf("Frob") + 4, insert: "Grep" } });
    await until(() => !findings(view).some(({ text }) => text === "Frob" || text === "Grep"));
    const waited = performance.now() - start;
    const off = marked(await edit(doc, { rules: { "extra-field": "off" } }));
    return { before, after: marked(view), waited, off };
  }, AGENT);
  assert.ok(before.some(([rule, severity, text]) => rule === "unknown-tool" && severity === "warning" && text === "Frob"));
  assert.ok(before.some(([rule, , text]) => rule === "extra-field" && text === "expertise"));
  assert.ok(after.length < before.length);
  // CodeMirror by itself would wait for a pause of 750 ms.
  assert.ok(waited < 600, `${waited} ms`);
  assert.deepEqual(off, before.filter(([rule]) => rule !== "extra-field"));
});

test("messages show their code as code, and link to the rule's page if there is one", async (t) => {
  const page = await harness(t);
  const { html, plain } = await page.evaluate(async (doc) => {
    const view = await window.edit(doc, { docs: "https://example.com/docs/" });
    const found = window.findings(view).find(({ text }) => text === "Frob");
    return { html: found.renderMessage(view).outerHTML, plain: found.message };
  }, AGENT);
  assert.match(html, /<code>Frob<\/code>/);
  assert.match(html, /<a href="https:\/\/example\.com\/docs\/rules\/unknown-tool[^"]*" target="_blank" rel="noreferrer">/);
  assert.match(plain, /`Frob`/);
});

for (const [name, lineEnd, facet] of [
  ["\\n", "\n", false],
  ["\\r\\n, as the configuration says", "\r\n", false],
  ["\\r\\n, as the editor says", "\r\n", true],
]) {
  test(`fixes are actions, in a file with ${name}`, async (t) => {
    const page = await harness(t);
    const { names, text, lines, rest } = await page.evaluate(async ([doc, lineEnd, facet]) => {
      const { EditorState, edit, findings } = window;
      const more = facet ? [EditorState.lineSeparator.of(lineEnd)] : [];
      const view = await edit(doc.replaceAll("\n", lineEnd), facet ? {} : { lineEnd }, more);
      const found = findings(view).find(({ text }) => text === "grep");
      const names = findings(view).flatMap(({ actions }) => actions.map(({ name }) => name));
      found.actions[0].apply(view, found.from, found.to);
      const { doc: changed } = view.state;
      // The findings of a text that is gone change nothing.
      found.actions[0].apply(view, found.from, found.to);
      return { names, text: changed.sliceString(0), lines: changed.lines, rest: view.state.doc === changed };
    }, [AGENT, lineEnd, facet]);
    assert.equal(text, AGENT.replace("grep", "Grep"));
    assert.equal(lines, AGENT.split("\n").length);
    assert.ok(rest);
    assert.ok(names.every((each) => !each.includes("`")));
  });
}

test("fixes that guess say so", async (t) => {
  const page = await harness(t);
  const names = await page.evaluate(async () => {
    const view = await window.edit("---\nname: helper\ndescription: Helps. Use it for things.\ntools: Raed\n---\nBe helpful.\n");
    return window.findings(view).flatMap(({ actions }) => actions.map(({ name }) => name));
  });
  assert.ok(names.some((name) => name.endsWith(" (check the result)")), names.join());
});

test("a file with \\r\\n is marked in the right places", async (t) => {
  const page = await harness(t);
  const [unix, windows] = await page.evaluate(async (doc) => {
    const marked = (view) => window.findings(view).map(({ source, from, to }) => [source, from, to]);
    return [marked(await window.edit(doc)), marked(await window.edit(doc.replaceAll("\n", "\r\n"), { lineEnd: "\r\n" }))];
  }, AGENT);
  assert.deepEqual(windows, unix);
});

for (const lineEnd of ["\n", "\r\n"]) {
  test(`completion offers what fits, and puts it in (${JSON.stringify(lineEnd)})`, async (t) => {
    const page = await harness(t);
    await page.evaluate(async (lineEnd) => {
      const doc = "---\nname: helper\ndescription: Helps\n\n---\nx\n";
      window.view = await window.edit(doc, { lineEnd });
      window.view.dispatch({ selection: { anchor: doc.indexOf("\n\n") + 1 } });
      window.view.focus();
    }, lineEnd);
    await page.keyboard.type("mo");
    const options = page.locator(".cm-tooltip-autocomplete li");
    await options.first().waitFor();
    assert.equal(await page.locator(".cm-tooltip-autocomplete li[aria-selected] .cm-completionLabel").textContent(), "model");
    await page.locator(".cm-completionInfo code").first().waitFor();
    // CodeMirror takes no key for a moment, so that nobody accepts what appeared this instant.
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    // Behind the field, its values.
    await options.filter({ hasText: "opus" }).first().waitFor();
    await page.keyboard.type("so");
    await options.filter({ hasText: "haiku" }).first().waitFor({ state: "detached" });
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    const text = await page.evaluate(() => window.view.state.doc.toString());
    assert.equal(text, "---\nname: helper\ndescription: Helps\nmodel: sonnet\n---\nx\n");
  });
}

test("a template of several lines is put in as lines", async (t) => {
  const page = await harness(t);
  await page.evaluate(() => {
    const { EditorState, EditorView, autocomplete, codemirror } = window;
    const extensions = [codemirror.passmuster(), EditorState.lineSeparator.of("\r\n")];
    window.view = new EditorView({ parent: document.body, state: EditorState.create({ extensions }) });
    window.view.focus();
    autocomplete.startCompletion(window.view);
  });
  await page.locator(".cm-tooltip-autocomplete li").first().waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.press("Enter");
  const lines = await page.evaluate(() => window.view.state.doc.toJSON());
  assert.equal(lines[0], "---");
  assert.ok(lines.length > 5);
});

test("hover says what is known, and nothing of the source is markup", async (t) => {
  const page = await harness(t);
  await page.evaluate(async (doc) => {
    window.view = await window.edit(doc, { lineEnd: "\r\n" });
  }, AGENT);
  const place = await page.evaluate((at) => {
    const { left, top, bottom } = window.view.coordsAtPos(at);
    return { x: left + 2, y: (top + bottom) / 2 };
  }, AGENT.indexOf("<b>"));
  await page.mouse.move(place.x, place.y);
  const tip = page.locator(".cm-passmuster-hover");
  await tip.waitFor();
  const { html, text } = await tip.evaluate((node) => ({ html: node.innerHTML, text: node.textContent }));
  assert.match(html, /^<p><code>description<\/code> \(required\): /);
  assert.match(html, /<code>Use it for &lt;b&gt;help&lt;\/b&gt;\.<\/code>/);
  assert.match(html, /<a href="https:[^"]+" target="_blank" rel="noreferrer">Documentation<\/a>/);
  assert.ok(!text.includes("`"));
});

test("F8 and Shift-F8 go from finding to finding", async (t) => {
  const page = await harness(t);
  await page.evaluate(async (doc) => {
    window.view = await window.edit(doc);
    window.view.focus();
  }, AGENT);
  const selected = async (key) => {
    await page.keyboard.press(key);
    return page.evaluate(() => window.view.state.selection.main.from);
  };
  const [first, second] = [await selected("F8"), await selected("F8")];
  assert.ok(second > first);
  assert.equal(await selected("Shift+F8"), first);
});

test("a worker can make the calls", async (t) => {
  const page = await harness(t);
  const [here, there] = await page.evaluate(async (doc) => {
    const marked = (view) => window.findings(view).map(({ source, from, to }) => [source, from, to]);
    const checker = window.createWorker();
    return [marked(await window.edit(doc)), marked(await window.edit(doc, { checker }))];
  }, AGENT);
  assert.deepEqual(there, here);
});
