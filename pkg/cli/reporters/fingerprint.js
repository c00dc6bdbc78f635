// What a finding is known by from one run to the next.

import { createHash } from "node:crypto";

/**
 * One for each finding of a file. Lines are left out, so that a finding stays itself when text is put
 * in above it; the second that is alike gets a number.
 */
export function fingerprints(path, diagnostics) {
  const seen = new Map();
  return diagnostics.map(({ rule, message }) => {
    const key = JSON.stringify([path, rule, message]);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return createHash("sha256").update(`${key}${number}`).digest("hex").slice(0, 40);
  });
}
