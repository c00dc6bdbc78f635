// The lines that a fix changes, with what changes in them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { changedLines } from "../src/playground/panels/hunks.js";

/** Lines as one would write them down, with brackets around what is marked. */
function written(text, edits) {
  const line = (sign) => ({ text, marks }) => sign + marks.reduceRight((done, { from, to }) =>
    `${done.slice(0, from)}[${done.slice(from, to)}]${done.slice(to)}`, text);
  return changedLines(text, edits).hunks.map(({ removed, added }) => [...removed.map(line("-")), ...added.map(line("+"))]);
}

const edit = (text, old, insert, at = text.indexOf(old)) => ({ from: at, to: at + old.length, insert });

test("marks the characters that change", () => {
  const text = "a: b\ntools: Read, grep\nc: d\n";
  assert.deepEqual(written(text, [edit(text, "grep", "Grep")]), [["-tools: Read, [g]rep", "+tools: Read, [G]rep"]]);
});

test("marks only the quotes that come around a value", () => {
  const text = "x: it is so\n";
  assert.deepEqual(written(text, [edit(text, "it is so", "\"it is so\"")]), [["-x: it is so", "+x: [\"]it is so[\"]"]]);
  assert.deepEqual(written("x: 'y'", [edit("x: 'y'", "'y'", "y")]), [["-x: [']y[']", "+x: y"]]);
});

test("a line that is inserted or removed leaves its neighbours alone", () => {
  const text = "a\nb\nc\n";
  assert.deepEqual(written(text, [{ from: 2, to: 2, insert: "new\n" }]), [["+[new]"]]);
  assert.deepEqual(written(text, [{ from: 2, to: 4, insert: "" }]), [["-[b]"]]);
  assert.deepEqual(written("a", [{ from: 1, to: 1, insert: "\nb" }]), [["+[b]"]]);
  assert.deepEqual(written("", [{ from: 0, to: 0, insert: "x" }]), [["-", "+[x]"]]);
});

test("places far from each other are apart, neighbours together", () => {
  const text = "a1\nb1\nc\nd1\n";
  const edits = ["a1", "b1", "d1"].map((old) => edit(text, old, old[0]));
  assert.deepEqual(written(text, edits), [["-a[1]", "-b[1]", "+a", "+b"], ["-d[1]", "+d"]]);
});

test("the ends of lines are no part of them", () => {
  const text = "a\r\nb\r\n";
  assert.deepEqual(written(text, [{ from: 1, to: 3, insert: "\n" }, { from: 4, to: 6, insert: "\n" }]), []);
  assert.deepEqual(written(text, [{ from: 3, to: 4, insert: "x" }]), [["-[b]", "+[x]"]]);
});

test("neighbours are together however lines end", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = ["a1", "b1", "", "d1"].join(end);
    const edits = ["a1", "b1", "d1"].map((old) => edit(text, old, old[0]));
    assert.deepEqual(written(text, edits), [["-a[1]", "-b[1]", "+a", "+b"], ["-d[1]", "+d"]], JSON.stringify(end));
  }
});

test("edits of one line are one place, also where one goes beyond the line", () => {
  const text = "abcdef\ngh\ni";
  assert.deepEqual(written(text, [edit(text, "b", "B"), edit(text, "d", "D"), edit(text, "f\ng", "F\nG")]),
    [["-a[b]c[d]e[f]", "-[g]h", "+a[B]c[D]e[F]", "+[G]h"]]);
});
