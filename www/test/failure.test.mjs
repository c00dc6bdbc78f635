// When the checker does not start, or breaks down: the page says so, and the editor goes on.

import assert from "node:assert/strict";
import { test } from "node:test";

import { headerPolicy } from "../scripts/policy.mjs";
import { SMALL, onPage, useBrowser } from "./harness.mjs";

useBrowser();

test("a missing module is told, and Retry starts it", () => {
  let missing = true;
  return onPage(async (playground) => {
    const { page, verdict } = playground;
    const panel = page.getByRole("alert");
    await panel.getByText(/404/).waitFor();
    await playground.set(SMALL);
    assert.match(await playground.text(), /name: tidy/, "the editor works");

    await panel.getByRole("button", { name: "Retry" }).click();
    await panel.getByText(/404/).waitFor();
    missing = false;
    await panel.getByRole("button", { name: "Retry" }).click();
    await page.locator('#verdict[data-status="loads"]').waitFor();
    assert.ok(await panel.isHidden());
    assert.match(await verdict.innerText(), /tidy/);
  }, {
    starts: false,
    expected: /404|answered/,
    server: { intercept: (pathname) => missing && pathname.endsWith(".wasm") ? 404 : undefined },
  });
});

test("a network that fails is told from a policy that forbids", async () => {
  const drop = { starts: false, expected: /./ };
  await onPage(async ({ page }) => {
    await page.getByRole("alert").getByText(/network/).waitFor();
  }, { ...drop, server: { intercept: (pathname) => pathname.endsWith(".wasm") ? "drop" : undefined } });
  await onPage(async ({ page }) => {
    await page.getByRole("alert").getByText(/forbids this page to fetch/).waitFor();
  }, { ...drop, server: { policy: headerPolicy.replace("connect-src 'self'", "connect-src 'none'") } });
});

test("a policy that forbids WebAssembly is told", () =>
  onPage(async ({ page }) => {
    /** @type {string[]} */
    const warnings = [];
    page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
    const said = page.getByRole("alert").getByText(/forbids WebAssembly/);
    await said.waitFor();
    warnings.length = 0;
    await page.getByRole("button", { name: "Retry" }).click();
    await said.waitFor();
    assert.deepEqual(warnings, ["passmuster: A Content-Security-Policy forbids WebAssembly on this page."]);
  }, { starts: false, expected: /./, server: { policy: headerPolicy.replace(" 'wasm-unsafe-eval'", "") } }));

test("a browser without WebAssembly is told", () =>
  onPage(async ({ page }) => {
    await page.getByRole("alert").getByText(/no WebAssembly/).waitFor();
  }, { starts: false, expected: /./, script: () => { Reflect.deleteProperty(globalThis, "WebAssembly"); } }));

test("a checker that breaks down on one text works on the next", () =>
  onPage(async (playground) => {
    const { page, verdict } = playground;
    await playground.set(SMALL);
    await page.evaluate(() => { Object.assign(window, { trap: true }); });
    await page.keyboard.type("x");
    assert.match(await verdict.innerText(), /The checker failed/);
    assert.match(await playground.text(), /x$/);
    await page.evaluate(() => { Object.assign(window, { trap: false }); });
    await page.keyboard.type("y");
    assert.equal(await verdict.getAttribute("data-status"), "loads");
    assert.match(await playground.preview.innerText(), /Second paragraph/);
  }, { expected: /passmuster failed|unreachable/, script: breakOnDemand }));

/** Puts a trap into the module's `check`, which springs while `window.trap` is set. */
function breakOnDemand() {
  const Original = WebAssembly.Instance;
  // @ts-expect-error: a stand-in with just what the glue code uses
  WebAssembly.Instance = function Instance(module, imports) {
    const { exports } = new Original(module, imports);
    const check = /** @type {Function} */ (exports.check);
    return {
      exports: {
        ...exports,
        check(/** @type {unknown[]} */ ...values) {
          if (/** @type {any} */ (window).trap) throw new WebAssembly.RuntimeError("unreachable");
          return check(...values);
        },
      },
    };
  };
}
