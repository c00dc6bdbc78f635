// `passmuster explain RULE`: the rule's page, which the build puts beside the module.

import { readFileSync } from "node:fs";

import { ACROSS_RULES } from "../../shared/across.js";
import { FILE_RULES } from "../examine.js";
import { rules } from "../library.js";
import { EXIT } from "../main.js";
import { Misuse } from "../misuse.js";
import { isColoured, nearest, painter } from "../text.js";

export function run({ options, paths: [name] }) {
  const paint = painter(isColoured(process.stdout, options.color));
  process.stdout.write(page(name).replace(/^#+ (.*)$/gm, (heading) => paint("bold", heading)));
  return EXIT.clean;
}

function page(name) {
  const own = { ...FILE_RULES, ...ACROSS_RULES };
  if (Object.hasOwn(own, name)) {
    const { summary, severity } = own[name];
    const where = Object.hasOwn(ACROSS_RULES, name) ? "Found where there are several files" : "Found by the command line only";
    return `# ${name}\n\n${summary}.\n\n${where}. Severity: ${severity}.\n`;
  }
  const names = rules().map((rule) => rule.name);
  if (!names.includes(name)) {
    const meant = nearest(name, [...names, ...Object.keys(own)]);
    throw new Misuse(`there is no rule \`${name}\``, meant ? `Did you mean \`${meant}\`?` : "`passmuster rules` lists them.");
  }
  return readFileSync(new URL(`../../dist/rules/${name}.md`, import.meta.url), "utf8");
}
