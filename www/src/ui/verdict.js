// @ts-check
// What becomes of a file, in words.

import { plural } from "./dom.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */

/** @type {Record<string, string>} */
const HOSTS = { "claude-code": "Claude Code", "claude-code-plugin": "Claude Code (plugin)" };

/** @type {Record<CheckResult["status"], string>} */
export const STATUS = { loads: "Loads", refused: "Will not start", ignored: "No agent" };

/**
 * The sentence up to the agent's name, the name, and what comes behind it; and what the host doesn't say.
 * @param {CheckResult} result
 */
export function verdictWords(result) {
  const { status, reason, agent } = result;
  const host = `${HOSTS[result.host]} ${result.hostVersion}`;
  const [before, after] = {
    loads: [`${host} loads this agent as `, "."],
    refused: [`${host} lists `, ", but refuses to start it."],
    ignored: [`${host} makes no agent of this file.`, ""],
  }[status];
  return { before, name: agent?.name ?? "", after: reason ? `${after} ${reason}` : after, silence: silenceOf(result) };
}

/** @param {CheckResult} result */
function silenceOf({ silent, status, diagnostics }) {
  if (!silent) return "";
  if (status !== "loads") return "All this in silence: no message tells you.";
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  if (!warnings) return "";
  return `It says nothing about the ${warnings === 1 ? "warning" : plural(warnings, "warning")}.`;
}
