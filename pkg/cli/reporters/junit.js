// JUnit's XML, for servers that show test results: a file is a test case, and fails if it has an error or
// a warning.

import { gathering, lean } from "./output.js";

/** What XML can't hold, not even escaped, becomes `�`. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;" };
const escape = (text) => text.replace(FORBIDDEN, "\ufffd").replace(/[&<>"\n\r\t]/g, (sign) => ESCAPES[sign]);

const line = ({ rule, severity, message, help, start }) =>
  `${start.line}:${start.column} ${severity} ${rule}: ${message}${help ? ` ${help}` : ""}`;

export const render = lean;

export const Report = gathering((rows) => {
  const cases = rows.map(({ path, diagnostics }) => {
    const bad = diagnostics.filter(({ severity }) => severity !== "info");
    const advice = diagnostics.filter(({ severity }) => severity === "info");
    const failures = bad.map((finding) => `      <failure type="${finding.rule}" message="${escape(finding.message)}">${escape(line(finding))}</failure>\n`);
    const output = advice.length > 0 ? `      <system-out>${escape(advice.map(line).join("\n"))}</system-out>\n` : "";
    const inside = failures.join("") + output;
    const head = `    <testcase name="${escape(path)}" classname="passmuster"`;
    return { failed: bad.length > 0, text: inside ? `${head}>\n${inside}    </testcase>\n` : `${head}/>\n` };
  });
  const counts = `tests="${cases.length}" failures="${cases.filter(({ failed }) => failed).length}" errors="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="passmuster" ${counts}>
  <testsuite name="passmuster" ${counts}>
${cases.map(({ text }) => text).join("")}  </testsuite>
</testsuites>
`;
});
