// Looking at one file: what is done in each thread of a large run, and at once in a small one.

import { factOf, isDocumentation } from "../shared/across.js";
import { isSilenced, silencesIn } from "../shared/comments.js";
import { FILE_RULES, examine, isPassedOver } from "./examine.js";
import { contentOf } from "./files.js";
import { Settings } from "./settings.js";

/**
 * Plain data, since it goes to other threads.
 * @typedef {object} Task
 * @property {string} format Which reporter renders the row.
 * @property {object} view What the reporter has to know.
 * @property {boolean} quiet Whether only errors are reported.
 * @property {object} settings The fields of `Settings`.
 *
 * @typedef {object} Outcome
 * @property {boolean} [passedOver] Whether it is documentation.
 * @property {any} [rendered] What the reporter takes.
 * @property {object} [counts] How many findings there are, by severity, and how many can be mended.
 * @property {import("../shared/across.js").Fact & More} [fact] What it says to other files.
 */

/** @param {Task} task @returns {Promise<(file: import("./find.js").Found, content?: import("./files.js").Content) => Outcome>} */
export async function looker({ format, view, quiet, settings: fields }) {
  const settings = Object.assign(Object.create(Settings.prototype), fields);
  const { render, needsAll = false } = await import(`./reporters/${format}.js`);
  return (file, content = contentOf(file)) => {
    const { row, lines } = examine(file, content, settings.of(file), !needsAll);
    if (isPassedOver(file) && isDocumentation(row, content.source)) return { passedOver: true };
    if (content.failure !== undefined || content.foreign) heed(row, lines, settings, file);
    const fact = factFor(file, row, lines);
    return file.reported ? { fact, ...told(row, lines, { render, view, quiet }) } : { fact };
  };
}

/** How long a `head` may be, in UTF-16 code units. Of many files it is kept. */
const MOST_HEAD = 400;

/**
 * @typedef {object} More What the command line keeps of a file besides.
 * @property {import("../shared/comments.js").Silence[]} [silences] What its comments leave out.
 * @property {string} [head] The file up to the end of the line with its name, if that is not far.
 */

/** @returns {import("../shared/across.js").Fact & More | undefined} */
function factFor(file, row, lines) {
  const fact = factOf(file, row);
  return fact && { ...fact, silences: silencesIn(lines), head: headOf(lines, fact.nameAt.to) };
}

/** So that most findings are shown without reading the file once more. */
function headOf(lines, at) {
  if (at > MOST_HEAD) return undefined;
  const end = lines.end(lines.position(at).line);
  // A slice would keep the whole text alive.
  return end > MOST_HEAD ? undefined : Buffer.from(lines.source.slice(0, end)).toString();
}

/** Makes what the command line finds itself in a file as loud as it is to be. */
function heed(row, lines, settings, file) {
  const silences = silencesIn(lines);
  row.diagnostics = row.diagnostics.filter((finding) => {
    if (!Object.hasOwn(FILE_RULES, finding.rule)) return true;
    finding.severity = settings.severityOfOwn(finding.rule, file);
    return finding.severity !== "off" && !isSilenced(silences, finding);
  });
}

/** A row as the reporter takes it, and what it adds to the summary. */
export function told(row, lines, { render, view, quiet }) {
  const counts = { error: 0, warning: 0, info: 0, fixable: 0 };
  for (const { severity, fixes } of row.diagnostics) {
    counts[severity] += 1;
    if (fixes.some((fix) => fix.safe)) counts.fixable += 1;
  }
  if (quiet) row.diagnostics = row.diagnostics.filter(({ severity }) => severity === "error");
  return { counts, rendered: render(row, lines, view) };
}
