// @ts-check

import { plural } from "./dom.js";

/** @typedef {import("passmuster").DiagnosticInfo["severity"]} Severity */

/** What severities are called on the page, the worst first. */
export const WORDS = { error: "Error", warning: "Warning", info: "Note" };

const ORDER = /** @type {Severity[]} */ (Object.keys(WORDS));

/**
 * How many findings there are of each severity, without those of which there are none.
 * @param {readonly {severity: Severity}[]} diagnostics
 */
export function countBySeverity(diagnostics) {
  return ORDER.flatMap((severity) => {
    const count = diagnostics.filter((each) => each.severity === severity).length;
    return count ? [{ severity, text: plural(count, WORDS[severity].toLowerCase()) }] : [];
  });
}
