// `passmuster help`, and `--help` of each command.

import { COMMANDS } from "../arguments.js";
import { EXIT } from "../main.js";
import { Misuse } from "../misuse.js";
import { nearest } from "../text.js";

export function run({ paths: [name] }) {
  process.stdout.write(name === undefined ? overview() : about(name));
  return EXIT.clean;
}

function overview() {
  const commands = Object.entries(COMMANDS).map(([name, { operands, summary }]) => [`${name} ${operands}`.trim(), summary]);
  return `Says what an AI agent host makes of agent definition files, and mends them.

Usage: passmuster [check] [PATH…]
       passmuster COMMAND …

Without a PATH it looks for agents where hosts do: in \`.claude/agents\` here, below and above, and in
plugins. A PATH is a file, a folder, a glob or \`-\` for standard input.

Commands:
${table(commands)}

  -h, --help             This text; \`passmuster COMMAND --help\` explains a command
  -V, --version          The version

Exit codes: 0 nothing to complain of, 1 errors or warnings, 2 something that can't be done.
`;
}

function about(name) {
  if (!Object.hasOwn(COMMANDS, name)) {
    const meant = nearest(name, Object.keys(COMMANDS));
    throw new Misuse(`there is no command \`${name}\``, meant && `Did you mean \`${meant}\`?`);
  }
  const { operands, summary, options } = COMMANDS[name];
  const rows = Object.entries(options).map(([long, { short, value, text, choices }]) => [
    `${short ? `-${short}, ` : "    "}--${long}${value ? ` ${value}` : ""}`,
    choices ? `${text}: ${choices.join(", ")}` : text,
  ]);
  return `${summary}\n\nUsage: passmuster ${`${name} [OPTION…] ${operands}`.trim()}\n\nOptions:\n${table(rows)}\n`;
}

/** Two columns; a left part that is too wide gets a line of its own. */
function table(rows) {
  const left = 22;
  return rows.map(([a, b]) => (a.length > left ? `  ${a}\n  ${" ".repeat(left)} ${b}` : `  ${a.padEnd(left)} ${b}`)).join("\n");
}
