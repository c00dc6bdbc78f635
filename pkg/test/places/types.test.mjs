// The types of every entry, as TypeScript finds them in the installed package.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { project, run, snippet } from "./support.mjs";

// The package's own copy; one is enough.
const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

const USE = `
import { check, type CheckResult, init, initSync, type Options } from "passmuster";
import { passmuster, type Checker, passmusterHover, type PassmusterConfig } from "passmuster/codemirror";
import * as inline from "passmuster/inline";
import { createWorker, type PassmusterWorker, type WorkerOptions } from "passmuster/worker";
import { PassmusterEditor, type PassmusterEditorProps } from "passmuster/element";
import { renderFindings, renderSource, renderVerdict } from "passmuster/element/static";
import type { Extension } from "@codemirror/state";

await init();
await inline.init();
inline.initSync();
initSync(new Uint8Array());
const options: Options = { host: "claude-code" };
const here: CheckResult = check("", options);
const same: CheckResult = inline.check("", options);

const settings: WorkerOptions = { wasm: "passmuster.wasm", worker: () => new Worker("worker.js", { type: "module" }) };
const worker: PassmusterWorker = createWorker(settings);
const there: CheckResult = await worker.check("", options);
const none: undefined = worker.terminate() as undefined;

const checker: Checker = worker;
const config: PassmusterConfig = { ...options, checker, gutter: true, lineEnd: "\\r\\n", docs: new URL("https://example.com/") };
const extensions: Extension[] = [passmuster(config), passmuster(), passmusterHover({ rules: { loss: "off" } })];

const element: PassmusterEditor = document.createElement("passmuster-editor");
Object.assign(element, options);
element.rules = { loss: "off" };
element.rows = "4-20";
element.addEventListener("passmuster-change", ({ detail: { value } }) => value.length);
element.addEventListener("passmuster-check", ({ detail: { result } }) => result.diagnostics);
element.addEventListener("focus", (event) => event.relatedTarget);
const props: PassmusterEditorProps = {
  value: "", host: "claude-code", readonly: true, rules: null, theme: "dark", rows: "8",
  "onpassmuster-change": ({ detail: { value } }) => value.length,
  "onpassmuster-check": ({ detail: { result } }) => result.status,
};
// @ts-expect-error Not an event.
const wrong: PassmusterEditorProps = { "onpassmuster-checked": () => {} };
const html: string = renderFindings(here.diagnostics, "", { docs: "/" }) + renderVerdict(here) + renderSource("");

// @ts-expect-error There are only two.
element.theme = "blue";
// @ts-expect-error A promise has no status.
worker.check("").status;
// @ts-expect-error No line ends so.
passmuster({ lineEnd: "x" });
// @ts-expect-error The parts have no gutter.
passmusterHover({ gutter: true });
// @ts-expect-error A worker has no page.
worker.createPreview;

void [here, same, there, none, extensions, html];
`;

const REQUIRE = `
import passmuster = require("passmuster");
import inline = require("passmuster/inline");

passmuster.initSync();
const status: "loads" | "refused" | "ignored" = inline.check("").status;
void status;
`;

const JSX = `
export const made = (
  <passmuster-editor value="" readonly rules={{ loss: "off" }} className="wide" ref={(element) => element?.focus()}
    onpassmuster-check={({ detail }) => detail.result.status} />
);
// @ts-expect-error Not an attribute.
export const wrong = <passmuster-editor valu="" />;
`;

let cwd;

before(async () => {
  const jsx = `${await snippet("ts element jsx")}${JSX}`;
  cwd = await project({
    files: { "use.mts": USE, "use.cts": REQUIRE, "use.tsx": jsx },
    packages: ["@codemirror/state", "@codemirror/view", "@types/react", "csstype"],
  });
});

for (const [name, file, options] of [
  ["import", "use.mts", ["--module", "nodenext"]],
  ["import, as bundlers resolve it", "use.mts", ["--module", "esnext", "--moduleResolution", "bundler"]],
  ["require()", "use.cts", ["--module", "nodenext"]],
  ["JSX", "use.tsx", ["--module", "esnext", "--moduleResolution", "bundler", "--jsx", "react-jsx"]],
]) {
  test(`types by ${name}`, async () => {
    const common = ["--ignoreConfig", "--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--types", ""];
    const complaints = await run(process.execPath, [TSC, ...common, "--skipLibCheck", "false", ...options, file], { cwd })
      .catch(({ stdout }) => stdout);
    assert.equal(complaints, "");
  });
}

test("no type is `any`, and none is about the module's memory", async () => {
  const folder = join(cwd, "node_modules/passmuster");
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".d.ts"));
  assert.equal(files.length, 8);
  for (const file of files) {
    const types = (await readFile(join(folder, file), "utf8")).replace(/\/\*.*?\*\/|\/\/.*/gs, "");
    assert.doesNotMatch(types, /\bany\b|\bfree\b|__wbg/, file);
  }
});
