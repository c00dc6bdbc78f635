// The way between the file and the editor, for every offset.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Text } from "@codemirror/state";

import { Source, hasMixedLineEnds, lineEndOf } from "../src/checker/source.js";

for (const end of /** @type {const} */ (["\n", "\r\n", "\r"])) {
  test(`every offset of a file with ${JSON.stringify(end)} is where its character is`, () => {
    for (const lines of [[""], ["", ""], ["a"], ["ab", "", "\u{1f600}", "c", "", ""], Array.from({ length: 100 }, (_, i) => "x".repeat(i % 7))]) {
      const doc = Text.of(lines);
      const source = new Source(doc, end);
      assert.equal(source.text, lines.join(end));
      for (let offset = 0; offset <= source.text.length; offset += 1) {
        const inside = end === "\r\n" && source.text.slice(offset - 1, offset + 1) === "\r\n";
        const before = source.text.slice(0, inside ? offset - 1 : offset);
        assert.equal(source.toDoc(offset), before.replaceAll(end, "\n").length);
      }
      assert.equal(source.toDoc(source.text.length + 5), doc.length);
    }
  });
}

test("the first line end is the text's, and others are noticed", () => {
  assert.deepEqual(["a", "a\nb", "a\r\nb\n", "a\rb\r\n"].map(lineEndOf), [undefined, "\n", "\r\n", "\r"]);
  assert.deepEqual(["a", "a\nb\n", "a\r\nb\n", "a\n\rb"].map(hasMixedLineEnds), [false, false, true, true]);
});
