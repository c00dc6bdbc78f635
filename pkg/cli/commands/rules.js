// `passmuster rules`.

import { ACROSS_RULES } from "../../shared/across.js";
import { FILE_RULES } from "../examine.js";
import { rules } from "../library.js";
import { EXIT } from "../main.js";

export function run({ options }) {
  const all = rules();
  process.stdout.write(options.format === "json" ? `${JSON.stringify(all, null, 2)}\n` : table(all));
  return EXIT.clean;
}

function table(all) {
  const others = (group, rules) => Object.entries(rules).map(([name, rule]) => ({ ...rule, name, group, enabled: true, fixable: "never" }));
  const rows = [...all, ...others("files", FILE_RULES), ...others("across files", ACROSS_RULES)];
  const name = Math.max(...rows.map((rule) => rule.name.length));
  let group;
  let text = "";
  for (const rule of rows) {
    if (rule.group !== group) text += `${group ? "\n" : ""}${(group = rule.group)}\n`;
    const marks = [!rule.enabled && "off by default", rule.fixable !== "never" && "fixable"].filter(Boolean).join(", ");
    text += `  ${rule.name.padEnd(name)}  ${rule.severity.padEnd(7)}  ${rule.summary}${marks && ` (${marks})`}\n`;
  }
  return text;
}
