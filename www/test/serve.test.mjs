// The server that the page is developed, tested and shown with.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { serve } from "../scripts/serve.mjs";

test("folders, and what is not there", async () => {
  const server = await serve(fileURLToPath(new URL("../public", import.meta.url)).replace(/public\/?$/, ""));
  const get = (/** @type {string} */ path) => fetch(`http://127.0.0.1:${server.port}${path}`, { redirect: "manual" });
  try {
    const page = await get("/");
    assert.equal(page.status, 200);
    assert.equal(page.headers.get("Content-Type"), "text/html; charset=utf-8");

    const moved = await get("/dist?a=b");
    assert.equal(moved.status, 301);
    assert.equal(moved.headers.get("Location"), "/dist/?a=b");
    assert.equal((await get("/dist/")).status, 200);

    for (const path of ["/nothing", "/nothing/", "/src/", "/src", "/../package.json%00", "/index.html/"]) {
      const missing = await get(path);
      assert.equal(missing.status, 404, path);
      assert.equal(missing.headers.get("Content-Type"), "text/plain; charset=utf-8");
      assert.match(await missing.text(), /^404 Not Found: \//);
    }
  } finally {
    await server.close();
  }
});
