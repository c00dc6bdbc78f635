// The commands and their options as data, from which the arguments are parsed, `--help` is written and
// shells complete.

import { parseArgs } from "node:util";

import { Misuse } from "./misuse.js";
import { nearest } from "./text.js";

export const FORMATS = ["human", "json", "sarif", "github", "gitlab", "junit"];
export const HOSTS = ["claude-code", "claude-code-plugin"];
export const SHELLS = ["bash", "zsh", "fish", "powershell"];

const HELP = { help: { type: "boolean", short: "h", text: "This text" } };
const READING = {
  host: { type: "string", value: "HOST", choices: HOSTS, text: "Who reads the files, whatever their place or the configuration says" },
  config: { type: "string", value: "FILE", text: "The configuration, instead of the nearest `passmuster.yaml`" },
  rule: {
    type: "string",
    multiple: true,
    value: "NAME=LEVEL",
    text: "The level of a rule or a group: off, on, info, warning or error; can be repeated",
  },
  "stdin-path": { type: "string", value: "PATH", text: "Where the text behind `-` would lie" },
};
const COLOR = {
  color: { type: "string", value: "WHEN", choices: ["auto", "always", "never"], text: "Whether to colour the output (auto: on a terminal)" },
};

/**
 * Each command: what stands behind its name (`operands`, at least `least` and at most `most` of them),
 * what it does, and its options.
 */
export const COMMANDS = {
  check: {
    operands: "[PATH…]",
    words: ["files", "folders", "globs, or `-` for standard input"],
    summary: "Say what the host makes of agent files, and what is wrong with them (what happens without a command)",
    options: {
      format: { type: "string", short: "f", value: "FORMAT", choices: FORMATS, text: "How to report" },
      quiet: { type: "boolean", short: "q", text: "Report errors only" },
      verbose: { type: "boolean", short: "v", text: "Also name the files that were passed over" },
      "max-warnings": { type: "string", value: "N", text: "How many warnings leave the exit code at 0 (0 unless told)" },
      watch: { type: "boolean", short: "w", text: "Check again whenever a file changes" },
      ...READING,
      ...COLOR,
    },
  },
  fix: {
    operands: "[PATH…]",
    summary: "Apply the safe fixes to agent files",
    options: {
      unsafe: { type: "boolean", text: "Apply the fixes that guess, too" },
      diff: { type: "boolean", short: "d", text: "Write nothing: print what would change" },
      ...READING,
      ...COLOR,
    },
  },
  read: {
    operands: "FILE",
    least: 1,
    most: 1,
    summary: "Show a file as the host reads it: each field, what was lost, the tools, the prompt",
    options: {
      format: { type: "string", short: "f", value: "FORMAT", choices: ["human", "json"], text: "How to show it" },
      host: READING.host,
      config: READING.config,
      "stdin-path": READING["stdin-path"],
      ...COLOR,
    },
  },
  explain: {
    operands: "RULE",
    least: 1,
    most: 1,
    summary: "Print the page of a rule",
    options: { ...COLOR },
  },
  rules: {
    operands: "",
    most: 0,
    summary: "List the rules",
    options: {
      format: { type: "string", short: "f", value: "FORMAT", choices: ["human", "json"], text: "How to list them" },
    },
  },
  init: { operands: "", most: 0, summary: "Write a `passmuster.yaml` with comments", options: {} },
  completions: {
    operands: "SHELL",
    choices: SHELLS,
    least: 1,
    most: 1,
    summary: `Print what makes a shell complete the arguments: ${SHELLS.join(", ")}`,
    options: {},
  },
  help: { operands: "[COMMAND]", most: 1, summary: "Explain a command", options: {} },
};

for (const command of Object.values(COMMANDS)) command.options = { ...command.options, ...HELP };

/**
 * @param {string[]} args
 * @returns {{ command: string, options: Record<string, any>, paths: string[] }}
 */
export function parse(args) {
  if (args[0] === "--help" || args[0] === "-h") return { command: "help", options: {}, paths: [] };
  if (args[0] === "--version" || args[0] === "-V") return { command: "version", options: {}, paths: [] };
  const named = Object.hasOwn(COMMANDS, args[0] ?? "");
  const command = named ? args[0] : "check";
  const { options: known, operands, choices, least = 0, most = Infinity } = COMMANDS[command];
  const { values, positionals } = strictly(command, known, named ? args.slice(1) : args);
  if (values.help) return { command: "help", options: {}, paths: [command] };
  for (const [name, value] of Object.entries(values)) oneOf(`--${name}`, known[name].choices, value);
  const usage = `Usage: passmuster ${command} ${operands}`.trim();
  if (positionals.length < least) throw new Misuse(`\`passmuster ${command}\` needs ${operands}`, usage);
  if (positionals.length > most) throw new Misuse(`unexpected argument \`${positionals[most]}\``, usage);
  for (const operand of positionals) oneOf(operands, choices, operand);
  return { command, options: values, paths: positionals };
}

/** `parseArgs`, with messages that name what was meant. */
function strictly(command, known, args) {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { type, short, multiple }]) => [name, { type, ...(short && { short }), ...(multiple && { multiple }) }]),
  );
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (!error.code?.startsWith("ERR_PARSE_ARGS")) throw error;
    const help = `See \`passmuster ${command} --help\`.`;
    if (error.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") throw new Misuse(error.message, help);
    const given = args.find((arg) => arg.startsWith("-") && error.message.includes(`'${arg.split("=")[0]}'`))?.split("=")[0];
    const meant = given && nearest(given.replace(/^-+/, ""), Object.keys(known));
    throw new Misuse(`\`passmuster ${command}\` has no option \`${given ?? "?"}\``, meant ? `Did you mean \`--${meant}\`? ${help}` : help);
  }
}

function oneOf(what, choices, value) {
  if (!choices || choices.includes(value)) return;
  const meant = nearest(value, choices);
  throw new Misuse(`${what} can't be \`${value}\``, meant ? `Did you mean \`${meant}\`?` : `It can be ${choices.join(", ")}.`);
}
