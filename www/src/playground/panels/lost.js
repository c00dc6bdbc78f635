// @ts-check
// What was written as part of a field's value and did not arrive.

/** @typedef {import("passmuster").CheckResult} CheckResult */

/**
 * What marks the lost characters themselves, or where the rest of their line is lost from.
 * @type {Record<string, {why: string, toLineEnd: boolean}>}
 */
const LOSSES = {
  "truncated-by-comment": { why: "A comment begins here, for YAML", toLineEnd: false },
  "dropped-prefix": { why: "YAML takes this for something else than text", toLineEnd: false },
  "closed-early": { why: "The frontmatter ends here, for the host", toLineEnd: true },
};

/**
 * @param {CheckResult} result
 * @param {string} key
 * @param {import("@codemirror/state").Text} doc
 * @returns {{from: number, to: number, why: string}[]}
 */
export function lostParts({ agent, diagnostics }, key, doc) {
  const fields = agent?.fields ?? [];
  const at = fields.findIndex((field) => field.key === key && field.fate === "used");
  if (at < 0) return [];
  const from = fields[at].keyFrom;
  const to = fields[at + 1]?.keyFrom ?? Infinity;
  return diagnostics.flatMap((each) => {
    const loss = LOSSES[each.rule];
    if (!loss || each.from < from || each.from >= to) return [];
    return [{ from: each.from, to: loss.toLineEnd ? doc.lineAt(each.from).to : each.to, why: loss.why }];
  });
}
