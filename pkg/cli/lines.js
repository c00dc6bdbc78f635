// Lines and columns of a text. Everything counts UTF-16 code units; lines and columns count from 1.

/** A line ends as it does for editors: with LF, CR LF or CR. */
const LINE_END = /\r\n|\n|\r/g;

export class Lines {
  /** @param {string} source */
  constructor(source) {
    this.source = source;
    this.starts = [0];
    this.ends = [];
    for (const { index, 0: end } of source.matchAll(LINE_END)) {
      this.ends.push(index);
      this.starts.push(index + end.length);
    }
    this.ends.push(source.length);
  }

  /** @returns {{ line: number, column: number, offset: number }} Where `offset` is. */
  position(offset) {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low] + 1, offset };
  }

  /** The text of line `line`, without its end. */
  text(line) {
    return this.source.slice(this.starts[line - 1], this.ends[line - 1]);
  }
}
