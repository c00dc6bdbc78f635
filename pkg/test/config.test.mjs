import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";

import { check, fix, init, readConfig, rules } from "passmuster";

const AGENT = "---\nname: helper\ndescription: Helps. Use it for things.\nexpertise: parsing Rust\ntools: Read, Frob\n---\nBe helpful.\n";

before(() => init());

/** The rules that find something in `AGENT`, with the severity of their findings. */
function found(options) {
  return Object.fromEntries(check(AGENT, options).diagnostics.map(({ rule, severity }) => [rule, severity]));
}

test("rules and groups can be turned off, on, up and down", () => {
  assert.deepEqual(found(), { "extra-field": "info", "unknown-tool": "warning" });
  assert.deepEqual(found({ rules: { "extra-field": "off" } }), { "unknown-tool": "warning" });
  assert.deepEqual(found({ rules: { loss: "error" } }), { "extra-field": "error", "unknown-tool": "error" });
  assert.deepEqual(found({ rules: { loss: "off", "unknown-tool": "on" } }), { "unknown-tool": "warning" });
});

test("overrides apply to the paths that they name", () => {
  const overrides = [{ paths: ["legacy/**"], rules: { loss: "off" } }, { paths: ["plugin/*.md"], host: "claude-code-plugin" }];
  assert.deepEqual(Object.keys(found({ overrides })), ["extra-field", "unknown-tool"]);
  assert.deepEqual(found({ overrides, path: "legacy/a/helper.md" }), {});
  assert.equal(check(AGENT, { overrides, path: "plugin/helper.md" }).host, "claude-code-plugin");
});

test("a rule that is off fixes nothing", () => {
  const source = AGENT.replace("Frob", "grep");
  assert.notEqual(fix(source).output, source);
  assert.equal(fix(source, { rules: { "unknown-tool": "off" } }).output, source);
});

test("options that make no sense say why", () => {
  const wrong = [
    [{ rules: { "unknown-fild": "off" } }, /no rule `unknown-fild`; did you mean `unknown-field`/],
    [{ rules: { loss: "of" } }, /no level `of`/],
    [{ rules: [] }, /`rules` must be an object/],
    [{ rules: { loss: 1 } }, /`loss` has a value of the wrong type/],
    [{ overrides: {} }, /`overrides` has a value of the wrong type/],
    [{ overrides: [{ rules: {} }] }, /names no `paths`/],
    [{ overrides: [{ paths: ["a/{b"] }] }, /`a\/{b` is no glob/],
    [{ overrides: [{ paths: ["a"], hots: "x" }] }, /unknown option `hots`/],
    [{ host: "claude" }, /no host `claude`/],
  ];
  for (const [options, message] of wrong) {
    assert.throws(() => check(AGENT, options), { message }, JSON.stringify(options));
  }
});

test("readConfig() makes options of a file", () => {
  const { config, problems } = readConfig("rules:\n  loss: off\noverrides:\n  - paths: [a]\n    host: claude-code\n");
  assert.deepEqual(problems, []);
  assert.deepEqual(config, { rules: { loss: "off" }, overrides: [{ paths: ["a"], host: "claude-code", rules: {} }] });
  assert.deepEqual(found(config), {});
  assert.deepEqual(readConfig("").config, { rules: {}, overrides: [] });
});

test("readConfig() says what makes no sense, and where", () => {
  const source = "# 😀\nrules:\n  unknown-fild: off\n";
  const { config, problems } = readConfig(source);
  assert.equal(config, null);
  assert.equal(problems.length, 1);
  assert.equal(source.slice(problems[0].from, problems[0].to), "unknown-fild");
});

test("comments leave findings out", () => {
  const source = AGENT.replace("tools:", "# passmuster: ignore[unknown-tool] ours\ntools:");
  assert.deepEqual(check(source).diagnostics.map(({ rule }) => rule), ["extra-field"]);
});

test("the documentation of the configuration is right", () => {
  const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
  const [whole, file] = [...page.matchAll(/```yaml\n([^`]*)```/g)].map(([, code]) => code);
  const known = new Set(rules().map(({ name }) => name));
  const { config, problems } = readConfig(whole);
  assert.deepEqual(problems, []);
  assert.ok(Object.keys(config.rules).some((name) => known.has(name)));
  // What its comments leave out is all that there is to find.
  assert.deepEqual(check(`${file}You review code.\n`).diagnostics, []);
});
