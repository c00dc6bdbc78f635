import assert from "node:assert/strict";
import { before, test } from "node:test";

import { check, complete, fix, hover, init, preview, rules, suppress, version } from "passmuster";

const AGENT = "---\nname: helper\ndescription: Helps with things\nmodel: opus\n---\nBe helpful.\n";

before(() => init());

/** The one field of `source` whose key is `key`. */
function field(source, key) {
  const found = check(source).agent.fields.filter((candidate) => candidate.key === key);
  assert.equal(found.length, 1);
  return found[0];
}

test("check() tells what the host makes of an agent", () => {
  const result = check(AGENT);
  assert.equal(result.host, "claude-code");
  assert.match(result.hostVersion, /^\d+\.\d+\.\d+$/);
  assert.equal(result.status, "loads");
  assert.equal(result.reason, null);
  assert.equal(result.agent.name, "helper");
  assert.equal(result.agent.description, "Helps with things");
  assert.equal(result.agent.prompt.trim(), "Be helpful.");
  assert.ok(Array.isArray(result.diagnostics));
});

test("results are plain data", () => {
  const result = check(AGENT.replace("model", "mdoel"));
  assert.deepEqual(structuredClone(result), result);
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  assert.equal(Object.getPrototypeOf(result), Object.prototype);
});

test("findings have a place, and fixes that apply", () => {
  const source = AGENT.replace("model", "mdoel");
  const { diagnostics } = check(source);
  assert.ok(diagnostics.length > 0);
  for (const { rule, severity, message, from, to, fixes } of diagnostics) {
    assert.match(rule, /^[a-z-]+$/);
    assert.ok(["error", "warning", "info"].includes(severity));
    assert.notEqual(message, "");
    assert.ok(0 <= from && from <= to && to <= source.length);
    for (const { title, edits } of fixes) {
      assert.notEqual(title, "");
      for (const edit of edits) assert.ok(edit.from <= edit.to && edit.to <= source.length);
    }
  }
});

test("suppress() leaves a finding out by a comment", () => {
  const source = AGENT.replace("name", "# \u{1f600}\nname").replace("model", "mdoel");
  const [finding] = check(source).diagnostics.filter(({ rule }) => rule === "unknown-field");
  const { from, to, insert } = suppress(source, finding);
  assert.equal(from, source.indexOf("mdoel"));
  assert.equal(from, to);
  assert.equal(insert, "# passmuster: ignore[unknown-field]\n");
  const rules = check(source.slice(0, from) + insert + source.slice(to)).diagnostics.map(({ rule }) => rule);
  assert.ok(!rules.includes("unknown-field") && !rules.includes("unused-suppression"));
  assert.equal(suppress(source, { ...finding, rule: "unknown-tool" }), null);
  assert.equal(suppress("no frontmatter", check("no frontmatter").diagnostics[0]), null);
});

test("offsets are UTF-16 code units", () => {
  const source = "---\nname: helper\ndescription: \u{1f600} é 日本 🇩🇪\nmodel: opus\n---\n";
  const { keyFrom, keyTo, valueFrom, valueTo } = field(source, "model");
  assert.equal(source.slice(keyFrom, keyTo), "model");
  assert.equal(source.slice(valueFrom, valueTo), "opus");
});

test("lone surrogates count as one unit and don't throw", () => {
  const source = "---\nname: helper\ndescription: a\ud800b\udc00c\nmodel: opus\n---\n\udfff";
  assert.equal(field(source, "description").value, "a\ufffdb\ufffdc");
  const { keyFrom, keyTo } = field(source, "model");
  assert.equal(source.slice(keyFrom, keyTo), "model");
  preview(source);
  fix(source);
});

test("fix() gives the text back, and leaves a sound one alone", () => {
  const { output, applied } = fix(AGENT);
  assert.equal(typeof output, "string");
  if (applied === 0) assert.equal(output, AGENT);
  assert.equal(fix(output).applied, 0);
});

test("fix() gives back the very text where there is nothing to fix", () => {
  const source = `${AGENT}a\ud800b`;
  assert.deepEqual(fix(source), { output: source, applied: 0 });
});

test("preview() is HTML in which the source's markup is text", () => {
  const { html, truncated } = preview(`${AGENT}\n**bold** <script>alert(1)</script>\n`);
  assert.equal(truncated, false);
  assert.match(html, /<strong>bold<\/strong>/);
  assert.doesNotMatch(html, /<script/i);
});

test("rules() explains each rule", () => {
  const list = rules();
  assert.ok(list.length > 0);
  assert.equal(new Set(list.map(({ name }) => name)).size, list.length);
  for (const { summary } of list) assert.notEqual(summary, "");
});

test("complete() offers what is not there yet", () => {
  const source = AGENT.replace("model: opus", "mo");
  const { from, to, items } = complete(source, source.indexOf("mo\n") + 1);
  assert.equal(source.slice(from, to), "mo");
  assert.ok(!items.some(({ label }) => label === "name"));
  const model = items.find(({ label }) => label === "model");
  assert.equal(model.insert, "model: ");
  assert.equal(model.kind, "field");
  assert.equal(model.detail, null);
  assert.match(model.documentation, /`opus`/);
  assert.equal(complete(AGENT, AGENT.length), null);
  assert.equal(complete("", 0).items[0].kind, "template");
});

test("complete() takes the options", () => {
  const source = "---\nper\n---\n";
  const labels = (options) => complete(source, 5, options).items.map(({ label }) => label);
  assert.ok(labels().includes("permissionMode"));
  assert.ok(!labels({ host: "claude-code-plugin" }).includes("permissionMode"));
  assert.throws(() => complete(source, 5, { host: "no-such-host" }), /no-such-host/);
});

test("hover() says what a field means and what was read", () => {
  const { from, to, contents } = hover(AGENT, AGENT.indexOf("opus"));
  assert.equal(AGENT.slice(from, to), "opus");
  assert.match(contents, /asks for the model `claude-opus/);
  assert.equal(hover(AGENT, AGENT.length), null);
});

test("places count UTF-16 code units", () => {
  const source = "---\nname: \u{1f600}\ndescription: 日本\ntools: Bash, \n---\n";
  const place = source.indexOf("Bash, ") + 6;
  assert.deepEqual([complete(source, place).from, complete(source, place).to], [place, place]);
  const { from, to } = hover(source, source.indexOf("Bash"));
  assert.equal(source.slice(from, to), "Bash");
});

test("a place outside of the text or within a character is brought into the text", () => {
  const source = "---\nname: a\nmo";
  assert.deepEqual(complete(source, 10_000_000_000), complete(source, source.length));
  assert.deepEqual(complete("", -1), complete("", 0));
  assert.equal(hover(source, -0), null);
  const face = "---\nname: \u{1f600}\n---\n";
  const at = face.indexOf("\u{1f600}");
  assert.deepEqual(hover(face, at + 1), hover(face, at));
});

test("a place that is no whole number is refused in one sentence", () => {
  for (const [value, shown] of [
    [undefined, "undefined"],
    [null, "null"],
    ["1", "string"],
    [NaN, "NaN"],
    [0.5, "0.5"],
    [Infinity, "Infinity"],
  ]) {
    for (const call of [complete, hover]) {
      assert.throws(() => call(AGENT, value), {
        name: "TypeError",
        message: `${call.name}() takes the offset as a whole number, not ${shown}.`,
      });
    }
  }
});

test("version() is the package's", async () => {
  const { createRequire } = await import("node:module");
  assert.equal(version(), createRequire(import.meta.url)("passmuster/package.json").version);
});

test("anything but a string is refused in one sentence", () => {
  for (const [value, type] of [
    [undefined, "undefined"],
    [null, "null"],
    [42, "number"],
    [Buffer.from(AGENT), "object"],
  ]) {
    for (const call of [check, complete, fix, hover, preview]) {
      assert.throws(() => call(value), {
        name: "TypeError",
        message: `${call.name}() takes the file's text as a string, not ${type}.`,
      });
    }
  }
});

test("options: none, empty, and wrong ones", () => {
  for (const options of [undefined, null, {}]) assert.equal(check(AGENT, options).status, "loads");
  assert.throws(() => check(AGENT, { host: "no-such-host" }), /no-such-host/);
  assert.throws(() => check(AGENT, { host: 42 }), Error);
  assert.equal(check(AGENT).status, "loads");
});

for (const [name, source] of [
  ["nothing", ""],
  ["NUL", "---\nname: a\0b\n---\n\0"],
  ["line ends of every kind", "---\r\nname: a\rdescription: b\n---\r\n"],
  ["a byte order mark", `\ufeff${AGENT}`],
  ["a line of 10 MB", `---\nname: helper\ndescription: ${"x".repeat(10_000_000)}\n---\n`],
  ["a prompt of 10 MB", `${AGENT}${"lorem ipsum ".repeat(833_334)}`],
  ["100,000 brackets in the frontmatter", `---\nname: ${"[".repeat(100_000)}\n---\n`],
  ["100,000 braces in the frontmatter", `---\nname: ${"{a: ".repeat(100_000)}\n---\n`],
  ["100,000 brackets in the prompt", `${AGENT}${"[".repeat(100_000)}`],
  ["100,000 quotation marks in the prompt", `${AGENT}${">".repeat(100_000)}`],
]) {
  test(`no call fails on ${name}`, () => {
    check(source);
    preview(source);
    fix(source);
    for (const place of [0, 4, 40, source.length]) {
      complete(source, place);
      hover(source, place);
    }
    // The instance is still the healthy one.
    assert.equal(check(AGENT).status, "loads");
  });
}
