// Workflow commands, which GitHub shows beside the lines of a pull request.

import { gathering, lean } from "./output.js";

const KINDS = { error: "error", warning: "warning", info: "notice" };

const inValue = (text) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const inProperty = (text) => inValue(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** GitHub knows files by their place in the repository. */
export const fromRoot = true;

export const render = lean;

export const Report = gathering((rows) =>
  rows
    .flatMap(({ path, diagnostics }) =>
      diagnostics.map(({ rule, severity, message, help, start, end }) => {
        const place = { file: path, line: start.line, endLine: end.line };
        // Columns are for places within one line only; the end is the last column, not the one behind it.
        if (start.line === end.line) Object.assign(place, { col: start.column, endColumn: Math.max(end.column - 1, start.column) });
        const properties = Object.entries({ ...place, title: rule }).map(([name, value]) => `${name}=${inProperty(String(value))}`);
        return `::${KINDS[severity]} ${properties.join(",")}::${inValue(help ? `${message}\n${help}` : message)}\n`;
      }),
    )
    .join(""),
);
