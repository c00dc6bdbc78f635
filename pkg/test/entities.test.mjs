import assert from "node:assert/strict";
import { test } from "node:test";

import { init, preview } from "passmuster";

await init();

/** What the preview makes of a prompt. */
function shown(prompt) {
  const { html } = preview(`---\nname: helper\ndescription: Helps\n---\n${prompt}\n`);
  return html.match(/<p[^>]*>([^<]*)<\/p>\s*(?:<\/\w+>\s*)*$/)[1];
}

// The module is built with a table of its own: the first and the last row, names that are the beginning of others,
// one and two characters, an ASCII one, a line end.
test("HTML's entities become their characters", () => {
  for (const [name, text] of [
    ["AElig", "Æ"],
    ["AMP", "&amp;"],
    ["CounterClockwiseContourIntegral", "∳"],
    ["NotEqualTilde", "≂̸"],
    ["Zopf", "ℤ"],
    ["copy", "©"],
    ["lt", "&lt;"],
    ["not", "¬"],
    ["notin", "∉"],
    ["nvlt", "&lt;⃒"],
    ["zwnj", "\u200c"],
  ]) {
    assert.equal(shown(`x&${name};y`), `x${text}y`, name);
  }
});

test("what only looks like an entity stays", () => {
  for (const name of ["A", "AEli", "AElig1", "COPY1", "noti", "zwnjj", "zzz", "Copy"]) {
    assert.equal(shown(`x&${name};y`), `x&amp;${name};y`, name);
  }
});
