// `passmuster --version`. The module is not started for it.

import { readFileSync } from "node:fs";

import { EXIT } from "../main.js";

export const packageVersion = () => JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;

export function run() {
  process.stdout.write(`passmuster ${packageVersion()}\n`);
  return EXIT.clean;
}
