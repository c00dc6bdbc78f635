import assert from "node:assert/strict";
import { test } from "node:test";

import { freshPackage, moduleBytes, serve } from "./support.mjs";

test("the package's own name leads to it", async () => {
  const { init, check } = await import("passmuster");
  await init();
  assert.equal(typeof check(""), "object");
});

test("CommonJS can require it", async () => {
  const { createRequire } = await import("node:module");
  const require = createRequire(import.meta.url);
  assert.equal(require.resolve("passmuster/wasm").endsWith("passmuster_bg.wasm"), true);
  assert.equal(require("passmuster/package.json").name, "passmuster");
});

test("calls before init() say so in one sentence", async (t) => {
  const passmuster = await freshPackage(t);
  for (const name of ["check", "preview", "fix", "version", "createPreview"]) {
    assert.throws(() => passmuster[name](""), {
      name: "Error",
      message: `passmuster isn't ready: await init() before calling ${name}().`,
    });
  }
});

test("what is known without a file needs no init()", async (t) => {
  const { hosts, rules } = await freshPackage(t);
  rules()[0].name = "changed";
  assert.notEqual(rules()[0].name, "changed");
  assert.deepEqual(hosts().map(({ id }) => id), ["claude-code", "claude-code-plugin"]);
});

test("init() shares one start and may be called again", async (t) => {
  const { init, version } = await freshPackage(t);
  const first = init();
  assert.equal(init(), first);
  assert.equal(await first, undefined);
  await init();
  assert.match(version(), /^\d+\.\d+\.\d+/);
});

for (const [form, make] of [
  ["a module", async () => WebAssembly.compile(await moduleBytes())],
  ["a Uint8Array", moduleBytes],
  ["an ArrayBuffer", async () => new Uint8Array(await moduleBytes()).buffer],
  ["a file address", async () => new URL("../dist/passmuster_bg.wasm", import.meta.url)],
  ["a file address as a string", async () => new URL("../dist/passmuster_bg.wasm", import.meta.url).href],
  ["a path", async () => new URL("../dist/passmuster_bg.wasm", import.meta.url).pathname],
]) {
  test(`init() takes ${form}`, async (t) => {
    const { init, version } = await freshPackage(t);
    await init(await make());
    assert.equal(typeof version(), "string");
  });
}

for (const entry of ["node.js", "web.js"]) {
  for (const type of ["application/wasm", "application/octet-stream"]) {
    test(`${entry}: init() takes addresses and responses of type ${type}`, async (t) => {
      const bytes = await moduleBytes();
      const address = await serve(t, (_, response) => {
        response.writeHead(200, { "Content-Type": type }).end(bytes);
      });
      for (const input of [address, new URL(address), await fetch(address)]) {
        const { init, version } = await freshPackage(t, { entry });
        await init(input);
        assert.equal(typeof version(), "string");
      }
    });
  }
}

test("init() tries again after a failure", async (t) => {
  const bytes = await moduleBytes();
  let requests = 0;
  const address = await serve(t, (_, response) => {
    requests += 1;
    if (requests === 1) response.writeHead(503).end("busy");
    else response.writeHead(200, { "Content-Type": "application/wasm" }).end(bytes);
  });
  const { init, version } = await freshPackage(t, { entry: "web.js" });
  await assert.rejects(init(address), /answered 503 instead of the WebAssembly module/);
  assert.throws(version, /isn't ready/);
  await init(address);
  assert.equal(typeof version(), "string");
});

test("init() refuses what isn't the module, and takes the right one after", async (t) => {
  const { init, version } = await freshPackage(t);
  await assert.rejects(init(new Uint8Array([1, 2, 3])), WebAssembly.CompileError);
  const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  await assert.rejects(init(empty), /given a WebAssembly module that isn't passmuster's/);
  await init();
  assert.equal(typeof version(), "string");
});

test("initSync() starts at once", async (t) => {
  const { initSync, init, version } = await freshPackage(t);
  initSync();
  assert.equal(typeof version(), "string");
  initSync();
  await init();

  const web = await freshPackage(t, { entry: "web.js" });
  assert.throws(() => web.initSync(), { message: "passmuster: initSync() takes the module or its bytes here." });
  web.initSync(await moduleBytes());
  assert.equal(typeof web.version(), "string");
});

test("initSync() overtakes an init() that is under way", async (t) => {
  const { initSync, init, version } = await freshPackage(t);
  const pending = init();
  initSync();
  assert.equal(typeof version(), "string");
  await pending;
  assert.equal(typeof version(), "string");
});
