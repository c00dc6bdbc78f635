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
  /** Says how much room the others have. @type {CSSStyleDeclaration | undefined} */
  #room;

  /**
   * @param {HTMLElement} list which scrolls
   * @param {(each: T, index: number) => import("./fill.js").Item} row
   * @param {() => void} put is told whenever other rows may be in the page
   */
  constructor(list, row, put) {
    this.list = list;
    this.row = row;
    this.put = put;
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
    // Of one that is higher than the list the start is shown.
    else if (below > 0) list.scrollTop += Math.min(below, above);
  }

  /** @param {number} first */
  #put(first) {
    const { list } = this;
    const { length } = this.#all;
    const isPart = length > MOST;
    const least = Math.max(Math.min(first, length - MOST), 0);
    // Those that are seen stay about where they are.
    const above = this.#above - (first - least) * this.#height;
    first = this.#first = least;
    this.#leave(above);
    fill(list, this.#all.slice(first, first + MOST).map((each, at) => {
      const item = this.row(each, first + at);
      return {
        ...item,
        update: (element) => {
          item.update?.(element);
          setAttributes(element, {
            "aria-posinset": isPart ? `${first + at + 1}` : null,
            "aria-setsize": isPart ? `${length}` : null,
          });
        },
      };
    }));
    list.classList.toggle("is-part", isPart);
    this.#pad();
    this.put();
  }

  /** Rows are not all as high as was thought: before the first one there must be no room, before others some. @param {number} above */
  #leave(above) {
    this.#above = this.#first === 0 ? 0 : above > 0 ? above : this.#first * this.#height;
  }

  /** Leaves room for those that are not there. */
  #pad() {
    const { list } = this;
    const behind = this.#all.length - this.#first - list.children.length;
    if (!this.#room) {
      if (!behind) return;
      this.#room = ruleOf(list);
    }
    this.#room.setProperty("--above", `${this.#above}px`);
    this.#room.setProperty("--behind", `${behind * this.#height}px`);
  }

  /** Brings the rows around one of them, and that to a place. @param {number} index @param {number} top from the start of the list, in pixels */
  #bring(index, top) {
    const { list } = this;
    const first = Math.max(index - ABOVE, 0);
    // As much room as they will have: if the list were too short for a moment, it would be scrolled back.
    this.#above += (first - this.#first) * this.#height;
    this.#put(first);
    const rows = this.#rows();
    const before = this.#topOf(rows[index - this.#first]) - this.#topOf(rows[0]);
    this.#height = (this.#end(rows) - this.#topOf(rows[0])) / rows.length || HEIGHT;
    const above = top - before;
    this.#leave(above);
    this.#pad();
    if (this.#above !== above) list.scrollTop += this.#above - above;
  }

  #follow() {
    const { list } = this;
    const { scrollTop, scrollHeight, clientHeight } = list;
    const rows = this.#rows();
    if (rows.length === this.#all.length || !clientHeight) return;
    const from = this.#topOf(rows[0]);
    const isFirst = this.#first === 0;
    const isLast = this.#first + rows.length === this.#all.length;
    if ((isFirst || scrollTop - NEAR >= from) && (isLast || scrollTop + clientHeight + NEAR <= this.#end(rows))) return;
    if (scrollTop + clientHeight >= scrollHeight - 1) {
      // How far down the end is was only thought: it is where the last row is.
      this.#bring(this.#all.length - 1, scrollTop);
      list.scrollTop = list.scrollHeight;
      return;
    }
    const at = scrollTop < from ? -1 : rows.findIndex((row) => this.#topOf(row) + row.offsetHeight > scrollTop);
    if (at >= 0) this.#bring(this.#first + at, this.#topOf(rows[at]));
    else this.#bring(Math.min(Math.floor(scrollTop / this.#height), this.#all.length - 1), scrollTop);
  }

  #rows() {
    return /** @type {HTMLElement[]} */ ([...this.list.children]);
  }

  /** @param {HTMLElement[]} rows */
  #end(rows) {
    const last = rows[rows.length - 1];
    return this.#topOf(last) + last.offsetHeight;
  }

  /** How far a row is from the start of the list, which is positioned. @param {HTMLElement} row */
  #topOf(row) {
    return row.offsetTop;
  }
}

/** A rule for an element alone, since nothing on the page has a `style` attribute. @param {Element} element */
function ruleOf({ id }) {
  const sheet = new CSSStyleSheet();
  sheet.insertRule(`#${id} {}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return /** @type {CSSStyleRule} */ (sheet.cssRules[0]).style;
}
