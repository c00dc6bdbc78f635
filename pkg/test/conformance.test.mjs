// The module answers as the host did. The library is held to the same cases and to far more; what is looked for here
// is what only compiling to WebAssembly can do to it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { check, complete, fix, hover, init, preview } from "passmuster";

const CASES = new URL("../../tests/conformance/cases/", import.meta.url);
const HOSTS = { project: "claude-code", plugin: "claude-code-plugin" };

await init();

for (const file of readdirSync(CASES).filter((name) => name.endsWith(".jsonl"))) {
  test(`cases of ${file}`, () => {
    for (const line of readFileSync(new URL(file, CASES), "utf8").trim().split("\n")) {
      const { id, layout, padded_to: size = 0, observed, ...row } = JSON.parse(line);
      const source = row.source.padEnd(size, "x");
      const host = HOSTS[layout];
      const { agent, status } = check(source, { host });
      assert.equal(status !== "ignored", observed.loaded, id);
      // A plugin's agents are told where they come from.
      if (layout === "project" && agent && observed.description !== undefined) {
        assert.equal(agent.description.trim(), observed.description.trim(), id);
      }
      for (const call of [preview, fix]) call(source, { host });
      for (const call of [complete, hover]) call(source, source.length >> 1, { host });
    }
  });
}
