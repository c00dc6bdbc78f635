// Where there is no page: Node.js, Deno, Bun.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { ANSWER, project, run, snippet } from "./support.mjs";

let cwd;

before(async () => {
  cwd = await project({
    files: {
      "main.js": await snippet("js"),
      "main.cjs": await snippet("cjs"),
      "inline.js": await snippet("js inline"),
      "element.js": `import "passmuster/element";\nconsole.log("${ANSWER}");\n`,
      "worker.js": await snippet("js worker"),
    },
  });
});

const RUNTIMES = [
  ["Node.js", "node", []],
  ["Deno", "deno", ["run", "--allow-read", "--no-prompt"]],
  ["Bun", "bun", ["run"]],
];

for (const [name, program, values] of RUNTIMES) {
  const play = (file) => run(program, [...values, file], { cwd });

  test(`${name} imports it`, async () => {
    const output = await play("main.js");
    assert.match(output, /^read /m);
    assert.match(output, /^tools: Read$/m);
  });

  test(`${name} requires it`, async () => {
    assert.equal(await play("main.cjs"), ANSWER);
  });

  test(`${name} imports it with the module inside`, async () => {
    assert.equal(await play("inline.js"), ANSWER);
  });

  test(`${name} imports the element, which is nothing there`, async () => {
    assert.equal(await play("element.js"), ANSWER);
  });
}

for (const [name, program, values] of RUNTIMES.slice(1)) {
  test(`${name} makes the calls in a worker`, async () => {
    assert.equal(await run(program, [...values, "worker.js"], { cwd }), ANSWER);
  });
}

test("Node.js, which has no web workers, says so", async () => {
  await assert.rejects(run("node", ["worker.js"], { cwd }), /passmuster\/worker needs web workers/);
});
