// Looking at one file: what is done in each thread of a large run, and at once in a small one.

import { factOf, isDocumentation } from "../across.js";
import { FILE_RULES, examine, isPassedOver } from "./examine.js";
import { read } from "./files.js";
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
 * @property {import("../across.js").Fact} [fact] What it says to other files.
 */

/** @param {Task} task @returns {Promise<(file: import("./find.js").Found, content?: import("./files.js").Content) => Outcome>} */
export async function looker({ format, view, quiet, settings: fields }) {
  const settings = Object.assign(Object.create(Settings.prototype), fields);
  const { render } = await import(`./reporters/${format}.js`);
  return (file, content = read(file.path)) => {
    const { row, lines } = examine(file, content, settings.of(file));
    if (isPassedOver(file) && isDocumentation(row, content.source)) return { passedOver: true };
    row.diagnostics = row.diagnostics.flatMap((finding) => levelled(finding, settings));
    const fact = factOf(file, row);
    return file.reported ? { fact, ...told(row, lines, { render, view, quiet }) } : { fact };
  };
}

/** A finding of the command line's own about one file, as loud as it is to be. */
function levelled(finding, settings) {
  const level = Object.hasOwn(FILE_RULES, finding.rule) ? settings.levelOfOwn(finding.rule) : "on";
  if (level === "off") return [];
  return level === "on" ? [finding] : [{ ...finding, severity: level }];
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
