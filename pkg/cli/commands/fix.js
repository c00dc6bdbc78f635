// `passmuster fix`.

import { accessSync, constants, readFileSync } from "node:fs";

import { isDocumentation } from "../../shared/across.js";
import { examine, isPassedOver } from "../examine.js";
import { contentOf, readStdin } from "../files.js";
import { seenFromRoot } from "../find.js";
import { fix } from "../library.js";
import { EXIT } from "../main.js";
import { reasonOf } from "../misuse.js";
import { Output } from "../reporters/output.js";
import { Settings } from "../settings.js";
import { count, isColoured, painter, visible } from "../text.js";
import { replace } from "../write.js";
import { filesFor } from "./check.js";

/**
 * @typedef {object} Outcome
 * @property {number} applied How many fixes there were.
 * @property {string} [output] The mended text.
 * @property {string} [left] Why the file was left alone.
 */

export async function run({ options, paths }) {
  const settings = new Settings(options);
  const output = new Output();
  const sum = { fixes: 0, files: 0, left: 0 };
  const files = filesFor(paths, options);
  const stdin = files[0].stdin;
  const paint = painter(isColoured(process.stdout, options.color));
  for (const file of files) {
    if (!file.reported) continue;
    const content = stdin ? await readStdin() : contentOf(file);
    const outcome = mend(file, content, settings.of(file), options.unsafe);
    const { applied, left } = outcome;
    if (left === undefined && applied > 0) {
      if (options.diff) {
        const { unifiedDiff } = await import("../diff.js");
        await output.write(coloured(unifiedDiff(seenFromRoot(file), content.source, outcome.output), paint));
      } else if (!stdin) {
        outcome.left = write(file.path, content.bytes, outcome.output);
        if (outcome.left === undefined) await output.write(`${visible(file.shown)}: ${count(applied, "fix", "fixes")}\n`);
      }
    }
    if (stdin && !options.diff) {
      if (outcome.left === undefined) await output.write(outcome.output);
      else process.stdout.write(content.bytes ?? "");
    }
    if (outcome.left !== undefined) {
      sum.left += 1;
      process.stderr.write(`${visible(file.shown)} is left alone: ${visible(outcome.left)}\n`);
    } else if (applied > 0) {
      sum.fixes += applied;
      sum.files += 1;
    }
  }
  await output.flush();
  const done = options.diff ? "would be applied" : "applied";
  process.stderr.write(`${count(sum.fixes, "fix", "fixes")} ${done} in ${count(sum.files, "file")}${sum.left ? `, ${count(sum.left, "file")} left alone` : ""}\n`);
  return sum.left > 0 || (options.diff && sum.fixes > 0) ? EXIT.findings : EXIT.clean;
}

/** @returns {Outcome} */
function mend(file, content, options, unsafe = false) {
  const { source, bytes, foreign, cut, failure } = content;
  const alone = (left) => ({ applied: 0, left });
  if (failure !== undefined) return alone(`it can't be read: ${failure}`);
  if (isPassedOver(file) && isDocumentation(examine(file, content, options).row, source)) return { applied: 0, output: source };
  const { output, applied } = cut || foreign ? { applied: 0 } : fix(source, { ...options, unsafe });
  if (foreign) return alone("it is not UTF-8, and what is not could not be written back");
  if (cut) return alone("it is too large");
  if (applied > 0 && !Buffer.from(source).equals(bytes)) return alone("what was read could not be written back");
  return { applied, output };
}

/** @returns {string | undefined} Why it could not be written. */
function write(path, bytes, output) {
  try {
    accessSync(path, constants.W_OK);
    const unchanged = (target) => readFileSync(target).equals(bytes);
    return replace(path, Buffer.from(output), unchanged) ? undefined : "it was changed in the meantime";
  } catch (error) {
    return `it can't be written: ${reasonOf(error)}`;
  }
}

const COLOURS = { "+": "green", "-": "red", "@": "cyan" };

function coloured(diff, paint) {
  return diff
    .split("\n")
    .map((line) => (COLOURS[line[0]] ? paint(COLOURS[line[0]], line) : line))
    .join("\n");
}
