// What the package writes as HTML, in a page without any policy: there nothing but the text itself keeps it from running.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { FILES } from "./vectors.mjs";
import { onPage, useBrowser } from "./harness.mjs";

useBrowser();

const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>x</title>
<script>globalThis.ran = () => console.error("a script ran");</script>
<div id="html"></div><div id="preview"></div>
<script type="module" src="page.js"></script>`;

/** Runs in the page: what is made of a vector in one kind of file, and what is wrong with it. */
const SCRIPT = `
import { check, createPreview, init, preview } from "./pkg/web.js";
import { renderFindings, renderSource, renderVerdict } from "./pkg/dist/element/static.js";
import { FILES, vectors } from "./vectors.js";

const PREVIEW = {
  elements: new Set("a blockquote br code del div em figure h1 h2 h3 h4 h5 h6 hr input li ol p pre section span strong table tbody td th thead tr ul".split(" ")),
  attributes: new Set("aria-label checked class disabled href rel start title type".split(" ")),
};
const RESULTS = {
  elements: new Set("a code em li mark ol p pre span strong ul".split(" ")),
  attributes: new Set("class data-rule href".split(" ")),
};
const html = document.getElementById("html");
const made = document.getElementById("preview");

/** What doesn't belong into a piece of the page. */
function strangers(root, { elements, attributes }) {
  return [...root.querySelectorAll("*")].flatMap((element) => [
    ...(elements.has(element.localName) && element.namespaceURI === "http://www.w3.org/1999/xhtml" ? [] : [element.nodeName]),
    ...[...element.attributes].flatMap(({ name, value }) =>
      (!attributes.has(name) || (name === "href" && !["http:", "https:", "mailto:", ":"].includes(element.protocol)) ? [name + "=" + value] : [])),
  ]);
}

await init();
const live = createPreview(made);
globalThis.tryAll = (kind, some) => vectors(some).flatMap((vector) => {
  const source = FILES[kind](vector);
  const problems = [];
  html.innerHTML = preview(source).html;
  problems.push(...strangers(html, PREVIEW));
  const { innerHTML } = html;
  html.innerHTML = innerHTML;
  // Browsers write a carriage return as it is, and read it as a line feed.
  if (html.innerHTML !== innerHTML.replaceAll("\\r", "\\n")) problems.push("read again, it is something else: " + html.innerHTML);
  live.update(source);
  problems.push(...strangers(made, PREVIEW));
  if (made.innerHTML !== innerHTML) problems.push("made otherwise: " + made.innerHTML);
  const result = check(source, { path: vector });
  html.innerHTML = renderFindings(result.diagnostics, source) + renderVerdict(result) + "<pre>" + renderSource(source, result.diagnostics) + "</pre>";
  problems.push(...strangers(html, RESULTS));
  return problems.map((problem) => problem + " from " + JSON.stringify(source));
});
globalThis.count = vectors({ step: 24 }).length;
`;

test("nothing that is written as HTML is more than text, wherever it stood in the file", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "passmuster-"));
  writeFileSync(path.join(folder, "index.html"), PAGE);
  writeFileSync(path.join(folder, "page.js"), SCRIPT);
  copyFileSync(fileURLToPath(new URL("vectors.mjs", import.meta.url)), path.join(folder, "vectors.js"));
  symlinkSync(fileURLToPath(new URL("../../pkg", import.meta.url)), path.join(folder, "pkg"));
  try {
    await onPage(async ({ page }) => {
      page.setDefaultTimeout(20_000);
      await page.waitForFunction(() => "count" in globalThis);
      assert.ok(await page.evaluate("count") > 700);
      for (const [index, kind] of Object.keys(FILES).entries()) {
        // Others in every kind of file, so that more of them get their turn.
        assert.deepEqual(await page.evaluate(([kind, from]) => /** @type {any} */ (globalThis).tryAll(kind, { step: 24, from }), /** @type {const} */ ([kind, index])), [], kind);
      }
    }, { folder, starts: false, server: { policy: "default-src * data: 'unsafe-inline' 'unsafe-eval'" } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
