// The link that holds somebody's work: there and back, and nothing but that.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateRawSync, gunzipSync } from "node:zlib";

import { LIMIT, decode, encode, isShared } from "../src/playground/share/hash.js";

const corpus = fileURLToPath(new URL("../../../shared/corpus/claude-code-real.jsonl.gz", import.meta.url));

const PLAIN = { host: "claude-code", path: "", rules: {} };

/** A link with any JSON, or any bytes, in it. @param {unknown} value */
const link = (value) =>
  `#v1.${deflateRawSync(value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value))).toString("base64url")}`;

test("what goes in comes out", async () => {
  for (const text of ["", "a", "---\r\nname: a\r---\n", "\u{feff}日本 \u{1f600} é", "\ud800 and \udc00\ud800", "\0\u2028", "</script>"]) {
    const works = [
      { text, ...PLAIN },
      { text, host: "claude-code-plugin", path: "a/b c.md", rules: { "vague-description": /** @type {const} */ ("off"), "long-body": /** @type {const} */ ("error") } },
    ];
    for (const work of works) {
      const hash = await encode(work);
      assert.match(hash, /^#v1\.[\w-]+$/);
      assert.deepEqual(await decode(hash), work);
      assert.deepEqual(await decode(hash.slice(1)), work);
    }
  }
});

test("what is as it comes is left out", async () => {
  assert.equal(await encode({ text: "x", ...PLAIN }), await encode({ text: "x" }));
  assert.deepEqual(await decode(link({ text: "x" })), { text: "x", ...PLAIN });
});

test("the largest real file fits", { skip: !existsSync(corpus) }, async () => {
  const files = gunzipSync(readFileSync(corpus)).toString().trim().split("\n").map((line) => JSON.parse(line).source);
  const text = files.reduce((largest, each) => (each.length > largest.length ? each : largest));
  const hash = await encode({ text });
  assert.equal((await decode(hash))?.text, text);
  assert.ok(hash.length < text.length * 0.75, `${text.length} characters became ${hash.length}`);
});

test("anything else is nothing, and no error", async () => {
  const good = await encode({ text: "---\nname: a\n---\n".repeat(20) });
  const bad = ["", "#", "#v1", "#v1.", "#v2.abc", "#v1.*", "#v1.a", "#v1.====", `${good}=`, `${good} `, `x${good}`, "#example/colon", "#editor", good.replace("v1", "v3")];
  for (let length = 1; length < good.length; length += 1) bad.push(good.slice(0, length));
  for (const value of [null, 1, "x", [], ["text"], {}, { text: 1 }, { text: null }, { text: "x", host: 1 }, { text: "x", path: {} }, { text: "x", rules: [] },
    { text: "x", rules: null }, { text: "x", rules: { a: "loud" } }, { text: "x", rules: { a: 1 } }, { text: "x", rules: { "A b": "off" } }, { text: "x", more: 1 }]) {
    bad.push(link(value));
  }
  bad.push(link(Buffer.from('{"text":"x","__proto__":{"a":1}}')), link(Buffer.from('{"text":"x","rules":{"__proto__":"off"}}')));
  bad.push(link(Buffer.from('{"text":"x"')), link(Buffer.from("\u{feff}{}")), link(Buffer.from([0x22, 0xff, 0x22])));
  for (const hash of bad) assert.equal(await decode(hash), null, hash);
});

test("a bomb does not go off", async () => {
  const bomb = link({ text: "\n".repeat(200_000_000) });
  assert.ok(bomb.length < 1_000_000);
  const before = process.memoryUsage().arrayBuffers;
  assert.equal(await decode(bomb), null);
  assert.ok(process.memoryUsage().arrayBuffers - before < 50_000_000);
  assert.equal(await decode(`#v1.${"A".repeat(3 * LIMIT)}`), null);
});

test("what a link would not give back is not put into one", async () => {
  const text = "a".repeat(LIMIT - '{"text":""}'.length);
  assert.equal((await decode(await encode({ text })))?.text.length, text.length);
  await assert.rejects(encode({ text: `${text}a` }), RangeError);
});

test("a broken link is told from other addresses", () => {
  for (const hash of ["#v1.", "#v1.abc", "v2.abc"]) assert.ok(isShared(hash), hash);
  for (const hash of ["", "#", "#editor", "#example/colon"]) assert.ok(!isShared(hash), hash);
});
