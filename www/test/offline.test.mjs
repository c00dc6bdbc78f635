// Without a network after the first visit, and how a new version takes over.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { SMALL, dist, onPage, useBrowser } from "./harness.mjs";

useBrowser();

/** Waits until everything is kept and the worker answers. @param {import("playwright-core").Page} page */
const whenKept = (page) => page.evaluate(async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
});

test("after one visit a reload needs no network", () => {
  let down = false;
  return onPage(async (playground) => {
    const { page } = playground;
    await whenKept(page);
    // Something that the playground doesn't consist of, but was looked at.
    assert.equal(await page.evaluate(() => fetch("licenses.txt").then(({ status }) => status)), 200);
    await playground.set(SMALL);
    down = true;
    await page.reload();
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
    await page.getByRole("button", { name: "Examples" }).click();
    await page.getByRole("dialog").getByRole("button", { name: /All tools, or none/ }).click();
    await playground.reading.locator(".agent-name", { hasText: "name-finder" }).waitFor();
    assert.match(await page.evaluate(() => fetch("licenses.txt").then((response) => response.text())), /codemirror/);
    await page.goto(`${new URL(page.url()).origin}/index.html?from=somewhere#example/closed-early`);
    await playground.reading.locator(".agent-name", { hasText: "migration-writer" }).waitFor();
  }, { offline: true, server: { intercept: () => (down ? "drop" : undefined) } });
});

test("a page that was never visited says that it needs the network", () => {
  let down = false;
  return onPage(async (playground) => {
    const { page } = playground;
    await whenKept(page);
    const { origin } = new URL(page.url());
    await page.goto(`${origin}/guide/index.html`);
    down = true;
    await page.goto(`${origin}/`);
    await page.locator(".colophon").getByRole("link", { name: "Rules" }).click();
    await page.getByRole("heading", { name: "This page needs the network" }).waitFor();
    assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor), "rgb(246, 244, 238)", "it looks like the site");
    await page.getByRole("link", { name: "To the playground" }).click();
    await playground.verdict.waitFor();
    await page.locator(".colophon").getByRole("link", { name: "Guide" }).click();
    await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "network" }).waitFor();
    assert.match(await page.title(), /Writing agents that load/, "one that was visited is there");
    await assert.rejects(page.evaluate(() => fetch("rules/none.txt")), "what is no page still fails");
    down = false;
    await page.goto(`${origin}/rules/index.html`);
    await page.getByRole("heading", { name: "Rules", level: 1 }).waitFor();
  }, { offline: true, server: { intercept: () => (down ? "drop" : undefined) }, expected: /503|ERR_/ });
});

test("nothing is kept but the page's own files", () =>
  onPage(async ({ page }) => {
    await whenKept(page);
    const kept = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
      return all.flat();
    });
    const origin = new URL(page.url()).origin;
    assert.ok(kept.includes(`${origin}/`));
    assert.ok(kept.some((url) => url.endsWith(".wasm")));
    for (const url of kept) assert.ok(url.startsWith(`${origin}/`), url);
  }, { offline: true }));

test("a new version is offered, takes over when it is asked to, and clears up", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "passmuster-"));
  cpSync(dist, folder, { recursive: true });
  return onPage(async (playground) => {
    const { page } = playground;
    await whenKept(page);
    assert.equal(await page.locator(".note").count(), 0, "the first one is no news");
    await playground.set(SMALL);

    const file = path.join(folder, "index.html");
    const worker = path.join(folder, "service-worker.js");
    const integrity = (/** @type {string} */ text) => createHash("sha256").update(text).digest("base64");
    const before = readFileSync(file, "utf8");
    const after = before.replace("<title>", "<title>New: ");
    writeFileSync(file, after);
    const script = readFileSync(worker, "utf8");
    const version = /"([0-9a-f]{12})"/.exec(script)?.[1] ?? "";
    writeFileSync(worker, script.replace(integrity(before), integrity(after)).replace(version, "0123456789ab"));

    await page.reload();
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
    assert.doesNotMatch(await page.title(), /New/, "what is open stays one version");
    await page.locator(".note", { hasText: "A new version is ready" }).getByRole("button", { name: "Reload" }).click();
    await page.waitForFunction(() => document.title.startsWith("New"));
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
    await page.waitForFunction(async () => (await caches.keys()).every((name) => name.includes("0123456789ab")));
    assert.equal(await page.locator(".note").count(), 0);
  }, { offline: true, folder }).finally(() => rmSync(folder, { recursive: true }));
});

test("a version that does not fit together is not kept", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "passmuster-"));
  cpSync(dist, folder, { recursive: true });
  writeFileSync(path.join(folder, "index.html"), `${readFileSync(path.join(folder, "index.html"), "utf8")}<!-- another -->`);
  return onPage(async (playground) => {
    await playground.page.waitForTimeout(1500);
    assert.equal(await playground.page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)), false);
    await playground.set(SMALL);
    await playground.reading.locator(".agent-name", { hasText: "tidy" }).waitFor();
  }, { offline: true, folder, expected: /integrity/ }).finally(() => rmSync(folder, { recursive: true }));
});
