// Children in step with data: always those that are asked for, in order. What begins and ends as before stays, and
// between that as much as comes in the same order, looked for from the start; nothing is moved.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fill } from "../src/playground/panels/fill.js";

/** As much of an element as is needed. */
class Box {
  /** @type {Box[]} */
  children = [];
  /** @type {Box | null} */
  parentNode = null;

  /** @param {string} look */
  constructor(look) {
    this.look = look;
  }

  remove() {
    this.parentNode?.children.splice(this.parentNode.children.indexOf(this), 1);
    this.parentNode = null;
  }

  /** @param {Box} child @param {Box | null} next */
  insertBefore(child, next) {
    assert.equal(child.parentNode, null, "moved: it would lose the focus");
    assert.ok(next === null || this.children.includes(next));
    this.children.splice(next ? this.children.indexOf(next) : this.children.length, 0, child);
    child.parentNode = this;
  }
}

/** @param {Box} parent @param {string} looks a letter for each */
function show(parent, looks) {
  let made = 0;
  /** @type {any[]} */
  const updated = [];
  fill(/** @type {any} */ (parent), [...looks].map((look) => ({
    look,
    make: () => (made += 1, /** @type {any} */ (new Box(look))),
    update: (element) => void updated.push(element),
  })));
  assert.equal(parent.children.map((each) => each.look).join(""), looks);
  assert.deepEqual(updated, parent.children, "all are told, in order");
  return made;
}

test("what changes is made, whatever is around it", () => {
  const parent = new Box("");
  assert.deepEqual(["abc", "abc", "axc", "xaxc", "xa", "", "abcde", "aBcDe", "cDe", "eDc"].map((looks) => show(parent, looks)),
    [3, 0, 1, 1, 0, 0, 5, 2, 0, 2]);
});

let seed = 1;
const random = (/** @type {number} */ below) => ((seed = (seed * 16807) % 2147483647) >> 8) % below;

/** How many letters two words begin with in common. @param {string} a @param {string} b */
function common(a, b) {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length;
}

const reversed = (/** @type {string} */ word) => [...word].reverse().join("");

test("any list follows any other, and what both begin and end with is not made anew", () => {
  const parent = new Box("");
  for (let round = 0; round < 2000; round += 1) {
    const before = parent.children.map((each) => each.look).join("");
    const looks = Array.from({ length: random(9) }, () => "abcd"[random(4)]).join("");
    const start = common(before, looks);
    const end = common(reversed(before.slice(start)), reversed(looks.slice(start)));
    const [old, between] = [before, looks].map((word) => word.slice(start, word.length - end));
    const there = [...parent.children];
    const made = show(parent, looks);
    const shared = [...between].some((look) => old.includes(look));
    assert.ok(made <= between.length - Number(shared), `${before} to ${looks}: ${made} made`);
    assert.deepEqual(parent.children.slice(0, start), there.slice(0, start));
    assert.deepEqual(parent.children.slice(looks.length - end), there.slice(before.length - end));
    assert.equal(made, parent.children.filter((each) => !there.includes(each)).length, "what is made comes in, and nothing else does");
  }
});

test("whatever is taken out of a list, nothing is made", () => {
  const parent = new Box("");
  for (let round = 0; round < 500; round += 1) {
    const looks = Array.from({ length: random(12) }, () => "abcd"[random(4)]).join("");
    show(parent, looks);
    const less = [...looks].filter(() => random(3)).join("");
    assert.equal(show(parent, less), 0, `${looks} to ${less}`);
  }
});

test("what is not to be there is left out, and an inner one is filled, too", () => {
  const parent = new Box("");
  const make = (/** @type {string} */ look) => () => /** @type {any} */ (new Box(look));
  const list = (/** @type {string} */ looks) => fill(/** @type {any} */ (parent), [null, false, "", {
    look: "list", make: make("list"), inner: [...looks].map((look) => ({ look, make: make(look) })),
  }]);
  list("ab");
  const [inner] = parent.children;
  const [, b] = inner.children;
  list("cb");
  assert.deepEqual(parent.children, [inner]);
  assert.equal(inner.children[1], b);
  assert.equal(inner.children.map((each) => each.look).join(""), "cb");
});
