import assert from "node:assert/strict";
import test from "node:test";

import { check, hosts, init } from "../node.js";

await init();

test("says what is known of hosts", () => {
  assert.deepEqual(hosts().map(({ id }) => id), ["claude-code", "claude-code-plugin"]);
  for (const { id, version, name, maxBytes, descriptionsLimit, builtinAgents } of hosts()) {
    const result = check("", { host: id });
    assert.equal(result.host, id);
    assert.equal(result.hostVersion, version);
    assert.match(name, /^Claude Code/);
    assert.equal(maxBytes, 1 << 20);
    assert.equal(descriptionsLimit, 15_000);
    assert.ok(Array.isArray(builtinAgents));
  }
  assert.ok(hosts()[0].builtinAgents.includes("Explore"));
});
