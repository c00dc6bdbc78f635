import assert from "node:assert/strict";
import { test } from "node:test";

import { captureErrors, freshPackage, PANIC, panickingPackage } from "./support.mjs";

const AGENT = "---\nname: helper\ndescription: Helps\n---\nBe helpful.\n";

test("a panic becomes an error that says what, and the next call works", async (t) => {
  const { init, check } = await freshPackage(t, { from: panickingPackage() });
  await init();
  const errors = captureErrors(t);
  const report = console.error;
  assert.throws(() => check(PANIC), (error) => {
    assert.equal(error.constructor, Error);
    assert.match(error.message, /^passmuster failed on this input and was restarted: panicked on request$/);
    assert.doesNotMatch(error.message, /Stack:/);
    assert.ok(error.cause instanceof WebAssembly.RuntimeError);
    return true;
  });
  assert.equal(errors.length, 1);
  assert.match(errors[0], /panicked at/);
  assert.equal(console.error, report);
  assert.equal(check(AGENT).status, "loads");
});

test("20,000 panics leave nothing behind", async (t) => {
  const { init, check } = await freshPackage(t, { from: panickingPackage() });
  await init();
  captureErrors(t);
  for (let round = 0; round < 20_000; round += 1) {
    assert.throws(() => check(PANIC), /panicked on request/);
    if (round % 100 === 0) assert.equal(check(AGENT).status, "loads");
  }
  assert.equal(check(AGENT).status, "loads");
});

test("errors that are kept don't keep the instances that failed", async (t) => {
  const { init, check } = await freshPackage(t, { from: panickingPackage() });
  await init();
  captureErrors(t);
  const kept = [];
  for (let round = 0; round < 20_000; round += 1) {
    try {
      check(PANIC);
    } catch (error) {
      kept.push(error);
    }
  }
  assert.equal(kept.length, 20_000);
  for (const error of kept) assert.match(error.message, /panicked on request/);
});

test("20,000 refused options leave nothing behind", async (t) => {
  const { init, check } = await freshPackage(t);
  await init();
  for (let round = 0; round < 20_000; round += 1) {
    assert.throws(() => check(AGENT, { host: 42 }));
  }
  assert.equal(check(AGENT).status, "loads");
});

test("an instance that can't be replaced at once is replaced by the next call", async (t) => {
  const { init, check } = await freshPackage(t, { from: panickingPackage() });
  await init();
  captureErrors(t);
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function () {
    throw new RangeError("out of memory");
  };
  try {
    assert.throws(() => check(PANIC), /panicked on request/);
    assert.throws(() => check(AGENT), /out of memory/);
  } finally {
    WebAssembly.Instance = Instance;
  }
  assert.equal(check(AGENT).status, "loads");
});

test("a call on an exhausted stack doesn't harm later ones", async (t) => {
  const { init, check } = await freshPackage(t);
  await init();
  let failures = 0;
  const dive = () => {
    try {
      dive();
    } catch {
      // Each frame on the way back has a little more room than the one before.
    }
    try {
      check(AGENT);
    } catch {
      failures += 1;
      if (failures < 200) throw new Error("still too deep");
    }
  };
  dive();
  assert.ok(failures > 0);
  assert.equal(check(AGENT).status, "loads");
});
