// `passmuster check`.

import { resolve } from "node:path";

import { acrossFiles } from "../../shared/across.js";
import { isSilenced } from "../../shared/comments.js";
import { lookAtAll } from "../crew.js";
import { read, readStdin } from "../files.js";
import { find, findBeside, seenFromRoot } from "../find.js";
import { hosts } from "../library.js";
import { Lines } from "../../shared/lines.js";
import { looker, told } from "../look.js";
import { EXIT } from "../main.js";
import { Misuse } from "../misuse.js";
import { placeOf } from "../places.js";
import { progress } from "../progress.js";
import { Settings } from "../settings.js";

export async function run({ options, paths }) {
  const limit = warningsLimit(options["max-warnings"]);
  if (!options.watch) return once(options, paths, limit);
  if (paths.includes("-")) throw new Misuse("`--watch` needs files: standard input doesn't change");
  const { watch } = await import("../watch.js");
  return watch(paths, options, () => once(options, paths, limit));
}

/** Checks everything once and reports on it. @returns {Promise<number>} The exit code. */
async function once(options, paths, limit) {
  const settings = new Settings(options);
  const { format = "human", quiet = false } = options;
  const { Report, render, viewFor, fromRoot } = await import(`../reporters/${format}.js`);
  const view = viewFor?.(options) ?? {};
  const report = new Report(view);
  const summary = { files: 0, passedOver: 0, error: 0, warning: 0, info: 0, fixable: 0, quiet };
  const add = ({ counts, rendered }) => {
    for (const [name, number] of Object.entries(counts)) summary[name] += number;
    return report.add(rendered);
  };

  const files = filesFor(paths, options);
  if (fromRoot) for (const file of files) file.shown = seenFromRoot(file);
  const task = { format, view, quiet, settings: { ...settings } };
  const outcomes = files[0].stdin ? standardInput(files, task) : lookAtAll(files, task);
  const meter = progress(files.length);
  const facts = [];
  let index = 0;
  for await (const some of outcomes) {
    for (const outcome of some) {
      const file = files[index++];
      if (outcome.fact) facts.push({ ...outcome.fact, file });
      if (outcome.passedOver && file.reported) {
        summary.passedOver += 1;
        report.passedOver?.(file.shown);
      }
      if (!outcome.counts) continue;
      if (file.failure === undefined) summary.files += 1;
      meter.hide();
      // A promise for each file takes longer than most of what is done here.
      const written = add(outcome);
      if (written) await written;
      meter.step();
    }
  }
  meter.hide();

  const severityOf = (rule, fact, place) =>
    isSilenced(fact.silences, { rule, from: place.from }) ? "off" : settings.severityOfOwn(rule, fact.file);
  for (const { file, fact, finding } of acrossFiles(facts, hosts(), severityOf)) {
    // The text was let go of, so that many files take little memory.
    const head = finding.to <= fact.head?.length ? fact.head : undefined;
    const source = file.stdin ? file.source : (head ?? read(file.path).source ?? "");
    const written = add(told({ path: file.shown, diagnostics: [finding] }, new Lines(source), { render, view, quiet }));
    if (written) await written;
  }
  await report.end(summary);
  return summary.error > 0 || summary.warning > limit ? EXIT.findings : EXIT.clean;
}

async function* standardInput([file, ...others], task) {
  const look = await looker(task);
  const content = await readStdin();
  file.source = content.source;
  yield [look(file, content), ...others.map((other) => look(other))];
}

/** @returns {import("../find.js").Found[]} What the arguments name. */
export function filesFor(paths, options) {
  if (!paths.includes("-")) {
    const files = find(paths);
    if (files.some((file) => file.reported)) return files;
    const where = paths.length > 0 ? `in ${paths.map((path) => `\`${path}\``).join(", ")}` : "here";
    throw new Misuse(
      `there are no agent files ${where}`,
      "Hosts look in `.claude/agents` and in `agents` beside `.claude-plugin/plugin.json`. Other files have to be named.",
    );
  }
  if (paths.length > 1) throw new Misuse("`-` can't be together with other paths");
  const given = options["stdin-path"];
  const path = resolve(given ?? "stdin.md");
  const place = given === undefined ? undefined : placeOf(path);
  const file = { path, shown: given ?? "<stdin>", place, named: true, reported: true, stdin: true, nameless: given === undefined };
  return findBeside(file);
}

function warningsLimit(text = "0") {
  if (!/^\d+$/.test(text)) throw new Misuse(`\`--max-warnings\` takes a whole number, not \`${text}\``);
  return Number(text);
}
