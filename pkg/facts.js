// What there is to know without a file. It is data, so it isn't part of the WebAssembly module and needs no `init()`.

import { HOSTS, RULES } from "./dist/facts.js";

export function rules() {
  return structuredClone(RULES);
}

export function hosts() {
  return structuredClone(HOSTS);
}
