// @ts-check
// What becomes of a file, in words; code stands in backticks, as in the checker's own.

import { plural } from "./dom.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */

/** @type {Record<string, string>} */
const HOSTS = { "claude-code": "Claude Code", "claude-code-plugin": "Claude Code (plugin)" };

/** @type {Record<CheckResult["status"], string>} */
export const STATUS = { loads: "Loads", refused: "Will not start", ignored: "No agent" };

/** @param {CheckResult} result */
export function verdictWords(result) {
  const { status, reason, agent } = result;
  const host = `${HOSTS[result.host]} ${result.hostVersion}`;
  const name = code(agent?.name ?? "");
  const said = {
    loads: `${host} loads this agent as ${name}.`,
    refused: `${host} lists ${name}, but refuses to start it.`,
    ignored: `${host} makes no agent of this file.`,
  }[status];
  return { said, reason, silence: silenceOf(result) };
}

/** @param {CheckResult} result */
function silenceOf({ silent, status, diagnostics }) {
  if (!silent) return "";
  if (status !== "loads") return "All this in silence: no message tells you.";
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  return warnings && `It says nothing about the ${warnings === 1 ? "warning" : plural(warnings, "warning")}.`;
}

/** A name is anything, so also backticks. @param {string} text */
function code(text) {
  const ticks = "`".repeat(1 + Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)));
  return ticks.length > 1 || text.startsWith(" ") ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}
