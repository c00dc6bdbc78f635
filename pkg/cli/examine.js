// What the host makes of one file, as the row of `check --format json`.

import { nameInPlace } from "../shared/across.js";
import { firstForeign } from "./files.js";
import { check, checkBytes } from "./library.js";
import { Lines } from "../shared/lines.js";

/** Findings about files that no text tells, in the form of `rules()` as far as it applies. */
export const FILE_RULES = {
  "unreadable-file": { severity: "error", summary: "A file or a folder that can't be read" },
  "not-utf-8": { severity: "warning", summary: "A file that is not UTF-8" },
};

/** A finding of one of them. */
function fileFinding(rule, message, help, from, to) {
  return { rule, severity: FILE_RULES[rule].severity, message, help, from, to, related: [], fixes: [], url: `rules/index.html#${rule}` };
}

/**
 * Whether the file need not be an agent. One that is named is, unless hosts look where it lies: there
 * whoever names it may have named all that changed.
 */
export function isPassedOver(file) {
  return !file.stdin && (!file.named || file.place !== undefined);
}

/**
 * @param {import("./find.js").Found} file
 * @param {import("./files.js").Content} content
 * @param {object} options Those of the API.
 * @param {boolean} [brief] Whether nobody needs the prompt and the description.
 * @returns {{ row: object, lines: Lines }} The row, whose findings have no lines yet, and the file's lines.
 */
export function examine(file, content, options, brief = false) {
  if (content.failure !== undefined) return unreadable(file, content.failure, options);
  const { source, bytes, foreign } = content;
  const { diagnostics, ...result } = foreign ? check(source, options) : checkBytes(bytes, options, brief);
  if (result.agent) result.agent.name = nameInPlace(result.agent.name, file);
  if (foreign) {
    const from = firstForeign(source, bytes);
    const finding = fileFinding("not-utf-8", "The file is not UTF-8: the host reads `\ufffd` here.", "Save it as UTF-8.", from, from + 1);
    const index = diagnostics.findIndex((other) => other.from > from);
    diagnostics.splice(index < 0 ? diagnostics.length : index, 0, finding);
  }
  return { row: { path: file.shown, ...result, diagnostics }, lines: new Lines(source) };
}

/** Findings with their lines and columns. */
export function placed(diagnostics, lines) {
  const ends = (place) => ({ start: lines.position(place.from), end: lines.position(place.to) });
  return diagnostics.map((finding) => ({
    ...finding,
    ...ends(finding),
    related: finding.related.map((place) => ({ ...place, ...ends(place) })),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, ...ends(edit) })) })),
  }));
}

function unreadable(file, failure, options) {
  const { host, hostVersion } = check("", options);
  const folder = file.failure !== undefined;
  const reason = `The ${folder ? "folder" : "file"} can't be read: ${failure}.`;
  const help = folder ? "Mend its permissions: what agents are in it is not known." : "Mend the link or the permissions, or remove the file.";
  const finding = fileFinding("unreadable-file", reason, help, 0, 0);
  const rest = { status: "ignored", reason, silent: true, agent: null };
  return { row: { path: file.shown, host, hostVersion, ...rest, diagnostics: [finding] }, lines: new Lines("") };
}
