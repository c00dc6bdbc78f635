// The documentation as files: links, markup, and whether the examples are what the pages say.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { check, hosts, initSync, rules } from "passmuster";

import { ACROSS_RULES, acrossFiles } from "../../pkg/shared/across.js";
import { blocksOf, verify, verifyCommand, verifyConfig } from "../scripts/docs/blocks.mjs";
import { examplesOf } from "../scripts/docs/guide.mjs";
import { metaPolicy } from "../scripts/policy.mjs";
import { layout } from "../scripts/docs/layout.mjs";
import { find, respelled } from "../src/docs/find.js";
import { decode } from "../src/playground/share/hash.js";

initSync();

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const content = fileURLToPath(new URL("../content/guide", import.meta.url));

/** The pages of the documentation, by their paths from the root of the site. */
const pages = new Map();
for (const folder of ["rules", "guide", "hosts"]) {
  for (const file of await readdir(path.join(dist, folder), { recursive: true })) {
    if (!file.endsWith(".html")) continue;
    const place = path.posix.join(folder, file.replaceAll(path.sep, "/"));
    pages.set(place, await readFile(path.join(dist, place), "utf8"));
  }
}
const files = new Set((await readdir(dist, { recursive: true })).map((file) => file.replaceAll(path.sep, "/")));

const unescape = (markup) => markup
  .replace(/<[^>]*>/g, "")
  .replace(/&(amp|lt|gt|quot|#13|#39);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#13": "\r", "#39": "'" })[name]);
const attribute = (markup, name) => {
  const [, value] = new RegExp(` ${name}="([^"]*)"`).exec(markup) ?? [];
  return value === undefined ? undefined : unescape(value);
};

/** The examples in a page: the file as it stands there, what is said of it, and where its link leads. */
function examples(page) {
  return [...page.matchAll(/<figure class="example([^]*?)<\/figure>/g)].map(([, figure]) => {
    const [, editor] = /** @type {RegExpExecArray} */ (/(<passmuster-editor[^>]*>)/.exec(figure));
    const [, pre] = /** @type {RegExpExecArray} */ (/<pre>([^]*?)<\/pre>/.exec(figure));
    const settings = attribute(editor, "rules");
    return {
      text: unescape(pre).replace(/^\n/, ""),
      host: attribute(editor, "host"),
      path: attribute(editor, "path"),
      rules: settings && JSON.parse(settings),
      found: [...figure.matchAll(/data-rule="([^"]*)"/g)].map(([, name]) => name),
      marks: [...pre.matchAll(/<mark[^>]*>/g)].length,
      status: /class="verdict (\w+)"/.exec(figure)?.[1],
      link: attribute(/** @type {RegExpExecArray} */ (/<p class="open">(<a[^>]*>)/.exec(figure))[1], "href"),
    };
  });
}

function look({ text, host, path: place, rules: settings }) {
  return check(text, { ...(host && { host }), ...(place && { path: place }), ...(settings && { rules: settings }) });
}

test("every link leads somewhere", () => {
  assert.ok(pages.size > 90, `${pages.size} pages`);
  const broken = [];
  for (const [place, page] of pages) {
    for (const [, , value] of page.matchAll(/ (href|src|data-index)="([^"]*)"/g)) {
      if (/^https:\/\//.test(value)) continue;
      const { pathname, hash } = new URL(unescape(value), `http://site/${place}`);
      const target = decodeURIComponent(pathname.slice(1));
      const id = decodeURIComponent(hash.slice(1));
      const there = files.has(target) && (!id || id.startsWith("v1.") || (pages.get(target) ?? "").includes(` id="${id}"`));
      if (!there || value.startsWith("/")) broken.push(`${place}: ${value}`);
    }
  }
  assert.deepEqual(broken, []);
});

test("the search knows only pages that there are", async () => {
  const [, name] = /data-index="[^"]*?(search-[^"]*)"/.exec(pages.get("rules/index.html")) ?? [];
  const index = JSON.parse(await readFile(path.join(dist, name), "utf8"));
  for (const [url, kind, title, text, words = ""] of index) {
    const [place, id] = url.split("#");
    assert.ok(pages.has(place) && (!id || pages.get(place).includes(` id="${id}"`)), url);
    assert.ok(kind && title && typeof text === "string" && typeof words === "string", url);
    assert.doesNotMatch(title + text, /&(?:amp|lt|gt|quot|#\d+);|<\/?(?:p|code|em|strong|a)\b[^>]*>/, `${url} has markup`);
  }
  const known = new Set(index.map(([url]) => url.split("#")[0]));
  assert.deepEqual([...pages.keys()].filter((place) => !known.has(place) && !/index\.html$/.test(place)), []);
});

test("the search puts first what is called like the words, and takes any character", () => {
  /** @type {import("../src/docs/find.js").Entry[]} */
  const entries = [
    ["a", "Guide", "Comments", "A blank and a hash begin a comment."],
    ["b", "Rule", "truncated-by-comment", "A # that cuts the rest of a text."],
    ["c", "Rule", "secret", "Recommended nowhere: a key (or token) in the prompt."],
  ];
  const urls = (query) => find(entries, query).map(({ url }) => url);
  assert.deepEqual(urls("comment"), ["a", "b"]);
  assert.deepEqual(urls("truncated by"), ["b"]);
  assert.deepEqual(urls("by-comment"), ["b"]);
  assert.deepEqual(urls("(or TOKEN)"), ["c"]);
  assert.deepEqual(urls("[ \\ -"), []);
  assert.deepEqual(urls("me"), [], "of two letters only the beginning of a word counts");
  const [{ snippet }] = find(entries, "key token");
  assert.deepEqual(snippet.filter(({ hit }) => hit).map(({ text }) => text), ["key", "token"]);
  assert.equal(snippet.map(({ text }) => text).join(""), entries[2][3]);
});

test("the search knows what a misspelt word was meant to be", () => {
  /** @type {import("../src/docs/find.js").Entry[]} */
  const entries = [
    ["a", "Rule", "unknown-tool", "Finds entries of `tools` that name no tool: quote them."],
    ["b", "Guide", "The frontmatter", "What a description is, and permissionMode."],
  ];
  const meant = (query) => respelled(entries, query);
  assert.equal(meant("unknwon-tool"), "unknown-tool");
  assert.equal(meant("unknowntool"), "unknown-tool");
  assert.equal(meant("Frontmater Descripton"), "frontmatter description");
  assert.equal(meant("qoute"), "quote", "letters that were swapped are one mistake");
  assert.equal(meant("tools frontmater"), "tools frontmatter");
  assert.equal(meant("tools quote"), undefined, "both are there");
  assert.equal(meant("frontmater zebra"), undefined);
  assert.equal(meant("tol"), undefined, "of so few letters each makes another word");
  assert.equal(meant(""), undefined);
});

test("what the search compares is made of the index once, not with every key", () => {
  let reads = 0;
  const entry = /** @type {import("../src/docs/find.js").Entry} */ (Object.defineProperty(["a", "Rule", "unknown-tool", ""], 3, {
    get: () => (reads += 1, "Finds entries that name no tool."),
  }));
  const entries = [entry];
  assert.equal(respelled(entries, "unknwon-tool"), "unknown-tool");
  const once = reads;
  assert.ok(once > 0);
  for (const query of ["unknwon-tool", "entreis", "zebra"]) {
    assert.deepEqual(find(entries, query), []);
    respelled(entries, query);
  }
  assert.equal(reads, once);
  assert.equal(respelled([["b", "Guide", "Frontmatter", ""]], "frontmater"), "frontmatter", "another index has its own words");
});

test("a page says where it is to be found, if that is known", () => {
  const page = { title: "T", description: "D", body: "" };
  const files = { script: "a.js", style: "a.css", index: "a.json" };
  const canonical = (path, site) => /<link rel="canonical" href="([^"]*)">/.exec(layout({ ...page, path }, files, site))?.[1];
  assert.equal(canonical("rules/secret.html", "https://example.com/passmuster/"), "https://example.com/passmuster/rules/secret.html");
  assert.equal(canonical("rules/secret.html", "https://example.com/passmuster"), "https://example.com/passmuster/rules/secret.html");
  assert.equal(canonical("rules/index.html", "https://example.com"), "https://example.com/rules/");
  assert.equal(canonical("rules/secret.html", "./"), undefined);
  assert.equal(canonical("rules/secret.html", undefined), undefined);
});

test("pages are well made", () => {
  const titles = new Map();
  for (const [place, page] of pages) {
    assert.match(page, /^<!doctype html>\n<html lang="en">/, place);
    assert.equal(attribute(/<meta http-equiv[^>]*>/.exec(page)?.[0] ?? "", "content"), metaPolicy, place);
    const description = attribute(/<meta name="description"[^>]*>/.exec(page)?.[0] ?? "", "content") ?? "";
    assert.ok(description.length > 30, `${place} has no description: ${description}`);
    const [, title] = /<title>([^<]*)<\/title>/.exec(page) ?? [];
    assert.equal(titles.get(title), undefined, `${place} and ${titles.get(title)} are both called ${title}`);
    titles.set(title, place);
    assert.doesNotMatch(page, /<style|<script(?![^>]* src=)| style=| on[a-z]+="|javascript:/, `${place} has something inline`);
    assert.doesNotMatch(page, /(?:>|=")(?:undefined|NaN)(?:<|")|\[object (?!Object\]<\/code>)/, `${place} was filled in wrongly`);
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    assert.equal(levels.filter((level) => level === 1).length, 1, `${place} has one first heading`);
    levels.forEach((level, index) => assert.ok(index === 0 ? level === 1 : level <= levels[index - 1] + 1, `${place} skips a heading`));
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), [], place);
  }
});

test("every rule has a page, with a bad example of exactly that and a good one of nothing", () => {
  for (const rule of rules()) {
    const page = pages.get(rule.url);
    assert.ok(page, rule.url);
    const shown = examples(page);
    const bad = shown.length === 2 ? shown[0] : undefined;
    const good = shown.at(-1);
    assert.ok(good, rule.name);
    assert.deepEqual([good.found, look(good).diagnostics, good.marks], [[], [], 0], rule.name);
    // Only a file of a mebibyte could show that one.
    if (rule.name === "file-too-large") continue;
    assert.ok(bad, rule.name);
    const found = look(bad).diagnostics.map((each) => each.rule);
    assert.deepEqual(bad.found, found, rule.name);
    // It can't happen but in a frontmatter that the other one reports.
    const others = rule.name === "quoted-comment" ? ["not-strict-yaml"] : [];
    assert.deepEqual([...new Set(found)].sort(), [rule.name, ...others].sort());
    assert.ok(bad.marks > 0, `${rule.name} marks something`);
  }
});

test("the guide's examples are what it says", async () => {
  let total = 0;
  for (const file of (await readdir(content)).sort()) {
    const claims = examplesOf(await readFile(path.join(content, file), "utf8"));
    const shown = examples(pages.get(`guide/${file.replace(/^\d+-(.*)\.md$/, "$1.html")}`));
    assert.equal(shown.length, claims.length, file);
    claims.forEach((claim, index) => {
      const { status, diagnostics } = look(claim.file);
      assert.equal(shown[index].text, claim.file.text, file);
      assert.deepEqual([...new Set(diagnostics.map(({ rule }) => rule))].sort(), [...claim.finds].sort(), claim.file.text);
      assert.deepEqual(shown[index].found, diagnostics.map(({ rule }) => rule), claim.file.text);
      assert.deepEqual([shown[index].status, status], [claim.status, claim.status], claim.file.text);
      total++;
    });
  }
  assert.ok(total > 40, `${total} examples`);
});

test("links into the playground hold the very file", async () => {
  for (const [place, page] of pages) {
    for (const { link, text, host = "claude-code", path: file = "", rules: settings = {} } of examples(page)) {
      const [target, hash] = /** @type {string} */ (link).split("#");
      assert.equal(target, "../index.html", place);
      assert.deepEqual(await decode(`#${hash}`), { text, host, path: file, rules: settings }, place);
    }
  }
});

test("other blocks of the guide are held to what would read them", async () => {
  const wrong = [
    ["sh", "npx passmuster --formt json", /Did you mean `--format`|no option/],
    ["sh", "npx passmuster check --format xml", /can't be `xml`/],
    ["sh", "npm audit", /nothing is known of the command/],
    ["yaml passmuster", "rules:\n  no-such-rule: off\n", /no-such-rule/],
    ["yaml passmuster", "rules: [\n", /./],
    ["yaml pre-commit", "repos:\n  - hooks:\n      - id: passmaster\n", /passmaster/],
    ["yaml pre-commit", "repos: [\n", /./],
    ["yaml workflow", "- uses: OWNER/passmuster@v0\n  with:\n    arg: -q\n", /`arg`/],
    ["yaml workflow", "- uses: OWNER/passmuster@v0\n  with:\n    args: --quite\n", /quite/],
    ["yaml workflow", "- uses: OWNER/passmuster\n  with:\n    args: -q\n", /not understood/],
    ["yaml workflow", "- uses: OWNER/passmuster@v0\n  id: a\n  with:\n    arg: -q\n", /not understood/],
    ["yaml workflow", "- uses: OWNER/passmuster@v0\n  with:\n    args: -q\n  wiht: a\n", /not understood/],
    ["yaml workflow", "- uses: OWNER/passmuster@v0\n  with: { arg: -q }\n", /not understood/],
    ["yaml workflow", "- uses: OWNER/passmaster@v0\n", /not understood/],
    ["yaml workflow", "- uses: actions/checkout\n- uses: OWNER/passmuster@v0\n", /not understood/],
    ["json", "{,}", /JSON/],
    ["js node", "const a = ;", /Unexpected/],
    ["js node", 'import { chek } from "passmuster";', /chek/],
    ["js node", "import { chek } from 'passmuster';", /chek/],
    ["js node", 'import {\n  check,\n  chek,\n} from "passmuster"', /chek/],
    ["js node", 'import passmuster from "passmuster";', /default/],
    ["js node", 'import * as all from "passmuster";\nall.chek("");', /chek/],
    ["js node", 'import * as all from "passmuster/nothing";', /nothing/],
    ["js node", 'export { chek } from "passmuster";', /chek/],
    ["js node", 'const all = await import("passmuster/nothing");', /nothing/],
    ["js node", 'try { await import("passmuster/nothing"); } catch {}', /nothing/],
    ["js node", 'import { readFileSync } from "node:fss";', /fss/],
    ["js page", 'import { readFileSync } from "node:fs";', /node:fs/],
    ["js page", 'import { check } from "passmuster/elment";', /elment/],
    ["js page", 'import "./elsewhere.js";', /elsewhere/],
    ["js", "1", /nothing is known of blocks/],
    ["", "anything", /nothing is known of blocks/],
    ["toString", "1", /nothing is known of blocks/],
  ];
  for (const [kind, code, message] of /** @type {[string, string, RegExp][]} */ (wrong)) {
    await assert.rejects(verify(code, kind), message, `${kind}: ${code}`);
  }
  const right = [
    ["yaml workflow", "- uses: OWNER/passmuster@v0\n  with:\n    args: --quiet\n"],
    ["yaml workflow", "steps:\n  - uses: OWNER/passmuster@v0\n    with:\n      args: --quiet\n      paths: a\n  - uses: OWNER/passmuster@v0\n  - uses: actions/checkout@v4\n    with:\n      path: x"],
    ["js node", 'import { readFileSync } from "node:fs";\nimport { check as look } from "passmuster";\nconst all = await import("passmuster");\nlook(all, readFileSync);'],
    ["js page", 'import "passmuster/element";'],
  ];
  for (const [kind, code] of right) await verify(code, kind);
  assert.throws(() => verifyCommand("npx passmuster raed FILE --formt json"));
});

test("what a rule's page says of configuration makes sense to it", () => {
  let commented = 0;
  for (const rule of rules()) {
    const [config, comment] = [.../** @type {string} */ (pages.get(rule.url)).matchAll(/<pre class="code"[^>]*><code>(.*?)<\/code>/gs)].map(([, code]) => unescape(code));
    verifyConfig(config);
    assert.equal(config, `rules:\n  ${rule.name}: ${rule.enabled ? "off" : "on"}`);
    if (comment) assert.equal(comment.replace("ignore-file", "ignore"), `# passmuster: ignore[${rule.name}]`);
    commented += Number(Boolean(comment));
    // Without a frontmatter there is no place for one.
    if (/(missing|unclosed)-frontmatter/.test(rule.name)) assert.equal(comment, undefined);
  }
  assert.ok(commented > 50, `${commented} of them by a comment`);
});

test("what is found across files leads to what is said of it", () => {
  const page = pages.get("rules/index.html");
  /** @type {import("../../pkg/shared/across.js").Member} */
  const member = { path: "a.md", shown: "a.md", place: { root: ".claude/agents", host: "claude-code" }, reported: true };
  const at = { from: 0, to: 0 };
  const fact = { host: "claude-code", name: "a", tokens: 20_000, delegates: [{ name: "b", ...at }], nameAt: at, descriptionAt: at };
  const found = acrossFiles([{ ...fact, file: member }, { ...fact, file: { ...member, path: "b.md" } }], hosts());
  assert.deepEqual([...new Set(found.map(({ finding }) => finding.rule))].sort(), Object.keys(ACROSS_RULES).sort());
  for (const { finding: { url, rule } } of found) {
    const [place, id] = url.split("#");
    assert.deepEqual([place, id], ["rules/index.html", rule]);
    const [, row] = new RegExp(`<li [^>]*id="${id}"[^>]*>([^]*?)</li>`).exec(page) ?? [];
    assert.ok(unescape(row).includes(ACROSS_RULES[rule].summary.replaceAll("`", "")), rule);
    assert.match(row, new RegExp(`class="tag ${ACROSS_RULES[rule].severity}"`));
  }
});

test("the guide's scripts print what it says", async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), "passmuster-guide-"));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, "node_modules"));
  await symlink(fileURLToPath(new URL("../../pkg", import.meta.url)), path.join(folder, "node_modules/passmuster"), "junction");
  await mkdir(path.join(folder, "examples"));
  await cp(fileURLToPath(new URL("../src/playground/sample.md", import.meta.url)), path.join(folder, "examples/helper.md"));
  let total = 0;
  for (const file of await readdir(content)) {
    for (const script of blocksOf(await readFile(path.join(content, file), "utf8"), "js node")) {
      const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder });
      const said = [...script.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, words]) => words);
      if (said.length) assert.deepEqual(stdout.trim().split("\n"), said, script);
      else assert.match(stdout, /^<passmuster-editor>\n<pre>---\n[^]*<div slot="findings">/);
      total += 1;
    }
  }
  assert.equal(total, 2);
});
