// From the arguments to the exit code. Each command is loaded only when it is asked for: starting is
// most of what a run over a few files takes.

import { parse } from "./arguments.js";
import { Misuse, reasonOf } from "./misuse.js";
import { visible } from "./text.js";

/** The exit codes of every command; `docs/cli.md` says what they mean for each. */
export const EXIT = { clean: 0, findings: 1, misuse: 2 };

/** @param {string[]} args The arguments behind the program's name. */
export async function main(args) {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", leaveQuietly);
  try {
    const { command, options, paths } = parse(args);
    const { run } = await import(`./commands/${command}.js`);
    process.exitCode = await run({ options, paths });
  } catch (error) {
    process.exitCode = EXIT.misuse;
    if (!(error instanceof Misuse)) {
      process.stderr.write(`internal error: ${error.stack}\n`);
      return;
    }
    process.stderr.write(`error: ${visible(error.message)}\n`);
    if (error.hint) process.stderr.write(`${visible(error.hint)}\n`);
  }
}

/** Whoever reads the output may stop early, as `head` does: that is no failure. */
function leaveQuietly(error) {
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`error: the output can't be written: ${reasonOf(error)}\n`);
  process.exit(EXIT.misuse);
}
