// Lines and columns of a text. Everything counts UTF-16 code units; lines and columns count from 1.

export class Lines {
  /** @param {string} source */
  constructor(source) {
    this.source = source;
    /** Where lines start and end, as far as they have been asked for: findings are mostly near the top. */
    this.starts = [0];
    /** @type {number[]} */
    this.ends = [];
    /** Whether there are any CR: most texts have none, and for those without findings nobody asks. @type {boolean | undefined} */
    this.hasReturns = undefined;
  }

  /** @param {number} offset @returns {{ line: number, column: number, offset: number }} Where `offset` is. */
  position(offset) {
    while (this.starts[this.starts.length - 1] <= offset && this.findNext());
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low] + 1, offset };
  }

  /** Where line `line` starts; `undefined` behind the last one. @param {number} line @returns {number | undefined} */
  start(line) {
    while (this.starts.length < line && this.findNext());
    return this.starts[line - 1];
  }

  /** Where line `line` ends, without what ends it. @param {number} line @returns {number | undefined} */
  end(line) {
    while (this.ends.length < line && this.findNext());
    return this.ends[line - 1];
  }

  /** The text of line `line`, without its end. @param {number} line */
  text(line) {
    return this.source.slice(this.starts[line - 1], this.end(line));
  }

  /** Looks for one more line end: LF, CR LF or CR, as for editors. `false` if there is none. */
  findNext() {
    if (this.ends.length === this.starts.length) return false;
    const from = this.starts[this.starts.length - 1];
    let at = this.source.indexOf("\n", from);
    if (at < 0) at = this.source.length;
    this.hasReturns ??= this.source.includes("\r");
    if (this.hasReturns) {
      const lone = this.source.slice(from, at).indexOf("\r");
      if (lone >= 0) at = from + lone;
    }
    this.ends.push(at);
    if (at === this.source.length) return false;
    this.starts.push(at + (this.source.startsWith("\r\n", at) ? 2 : 1));
    return true;
  }
}
