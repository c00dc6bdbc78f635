// GitLab's code quality report.

import { fingerprints } from "./fingerprint.js";
import { gathering, lean } from "./output.js";

const SEVERITIES = { error: "critical", warning: "minor", info: "info" };

/** GitLab knows files by their place in the repository. */
export const fromRoot = true;

export const render = lean;

export const Report = gathering((rows) => {
  const issues = rows.flatMap(({ path, diagnostics }) => {
    const prints = fingerprints(path, diagnostics);
    return diagnostics.map(({ rule, severity, message, start, end }, index) => ({
      description: message,
      check_name: rule,
      fingerprint: prints[index],
      severity: SEVERITIES[severity],
      location: { path, lines: { begin: start.line, end: end.line } },
    }));
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
});
