// `passmuster init`.

import { writeFileSync } from "node:fs";

import { EXIT } from "../main.js";
import { Misuse, reasonOf } from "../misuse.js";

const NAME = "passmuster.yaml";

const TEXT = `# What Passmuster says of the agents in this folder and below. None of it is needed: what is commented
# out shows what there is to set.

# Who reads the files that don't lie where a host looks: claude-code (agents of projects and users) or
# claude-code-plugin. Set here it counts for all files.
# host: claude-code

# A rule or a group of rules, and what to do with it: off, on, info, warning or error.
# \`passmuster rules\` lists them, \`passmuster explain RULE\` tells what one is about.
rules:
  # unknown-model: error
  # unrestricted-tools: on
  # extra-field: off
  # delegation: off

# What differs for some files. Later ones win.
overrides:
  # - paths: ["**/legacy/*.md"]
  #   rules:
  #     loss: info
`;

export function run() {
  try {
    // Never over a file that is there.
    writeFileSync(NAME, TEXT, { flag: "wx" });
  } catch (error) {
    if (error.code === "EEXIST") throw new Misuse(`there is a \`${NAME}\` already`);
    throw new Misuse(`can't write \`${NAME}\`: ${reasonOf(error)}`);
  }
  process.stdout.write(`Wrote ${NAME}\n`);
  return EXIT.clean;
}
