// @ts-check
// The rows of a list that may have thousands of them. Only those near what is seen are in the page; a list that
// is short is there as a whole. Typing needs no layout of it, scrolling does.

import { fill, setAttributes } from "./fill.js";

/** So many rows are there at once: what the highest screen shows, and some more in both directions. */
const MOST = 120;

/** So many of them are above the place that they were brought for. */
const ABOVE = 40;

/** How near, in pixels, the end of the rows may come before there are others. */
const NEAR = 400;

/** How high a row is until one was measured, in pixels. */
const HEIGHT = 28;

/** @template T */
export class Rows {
  /** @type {readonly T[]} */
  #all = [];
  /** The first one that is in the page. */
  #first = 0;
  /** How much room those before it have, in pixels. */
  #above = 0;
  /** How high a row is, as far as they were measured. */
  #height = HEIGHT;

  /**
   * @param {HTMLElement} list which scrolls
   * @param {(each: T, index: number) => import("./fill.js").Item} row
   */
  constructor(list, row) {
    this.list = list;
    this.row = row;
    list.addEventListener("scroll", () => this.#follow(), { passive: true });
  }

  /** @param {readonly T[]} all */
  show(all) {
    this.#all = all;
    this.#put(this.#first);
  }

  /** The element of a row, if it is in the page. @param {number} index */
  at(index) {
    return /** @type {HTMLElement | undefined} */ (this.list.children[index - this.#first]);
  }

  /** @param {Element} row */
  indexOf(row) {
    return this.#first + [...this.list.children].indexOf(row);
  }

  /** What is shown next begins with the first row. */
  toTop() {
    this.#first = 0;
    this.list.scrollTop = 0;
  }

  /** Scrolls the list only: `scrollIntoView()` would move the page, too. @param {number} index */
  keepInSight(index) {
    if (!this.#all[index]) return;
    if (!this.at(index)) this.#bring(index, index * this.#height);
    const row = this.at(index);
    if (!row) return;
    const { list } = this;
    const above = this.#topOf(row) - list.scrollTop;
    const below = above + row.offsetHeight - list.clientHeight;
    if (above < 0) list.scrollTop += above;
    else if (below > 0) list.scrollTop += below;
  }

  /** @param {number} first */
  #put(first) {
    const { list } = this;
    const count = this.#all.length;
    const most = Math.max(count - MOST, 0);
    if (first > most) this.#above = most * this.#height;
    this.#first = Math.min(first, most);
    if (this.#first === 0) this.#above = 0;
    const isPart = count > MOST;
    fill(list, this.#all.slice(this.#first, this.#first + MOST).map((each, at) => {
      const item = this.row(each, this.#first + at);
      return {
        ...item,
        update: (element) => {
          item.update?.(element);
          setAttributes(element, {
            "aria-posinset": isPart ? String(this.#first + at + 1) : null,
            "aria-setsize": isPart ? String(count) : null,
          });
        },
      };
    }));
    this.#pad();
  }

  /** Leaves room for those that are not there. */
  #pad() {
    const { list } = this;
    const isPart = this.#all.length > MOST;
    list.classList.toggle("is-part", isPart);
    if (!isPart) return;
    const behind = this.#all.length - this.#first - list.children.length;
    list.style.setProperty("--above", `${this.#above}px`);
    list.style.setProperty("--behind", `${behind * this.#height}px`);
  }

  /** Brings the rows around one of them, and that to a place. @param {number} index @param {number} top from the start of the list, in pixels */
  #bring(index, top) {
    this.#put(Math.max(index - ABOVE, 0));
    const { list } = this;
    const row = this.at(index);
    const [head] = list.children;
    if (!row || !(head instanceof HTMLElement)) return;
    const last = /** @type {HTMLElement} */ (list.lastElementChild);
    this.#height = (last.offsetTop + last.offsetHeight - head.offsetTop) / list.children.length || HEIGHT;
    const wanted = top - (row.offsetTop - head.offsetTop);
    // Rows are not all as high as was thought: before the first one there must be no room, before others some.
    this.#above = this.#first === 0 ? 0 : wanted > 0 ? wanted : this.#first * this.#height;
    this.#pad();
    if (this.#above !== wanted) list.scrollTop += this.#above - wanted;
  }

  #follow() {
    const { list } = this;
    const rows = /** @type {HTMLElement[]} */ ([...list.children]);
    if (rows.length === this.#all.length || !list.clientHeight) return;
    const { scrollTop, clientHeight } = list;
    const last = rows[rows.length - 1];
    const from = this.#topOf(rows[0]);
    const to = this.#topOf(last) + last.offsetHeight;
    const isFirst = this.#first === 0;
    const isLast = this.#first + rows.length === this.#all.length;
    if ((isFirst || scrollTop - NEAR >= from) && (isLast || scrollTop + clientHeight + NEAR <= to)) return;
    const at = scrollTop < from ? -1 : rows.findIndex((row) => this.#topOf(row) + row.offsetHeight > scrollTop);
    if (at >= 0) this.#bring(this.#first + at, this.#topOf(rows[at]));
    else this.#bring(Math.min(Math.floor(scrollTop / this.#height), this.#all.length - 1), scrollTop);
  }

  /** How far a row is from the start of the list. @param {HTMLElement} row */
  #topOf(row) {
    return row.offsetTop - this.list.offsetTop;
  }
}
