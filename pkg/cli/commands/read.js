// `passmuster read FILE`: what the host makes of a file, without an opinion on it.

import { resolve } from "node:path";

import { examine } from "../examine.js";
import { read, readStdin } from "../files.js";
import { EXIT } from "../main.js";
import { Misuse } from "../misuse.js";
import { placeOf } from "../places.js";
import { Settings } from "../settings.js";
import { isColoured, painter, visible } from "../text.js";

export async function run({ options, paths: [given] }) {
  const stdin = given === "-";
  const shown = stdin ? (options["stdin-path"] ?? "<stdin>") : given;
  const path = resolve(stdin ? (options["stdin-path"] ?? "stdin.md") : given);
  const content = stdin ? await readStdin() : read(path);
  if (content.failure) throw new Misuse(`can't read \`${given}\`: ${content.failure}`);
  const nameless = stdin && options["stdin-path"] === undefined;
  const file = { path, shown, place: nameless ? undefined : placeOf(path), named: true, reported: true, nameless };
  const { diagnostics, ...row } = examine(file, content, new Settings(options).of(file)).row;
  const text = options.format === "json" ? `${JSON.stringify(row, null, 2)}\n` : told(row, painter(isColoured(process.stdout, options.color)));
  process.stdout.write(text);
  return row.status === "loads" ? EXIT.clean : EXIT.findings;
}

const STATUS = {
  loads: ["green", "loads"],
  refused: ["error", "refused: it is registered, but the host won't start it"],
  ignored: ["error", "ignored: no agent comes of it"],
};

function told({ path, host, hostVersion, status, reason, silent, agent }, paint) {
  const [style, verdict] = STATUS[status];
  const title = (text) => paint("bold", text);
  const block = (text) => visible(text).trimEnd().split("\n").map((line) => `  ${line}`.trimEnd()).join("\n");
  const parts = [`${title(visible(path))} as ${host} ${hostVersion} reads it\n\n${title("Status")}  ${paint(style, verdict)}`];
  if (reason) parts[0] += `\n  ${visible(reason)}`;
  if (silent && status !== "loads") parts[0] += "\n  The host says nothing about it.";
  if (agent) {
    const { name, description, toolsListed, toolsGranted, modelRequested, prompt, fields } = agent;
    const granted = toolsGranted === null ? "all" : toolsGranted.length > 0 ? toolsGranted.join(", ") : "none";
    parts.push(
      `${title("Name")}  ${visible(name)}`,
      `${title("Description")}\n${block(description)}`,
      `${title("Tools")}\n  listed   ${visible(toolsListed)}\n  granted  ${visible(granted)}`,
      `${title("Model")}  ${visible(modelRequested ?? "the session's")}`,
    );
    const width = Math.max(0, ...fields.map(({ key }) => key.length));
    const rows = fields.map(({ key, fate, note, value }) => {
      const lost = fate === "used" ? "" : paint("warning", ` (${visible(note ?? fate)})`);
      const first = visible(value ?? "").split("\n", 1)[0];
      return `  ${visible(key).padEnd(width)}  ${fate.padEnd(8)}${first && first.length < 80 ? ` ${first}` : first && ` ${first.slice(0, 79)}…`}${lost}`.trimEnd();
    });
    if (rows.length > 0) parts.push(`${title("Fields")}\n${rows.join("\n")}`);
    parts.push(`${title("Prompt")}\n${prompt.trim() ? block(prompt) : "  (none)"}`);
  }
  return `${parts.join("\n\n")}\n`;
}
