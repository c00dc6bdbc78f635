// `passmuster/inline`, and how it comes by the module.

import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, deflateRawSync } from "node:zlib";

import { inflate } from "../inflate.js";
import { freshPackage, moduleBytes, serve } from "./support.mjs";

const AGENT = "---\nname: helper\ndescription: Helps\n---\nBe helpful.\n";

/** Bytes without any pattern, the same every time. */
function noise(length) {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >> 16);
}

for (const [name, make] of [
  ["the module", moduleBytes],
  ["nothing", () => new Uint8Array()],
  ["one byte", () => new Uint8Array([7])],
  ["zeros", () => new Uint8Array(100_000)],
  ["noise", () => noise(200_000)],
  ["text", () => Buffer.from("the quick brown fox jumps over the lazy dog. ".repeat(2_000))],
]) {
  test(`inflate() undoes what zlib makes of ${name}`, async () => {
    const bytes = Uint8Array.from(await make());
    // Blocks that are stored, and those with fixed codes and with codes of their own.
    for (const level of [0, 1, 6, 9]) {
      for (const strategy of [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY]) {
        assert.deepEqual(inflate(deflateRawSync(bytes, { level, strategy }), bytes.length), bytes);
      }
    }
  });
}

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
  const bytes = await moduleBytes();
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
