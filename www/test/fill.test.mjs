// Children in step with data: always those that are asked for, in order, and none made that was there.

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
    child.remove();
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

test("any list follows any other", () => {
  const parent = new Box("");
  let seed = 1;
  const random = (/** @type {number} */ below) => ((seed = (seed * 16807) % 2147483647) >> 8) % below;
  for (let round = 0; round < 2000; round += 1) {
    const before = parent.children.map((each) => each.look).join("");
    const looks = Array.from({ length: random(9) }, () => "abcd"[random(4)]).join("");
    assert.ok(show(parent, looks) <= looks.length, `${before} to ${looks}`);
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
