// A piece of a file with marks under some places, in the manner of rustc.

import { graphemes, isSimple, visible, width } from "./text.js";

const plain = (_, text) => text;

/** How many columns a line may take on a screen that is not known. */
const COLUMNS = 120;

/** How wide a tab is shown. */
const TAB = 4;

/**
 * @param {object} what
 * @param {string} what.path As it is shown.
 * @param {import("../shared/lines.js").Lines} what.lines The file's.
 * @param {number} what.from Where the mark starts, in UTF-16 code units, and `to` where it ends.
 * @param {{ from: number, to: number, message: string }[]} [what.related] Further places.
 * @param {string} [what.severity] Whose colour the mark has.
 * @param {(style: string, text: string) => string} [what.paint]
 * @param {number} [what.columns] How wide the screen is.
 */
export function snippet({ path, lines, from, to, related = [], severity = "error", paint = plain, columns = COLUMNS }) {
  const marks = [{ from, to, sign: "^", style: severity, message: "" }, ...related.map((place) => ({ ...place, sign: "-", style: "blue" }))];
  for (const mark of marks) {
    const [start, end] = [lines.position(mark.from), lines.position(mark.to)];
    Object.assign(mark, start);
    // Of a place of several lines the first is shown.
    mark.length = (end.line === start.line ? mark.to : lines.end(start.line)) - mark.from;
    if (end.line > start.line + 1 || (end.line === start.line + 1 && end.column > 1)) {
      mark.message ||= `… up to line ${end.column > 1 ? end.line : end.line - 1}`;
    }
  }
  const { line, column } = marks[0];
  marks.sort((a, b) => a.line - b.line);
  const gutter = String(Math.max(...marks.map((mark) => mark.line))).length;
  const margin = (text = "") => paint("blue", `${text.padStart(gutter)} |`);
  const rows = [`${" ".repeat(gutter)}${paint("blue", "-->")} ${visible(path)}:${line}:${column}`, margin()];
  let last = 0;
  for (const mark of marks) {
    const { text, pad, under } = view(lines.text(mark.line), mark, columns - gutter - 3);
    if (mark.line !== last) {
      if (last > 0 && mark.line > last + 1) rows.push(paint("blue", "..."));
      rows.push(`${margin(String(mark.line))} ${text}`.trimEnd());
      last = mark.line;
    }
    const words = mark.message && ` ${visible(mark.message)}`;
    rows.push(`${margin()} ${" ".repeat(pad)}${paint(mark.style, mark.sign.repeat(under) + words)}`);
  }
  return rows.join("\n");
}

/** A line as it is shown, at most so many columns around the mark, and where the mark goes below it. */
function view(whole, { column, length }, columns) {
  // Of a line of megabytes only what may be shown is taken apart.
  const skipped = Math.max(0, column - 1 - 2 * columns);
  const line = whole.slice(skipped, column - 1 + 4 * columns);
  const at = column - 1 - skipped;
  const [more, goesOn] = [skipped > 0, skipped + line.length < whole.length];
  if (isSimple(line)) return simpleView(line, { at, length, more, goesOn }, columns);
  const cells = cellsOf(line);
  const first = cells.findIndex((cell) => cell.end > at);
  const start = first < 0 ? cells.length : first;
  const behind = cells.findIndex((cell) => cell.at >= at + length);
  const end = Math.max(behind < 0 ? cells.length : behind, start);
  const widthOf = (from, to) => cells.slice(from, to).reduce((sum, cell) => sum + cell.width, 0);

  let [left, right] = [0, cells.length];
  if (more || goesOn || widthOf(0, right) > columns) {
    // A third of the room goes to what stands before the mark.
    left = start;
    for (let room = Math.floor(columns / 3); left > 0 && room >= cells[left - 1].width; left--) room -= cells[left - 1].width;
    right = left;
    for (let room = columns - 2; right < cells.length && room >= cells[right].width; right++) room -= cells[right].width;
    // What is left over at the end of the line goes to its beginning.
    while (left > 0 && right === cells.length && !goesOn && widthOf(left - 1, right) <= columns - 2) left -= 1;
  }
  const before = more || left > 0 ? "…" : "";
  const text = before + cells.slice(left, right).map((cell) => cell.text).join("") + (goesOn || right < cells.length ? "…" : "");
  const pad = width(before) + widthOf(left, start);
  return { text, pad, under: Math.max(1, widthOf(start, Math.min(end, right))) };
}

/** The same for a line in which each unit takes one column, which nearly all do. */
function simpleView(line, { at, length, more, goesOn }, columns) {
  const start = Math.min(at, line.length);
  let [left, right] = [0, line.length];
  if (more || goesOn || line.length > columns) {
    left = Math.max(0, start - Math.floor(columns / 3));
    right = Math.min(line.length, left + columns - 2);
    if (right === line.length && !goesOn) left = Math.min(left, Math.max(0, right - columns + 2));
  }
  const before = more || left > 0 ? "…" : "";
  const text = before + line.slice(left, right) + (goesOn || right < line.length ? "…" : "");
  return { text, pad: before.length + start - left, under: Math.max(1, Math.min(start + length, right) - start) };
}

/** The characters of a line as they are shown, each with its place in the line. */
function cellsOf(line) {
  let [at, column] = [0, 0];
  return graphemes(line).map(({ text, width }) => {
    const tab = text === "\t";
    const shown = tab ? " ".repeat(TAB - (column % TAB)) : visible(text);
    // What is shown instead of something that takes no room takes some.
    const wide = tab ? shown.length : shown === text ? width : 1;
    const cell = { text: shown, width: wide, at, end: at + text.length };
    at += text.length;
    column += wide;
    return cell;
  });
}
