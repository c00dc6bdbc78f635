// Blocks of code in the guide that are no agent files. Each is held to what would read it, by the word behind its
// language, and one that nothing is known of fails the build:
//
//   sh                 commands: those of passmuster go through its own parser of arguments
//   yaml passmuster    a `passmuster.yaml`
//   yaml pre-commit    a `.pre-commit-config.yaml`, with the hooks that this repository has
//   yaml workflow      steps for GitHub, with the inputs that the action of this repository has
//   json               anything
//   js node, js page   parses, and imports what there is; tests run it in Node.js, or in a page
//   html               tests open it in a browser
//   text               nothing

import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";

import * as esbuild from "esbuild";
import { check, readConfig } from "passmuster";
import * as passmuster from "passmuster";

import { parse } from "../../../pkg/cli/arguments.js";
import * as statics from "../../src/widget/static.js";

const read = (name) => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8");

/** What can be imported from where. */
const MODULES = { passmuster, "passmuster/element/static": statics, "passmuster/element": {} };

/**
 * @param {string} code
 * @param {string} kind what stands behind the fence
 * @throws if it is not what it is said to be
 */
export async function verify(code, kind) {
  const verifyKind = Object.hasOwn(KINDS, kind) && KINDS[kind];
  if (!verifyKind) throw new Error(`nothing is known of blocks of the kind \`${kind}\``);
  await verifyKind(code);
}

const KINDS = {
  sh: (code) => code.split("\n").forEach(verifyCommand),
  "yaml passmuster": verifyConfig,
  "yaml pre-commit": (code) => {
    verifyYaml(code);
    const hooks = idsIn(read(".pre-commit-hooks.yaml"));
    const unknown = idsIn(code).filter((id) => !hooks.includes(id));
    if (unknown.length || !idsIn(code).length) throw new Error(`there are no such hooks: ${unknown}`);
  },
  "yaml workflow": verifyWorkflow,
  json: (code) => void JSON.parse(code),
  "js node": (code) => verifyScript(code, isBuiltin),
  "js page": (code) => verifyScript(code, () => false),
  html: () => {},
  text: () => {},
};

/** A command of passmuster, wherever the guide names one. @param {string} line */
export function verifyCommand(line) {
  const [, args] = /^npx passmuster(?:@\S+)?(?: (.*))?$/.exec(line) ?? [];
  if (args) parse(args.replace(/ #.*/, "").split(" "));
  else if (!/^(npx passmuster(@\S+)?|npm install passmuster|#.*)?$/.test(line)) throw new Error(`nothing is known of the command \`${line}\``);
}

/** @param {string} code */
export function verifyConfig(code) {
  const [problem] = readConfig(code).problems;
  if (problem) throw new Error(problem.message);
}

/**
 * A frontmatter may have any YAML in a field that nobody reads, and is read by two parsers. But hooks may be nowhere in it.
 * @param {string} code
 */
function verifyYaml(code) {
  const value = code.trimEnd().replace(/^/gm, "  ").replaceAll("hooks:", "items:");
  const { status, reason, diagnostics } = check(`---\nname: a\ndescription: b\nx-any:\n${value}\n---\n`, { rules: { "not-strict-yaml": "on" } });
  const strict = diagnostics.find(({ rule }) => rule === "not-strict-yaml");
  if (status !== "loads" || strict) throw new Error(reason ?? strict?.message);
}

/** A step with the action of this repository and what it is given, and with nothing else. */
const STEP = /^( *)- uses: OWNER\/passmuster@\S+\n(?:\1 {2}with:\n((?:\1 {4}[\w-]+: .*\n)+))?(?!\1 {2})/gm;

/** @param {string} code */
function verifyWorkflow(code) {
  verifyYaml(code);
  const [, inputs] = /^inputs:\n([^]*?)^\w/m.exec(read("action.yml")) ?? [];
  const known = [...(inputs ?? "").matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => name);
  const steps = [...`${code}\n`.matchAll(STEP)];
  for (const [, , given = ""] of steps) {
    for (const [, name, value] of given.matchAll(/([\w-]+): (.*)/g)) {
      if (!known.includes(name)) throw new Error(`the action has no input \`${name}\``);
      if (name === "args") parse(["check", ...value.split(" ")]);
    }
  }
  // What is written in another way is not looked at, and what is nearly called so is another action.
  const others = code.match(/\buses:(?! *actions\/[\w-]+@\S)/g) ?? [];
  const named = code.match(/passmuster/g) ?? [];
  if (others.length !== steps.length || named.length !== steps.length) throw new Error("a step with the action is not understood");
}

/**
 * @param {string} code
 * @param {(module: string) => boolean} isThere whether there is another module, wherever it runs
 * @throws if it does not parse, or imports what there is not
 */
async function verifyScript(code, isThere) {
  /** @type {esbuild.Plugin} */
  const modules = {
    name: "modules",
    setup(build) {
      build.onResolve({ filter: /./ }, ({ path }) =>
        Object.hasOwn(MODULES, path) ? { path, namespace: "modules" }
        : isThere(path) ? { path, external: true }
        : { errors: [{ text: `there is no \`${path}\`` }] });
      build.onLoad({ filter: /./, namespace: "modules" }, ({ path }) => ({
        contents: Object.keys(MODULES[path]).map((name) => `export const ${name} = 0;`).join("\n"),
      }));
    },
  };
  const { warnings: [warning] } = await esbuild.build({
    stdin: { contents: code },
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "silent",
    plugins: [modules],
  });
  // Such as a member that a module does not have.
  if (warning) throw new Error(warning.text);
}

/** @param {string} yaml */
const idsIn = (yaml) => [...yaml.matchAll(/^ *- id: (\S+)$/gm)].map(([, id]) => id);

/** The blocks of a chapter that are of a kind. @param {string} text @param {string} kind */
export function blocksOf(text, kind) {
  return [...text.matchAll(/^```(.+)\n([^]*?)^```$/gm)].filter(([, info]) => info === kind).map(([, , code]) => code);
}
