// What all reporters write through: standard output, in pieces, no faster than it is read.
//
// A reporter is a module with `render`, which makes of a row what `Report.add` takes and may run in another thread, the
// class `Report`, and `viewFor`, which makes of the options the plain data that both need. `needsAll` asks for rows with
// the prompt and the description; `fromRoot` for paths as seen from the repository's root.

import { placed } from "../examine.js";

/** How much is gathered before it is written. */
const PIECE = 1 << 16;

export class Output {
  text = "";

  /** Waits if the reader can't keep up, so that nothing piles up. */
  write(text) {
    this.text += text;
    return this.text.length >= PIECE ? this.flush() : undefined;
  }

  flush() {
    const text = this.text;
    this.text = "";
    if (text && !process.stdout.write(text)) return new Promise((resolve) => process.stdout.once("drain", resolve));
  }
}

/**
 * The class of a reporter that needs all rows before it can write: findings across files come last.
 * @param {(rows: object[]) => string} write
 */
export const gathering = (write) =>
  class Report {
    rows = new Map();

    add(row) {
      const known = this.rows.get(row.path);
      if (known) known.diagnostics.push(...row.diagnostics);
      else this.rows.set(row.path, row);
    }

    async end() {
      for (const { diagnostics } of this.rows.values()) diagnostics.sort((a, b) => a.from - b.from);
      const output = new Output();
      await output.write(write([...this.rows.values()]));
      await output.flush();
    }
  };

/** A row without what takes memory and is not reported. */
export const lean = ({ path, diagnostics }, lines) => ({ path, diagnostics: placed(diagnostics, lines) });
