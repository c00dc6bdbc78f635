// `passmuster/inline`, and how it comes by the module.

import assert from "node:assert/strict";
import { test } from "node:test";

import { moduleBytes } from "../dist/passmuster_inline.js";
import { freshPackage, moduleBytes as readModule, serve } from "./support.mjs";

const AGENT = "---\nname: helper\ndescription: Helps\n---\nBe helpful.\n";

test("the module inside is the module", async () => {
  assert.deepEqual(moduleBytes(), Uint8Array.from(await readModule()));
});

test("init() needs nothing but the JavaScript", async (t) => {
  const { init, check } = await freshPackage(t, { entry: "inline.js" });
  assert.throws(() => check(AGENT), /isn't ready/);
  assert.equal(init(), init());
  await init();
  assert.equal(check(AGENT).status, "loads");
});

test("initSync() needs nothing but the JavaScript", async (t) => {
  const { initSync, check } = await freshPackage(t, { entry: "inline.js" });
  initSync();
  initSync();
  assert.equal(check(AGENT).status, "loads");
});

test("init() takes another module all the same", async (t) => {
  const bytes = await readModule();
  const address = await serve(t, (_, response) => response.writeHead(200).end(bytes));
  for (const input of [bytes, address, new URL(address), await fetch(address)]) {
    const { init, check } = await freshPackage(t, { entry: "inline.js" });
    await init(input);
    assert.equal(check(AGENT).status, "loads");
  }
});

test("all entries have the same calls and share one instance", async () => {
  const inline = await import("passmuster/inline");
  const main = await import("passmuster");
  assert.deepEqual(Object.keys(inline), Object.keys(main));
  inline.initSync();
  assert.equal(main.check(AGENT).status, "loads");
});
