// @ts-check
// The file as it is, and the same text in the editor, where every line ends in a line feed. The
// checker gets the one, the other is marked; this is the way between them.

/** @typedef {import("@codemirror/state").Text} Text */
/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").EditInfo} Edit */
/** @typedef {import("passmuster").AgentInfo["tools"]} CheckedTools */
/** @typedef {"\n" | "\r\n" | "\r"} LineEnd */

/** What a text without line ends has. */
export const LF = "\n";

const LINE_END = /\r\n?|\n/g;

/** How the first line of a text ends. @param {string} text @returns {LineEnd | undefined} */
export function lineEndOf(text) {
  return /** @type {LineEnd | undefined} */ (text.match(/\r\n?|\n/)?.[0]);
}

/** Whether lines end differently. @param {string} text */
export function hasMixedLineEnds(text) {
  const first = lineEndOf(text);
  for (const [end] of text.matchAll(LINE_END)) if (end !== first) return true;
  return false;
}

/** @param {string} text */
export function withLineFeeds(text) {
  return text.replace(LINE_END, LF);
}

/** Where lines start in the editor, and where one more would. @param {Text} doc */
function startsOf(doc) {
  const starts = new Uint32Array(doc.lines + 1);
  let line = 0;
  for (const text of doc.iterLines()) {
    starts[line + 1] = starts[line] + text.length + 1;
    line += 1;
  }
  return starts;
}

export class Source {
  /** Found out once: asking the editor's text for its lines takes its time, and there may be thousands of places. @type {Uint32Array | undefined} */
  #starts;

  /** @param {Text} doc @param {LineEnd} lineEnd */
  constructor(doc, lineEnd) {
    this.doc = doc;
    this.extra = lineEnd.length - 1;
    this.text = doc.sliceString(0, doc.length, lineEnd);
  }

  /** Where an offset in the file is in the editor; within a line end, that is where the line ends. @param {number} offset */
  toDoc(offset) {
    const { doc, extra } = this;
    if (!extra) return Math.min(offset, doc.length);
    const starts = (this.#starts ??= startsOf(doc));
    // The last line that starts at or before the offset. Every line before it is longer in the file.
    let low = 0;
    let high = doc.lines - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] + middle * extra <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.min(offset - low * extra, starts[low + 1] - 1);
  }

  /** @template {{from: number, to: number}} T @param {T} range @returns {T} */
  range(range) {
    return { ...range, from: this.toDoc(range.from), to: this.toDoc(range.to) };
  }

  /**
   * A result whose places are those in the editor. Only the fixes stay as they are: an edit may
   * change line ends, for which the editor has no place.
   * @param {CheckResult} result
   * @returns {CheckResult}
   */
  inDoc(result) {
    if (!this.extra) return result;
    const { agent, diagnostics } = result;
    /** @param {CheckedTools} tools */
    const inDoc = (tools) => tools && tools.map((tool) => this.range(tool));
    return {
      ...result,
      agent: agent && {
        ...agent,
        tools: inDoc(agent.tools),
        disallowedTools: inDoc(agent.disallowedTools),
        delegates: agent.delegates.map((delegate) => this.range(delegate)),
        fields: agent.fields.map((field) => ({
          ...field,
          keyFrom: this.toDoc(field.keyFrom),
          keyTo: this.toDoc(field.keyTo),
          valueFrom: field.valueFrom === null ? null : this.toDoc(field.valueFrom),
          valueTo: field.valueTo === null ? null : this.toDoc(field.valueTo),
        })),
      },
      diagnostics: diagnostics.map((each) => ({
        ...this.range(each),
        related: each.related.map((other) => this.range(other)),
      })),
    };
  }

  /** The edits of a fix as changes of the editor's text, without those of line ends. @param {readonly Edit[]} edits */
  changes(edits) {
    return edits
      .map((edit) => ({ ...this.range(edit), insert: withLineFeeds(edit.insert) }))
      .filter(({ from, to, insert }) => this.doc.sliceString(from, to) !== insert);
  }

  /** How the lines of the file end after the edits. @param {readonly Edit[]} edits */
  lineEndAfter(edits) {
    let output = "";
    let at = 0;
    for (const { from, to, insert } of edits) {
      output += this.text.slice(at, from) + insert;
      at = to;
    }
    return lineEndOf(output + this.text.slice(at));
  }
}
