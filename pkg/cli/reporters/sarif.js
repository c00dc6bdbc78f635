// SARIF 2.1.0, which code scanning services take.

import { ACROSS_RULES } from "../../shared/across.js";
import { FILE_RULES } from "../examine.js";
import { packageVersion } from "../commands/version.js";
import { rules } from "../library.js";
import { fingerprints } from "./fingerprint.js";
import { gathering, lean } from "./output.js";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const LEVELS = { error: "error", warning: "warning", info: "note" };

/** Services show findings beside the files of a repository. */
export const fromRoot = true;

export const render = lean;

export const Report = gathering((rows) => {
  const listed = [...rules(), ...Object.entries({ ...FILE_RULES, ...ACROSS_RULES }).map(([name, rule]) => ({ name, ...rule }))];
  const used = new Set(rows.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule)));
  const known = listed.filter(({ name }) => used.has(name));
  const index = new Map(known.map(({ name }, at) => [name, at]));
  const results = rows.flatMap(({ path, diagnostics }) => {
    const prints = fingerprints(path, diagnostics);
    return diagnostics.map((finding, at) => result(finding, addressOf(path), index, prints[at]));
  });
  const driver = {
    name: "passmuster",
    version: packageVersion(),
    rules: known.map(({ name, summary, severity }) => ({
      id: name,
      shortDescription: { text: summary },
      defaultConfiguration: { level: LEVELS[severity] },
    })),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }] }, null, 2)}\n`;
});

function result({ rule, severity, message, help, start, end, related, fixes }, artifactLocation, index, print) {
  const place = (from, to) => ({ physicalLocation: { artifactLocation, region: region(from, to) } });
  return {
    ruleId: rule,
    ruleIndex: index.get(rule),
    level: LEVELS[severity],
    message: { text: help ? `${message}\n${help}` : message },
    locations: [place(start, end)],
    partialFingerprints: { "passmuster/v1": print },
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({ id, ...place(other.start, other.end), message: { text: other.message } })),
    }),
    ...(fixes.length > 0 && {
      fixes: fixes.map(({ title, edits }) => ({
        description: { text: title },
        artifactChanges: [
          {
            artifactLocation,
            replacements: edits.map((edit) => ({ deletedRegion: region(edit.start, edit.end), insertedContent: { text: edit.insert } })),
          },
        ],
      })),
    }),
  };
}

const region = (start, end) => ({ startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column });

/** A path as a URI: seen from the root of the repository, or whole. */
function addressOf(path) {
  const uri = path.split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? { uri: `file://${uri}` } : { uri, uriBaseId: "%SRCROOT%" };
}
