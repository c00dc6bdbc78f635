// The page for other pages' frames.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launch } from "../scripts/browser.mjs";
import { serve } from "../scripts/serve.mjs";
import { decode, encode } from "../src/playground/share/hash.js";
import { TEXT } from "./elements.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  browser = await launch();
  server = await serve(fileURLToPath(new URL("../dist", import.meta.url)));
});
after(async () => {
  await browser.close();
  await server.close();
});

/**
 * Opens the page in a frame of another origin's page, and demands that the console stayed clean.
 * @param {string} address behind the origin
 * @param {(frame: import("playwright-core").FrameLocator, page: import("playwright-core").Page) => Promise<void>} run
 */
async function inFrame(address, run) {
  const outer = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end(`<!doctype html><title>Outer</title><link rel="icon" href="data:,"><iframe width="700" height="500" src="http://127.0.0.1:${server.port}${address}"></iframe>`);
  });
  await new Promise((resolve) => outer.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (outer.address());
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  /** @type {string[]} */
  const problems = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  try {
    await page.goto(`http://localhost:${port}/`);
    await run(page.frameLocator("iframe"), page);
    assert.deepEqual(problems, []);
  } finally {
    await page.close();
    outer.closeAllConnections();
    outer.close();
  }
}

test("a link's text and settings are shown, and lead on to the playground as they are", async () => {
  const hash = await encode({ text: TEXT, host: "claude-code-plugin", rules: { "unknown-tool": "error" } });
  await inFrame(`/embed${hash}`, async (frame) => {
    await frame.locator(".finding.error", { hasText: "unknown-tool" }).waitFor();
    await frame.locator(".said", { hasText: "(plugin)" }).waitFor();
    assert.equal(await frame.locator("a.rule").first().getAttribute("target"), "_blank");
    await frame.locator(".preview h1", { hasText: "Tidy" }).waitFor();
    const link = frame.getByRole("link", { name: "Open in the playground" });
    const work = async () => decode(new URL((await link.getAttribute("href")) ?? "", "http://localhost/").hash);
    assert.deepEqual(await work(), { text: TEXT, host: "claude-code-plugin", path: "", rules: { "unknown-tool": "error" } });
    await frame.getByRole("button", { name: "Write Read" }).click();
    for (let tries = 0; tries < 50 && (await work())?.text === TEXT; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal((await work())?.text, TEXT.replace("read", "Read"));
    assert.equal(await link.getAttribute("target"), "_blank");
  });
});

test("parts can be left out, and colours be told", async () => {
  const hash = await encode({ text: TEXT });
  await inFrame(`/embed.html?hide=findings,preview,verdict,footer&theme=dark${hash}`, async (frame) => {
    await frame.locator(".cm-lintRange-warning").waitFor();
    for (const part of [".list", ".preview", ".verdict-row", "footer"]) assert.ok(await frame.locator(part).isHidden(), part);
    const background = await frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
    assert.equal(background, "rgb(20, 23, 26)");
  });
});

test("a spoilt link says so and shows an example, and another link is followed", async () => {
  await inFrame("/embed#v1.spoilt", async (frame) => {
    await frame.locator(".said", { hasText: "migration-reviewer" }).waitFor();
    await frame.getByText("This link is broken").waitFor();
    const go = (/** @type {string} */ hash) => frame.locator("body").evaluate((_, next) => { location.hash = next; }, hash);
    await go(await encode({ text: TEXT, host: "claude-code-plugin" }));
    await frame.locator(".said", { hasText: "(plugin)" }).waitFor();
    assert.ok(await frame.getByText("This link is broken").isHidden());
    await go("#example/empty-tools");
    await frame.locator(".said", { hasText: "name-finder" }).waitFor();
    assert.equal(await frame.locator(".said", { hasText: "(plugin)" }).count(), 0, "nothing is left of the link before");
    await go("#example/no-such");
    await frame.getByText("This link is broken").waitFor();
  });
});

test("it is as high as its frame, and what is wrong is in sight", async () => {
  for (const address of ["/embed#example/no-such", `/embed${await encode({ text: TEXT.replace("---\n\n", `---\n${"text\n".repeat(300)}\n`) })}`]) {
    await inFrame(address, async (frame, page) => {
      await frame.locator(".said .verdict.loads").waitFor();
      await frame.locator(".cm-content").waitFor();
      const { height, window } = await frame.locator("body").evaluate(() => ({ height: document.documentElement.scrollHeight, window: innerHeight }));
      assert.equal(height, window);
      const seen = frame.getByText(address.includes("no-such") ? "This link is broken" : "loads").first();
      const box = await seen.boundingBox();
      const outer = await page.locator("iframe").boundingBox();
      assert.ok(box && outer && box.y + box.height <= outer.y + outer.height, "it is in sight");
    });
  }
});

test("only this page may be in frames", async () => {
  const policyOf = async (/** @type {string} */ path) =>
    (await fetch(`http://127.0.0.1:${server.port}${path}`)).headers.get("Content-Security-Policy") ?? "";
  assert.match(await policyOf("/"), /frame-ancestors 'none'/);
  assert.match(await policyOf("/index.html"), /frame-ancestors 'none'/);
  for (const path of ["/embed", "/embed.html"]) assert.match(await policyOf(path), /frame-ancestors \*/);
});
