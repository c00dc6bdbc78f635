// What the host makes of one file, as the row of `check --format json`.

import { nameInPlace } from "../across.js";
import { firstForeign } from "./files.js";
import { check } from "./library.js";
import { Lines } from "./lines.js";

/** Findings about files that no text tells, in the form of `rules()` as far as it applies. */
export const FILE_RULES = {
  "unreadable-file": { severity: "error", summary: "A file that can't be read" },
  "not-utf-8": { severity: "warning", summary: "A file that is not UTF-8" },
};

/** A finding of one of them. */
function fileFinding(rule, message, help, from, to) {
  return { rule, severity: FILE_RULES[rule].severity, message, help, from, to, related: [], fixes: [], url: "rules/index.html" };
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
 * @returns {{ row: object, lines?: Lines }} The row, and the file's lines if there are findings.
 */
export function examine(file, content, options) {
  if (content.failure !== undefined) return unreadable(file, content.failure, options);
  const { source, bytes, foreign } = content;
  const { diagnostics, ...result } = check(source, options);
  if (result.agent) result.agent.name = nameInPlace(result.agent.name, file);
  if (foreign) {
    const from = firstForeign(source, bytes);
    const finding = fileFinding("not-utf-8", "The file is not UTF-8: the host reads `\ufffd` here.", "Save it as UTF-8.", from, from + 1);
    const index = diagnostics.findIndex((other) => other.from > from);
    diagnostics.splice(index < 0 ? diagnostics.length : index, 0, finding);
  }
  const { lines, diagnostics: found } = placed(diagnostics, source);
  return { row: { path: file.shown, ...result, diagnostics: found }, lines };
}

/** Findings with their lines and columns, and the file's lines. */
export function placed(diagnostics, source) {
  const lines = diagnostics.length > 0 ? new Lines(source) : undefined;
  const ends = (place) => ({ start: lines.position(place.from), end: lines.position(place.to) });
  const found = diagnostics.map((finding) => ({
    ...finding,
    ...ends(finding),
    related: finding.related.map((place) => ({ ...place, ...ends(place) })),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, ...ends(edit) })) })),
  }));
  return { diagnostics: found, lines };
}

function unreadable(file, failure, options) {
  const { host, hostVersion } = check("", options);
  const reason = `The file can't be read: ${failure}.`;
  const finding = fileFinding("unreadable-file", reason, "Mend the link or the permissions, or remove the file.", 0, 0);
  const rest = { status: "ignored", reason, silent: true, agent: null };
  const { lines, diagnostics } = placed([finding], "");
  return { row: { path: file.shown, host, hostVersion, ...rest, diagnostics }, lines };
}
