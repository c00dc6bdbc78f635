// For people: each finding with the lines that it is about, as rustc shows them.

import { snippet } from "../snippet.js";
import { count, isColoured, painter, visible } from "../text.js";
import { Output } from "./output.js";

/** Narrower than this a snippet says nothing. */
const LEAST_COLUMNS = 40;

/** What rendering depends on. */
export function viewFor({ color, verbose = false }) {
  const { isTTY, columns } = process.stdout;
  return { coloured: isColoured(process.stdout, color), columns: isTTY ? Math.max(columns, LEAST_COLUMNS) : undefined, verbose };
}

/** @param {import("../../shared/lines.js").Lines} lines Those of the file. */
export function render({ path, diagnostics }, lines, { coloured, columns }) {
  const paint = painter(coloured);
  return diagnostics.map((finding) => `${told(finding, path, lines, paint, columns)}\n\n`).join("");
}

export class Report {
  output = new Output();

  constructor(view) {
    this.view = view;
  }

  add(text) {
    return this.output.write(text);
  }

  passedOver(path) {
    if (this.view.verbose) this.output.write(`${visible(path)} is documentation: the host passes it over\n\n`);
  }

  end(summary) {
    this.output.write(`${sum(summary, painter(this.view.coloured))}\n`);
    return this.output.flush();
  }
}

function told({ severity, rule, message, help, from, to, related, fixes }, path, lines, paint, columns) {
  const head = `${paint(severity, `${severity}[${rule}]`)}${paint("bold", `: ${visible(message)}`)}`;
  const body = snippet({ path, lines, from, to, related, severity, paint, columns });
  const margin = " ".repeat(gutterOf(lines, from, related));
  const notes = [];
  if (help) notes.push(["help", help]);
  for (const { title, safe } of fixes) notes.push([safe ? "fix" : "suggestion", title]);
  const rows = notes.map(([kind, text]) => `${margin} ${paint("blue", "=")} ${paint("bold", kind)}: ${visible(text).replaceAll("\n", `\n${margin}   `)}`);
  return [head, body, ...rows].join("\n");
}

const gutterOf = (lines, from, related) =>
  String(Math.max(...[{ from }, ...related].map((place) => lines.position(place.from).line))).length;

/** What came of it all, in a line or two. */
function sum({ files, error, warning, info, fixable, passedOver, quiet }, paint) {
  const looked = `${count(files, "file")} checked`;
  const passed = passedOver > 0 ? `, ${count(passedOver, "file")} of documentation passed over` : "";
  const found = [
    error && paint("error", count(error, "error")),
    warning && paint("warning", count(warning, "warning")) + (quiet ? " (not shown)" : ""),
    info && paint("info", count(info, "piece of advice", "pieces of advice")) + (quiet ? " (not shown)" : ""),
  ].filter(Boolean);
  const line = `${looked}${passed}: ${found.length > 0 ? found.join(", ") : paint("green", "nothing to say")}`;
  return fixable > 0 ? `${line}\n${count(fixable, "finding")} can be mended by \`passmuster fix\`` : line;
}
