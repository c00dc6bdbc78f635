// The whole command line against its peers, on real agent files repeated to 4,000:
//
//     node benches/cli.mjs [--plain] [NAME=COMMAND …]
//
// behind `cargo xtask build`. With `--plain` the files are only those whose frontmatter strict parsers take and that
// have no hooks: at the first other one `claude-code-lint` gives up, and checks none. Each COMMAND is run in a folder whose
// `.claude/agents` holds the files. The corpus is looked for where the tests look for it, beside the repository.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

import { check, initSync } from "../pkg/node.js";

const FILES = 4_000;
const RUNS = 5;

/** What takes longer than this, in seconds, is not run again, and is stopped in the end. */
const LONG = 30;
const LONGEST = 300;

const plain = process.argv[2] === "--plain";
const peers = process.argv.slice(plain ? 3 : 2);
const root = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The files of the corpus, as they were published. */
function corpus() {
  const shared = process.env.PASSMUSTER_SHARED ?? root("../shared");
  const file = join(shared, "corpus/claude-code-real.jsonl.gz");
  if (!existsSync(file)) throw new Error(`There is no corpus: ${file}`);
  const rows = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  const sources = rows.map((row) => JSON.parse(row).source);
  if (!plain) return sources;
  initSync();
  const isPlain = ({ status, agent, diagnostics }) =>
    status === "loads" && !diagnostics.some(({ rule }) => rule === "not-strict-yaml") && !agent.fields.some(({ key }) => key === "hooks");
  return sources.filter((source) => isPlain(check(source)));
}

const folder = mkdtempSync(join(tmpdir(), "passmuster-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const agents = join(folder, ".claude/agents");
mkdirSync(agents, { recursive: true });
const sources = corpus();
for (let index = 0; index < FILES; index++) {
  writeFileSync(join(agents, `${String(index).padStart(4, "0")}.md`), sources[index % sources.length]);
}

/**
 * How long one run takes, in seconds, with the output thrown away, and how much of the processors it takes: that depends less on
 * what else the machine does.
 */
function time(command) {
  const script = `TIMEFORMAT='%R %U %S'; time ${command} > /dev/null 2> /dev/null`;
  const { error, signal, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8", timeout: LONGEST * 1_000 });
  if (error || signal) return { wall: Infinity, processor: Infinity };
  const [wall, user, system] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, processor: user + system };
}

const ours = `"${process.execPath}" "${root("pkg/bin/passmuster.js")}"`;
const entries = [["passmuster", ours], ...peers.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)])];
console.log(`${FILES} files of ${sources.length}, ${RUNS} runs each in turn, Node.js ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}`);
const times = new Map(entries.map(([name]) => [name, []]));
// In turn, so that what else the machine does meets all of them.
for (let run = 0; run < RUNS; run++) {
  for (const [name, command] of entries) {
    const all = times.get(name);
    if (!all.some(({ wall }) => wall > LONG)) all.push(time(command));
  }
}
const shown = (seconds) => (seconds === Infinity ? `> ${LONGEST}` : seconds.toFixed(2)).padStart(8);
const middle = (all) => all.sort((a, b) => a - b)[all.length >> 1];
const own = times.get("passmuster");
for (const kind of ["wall", "processor"]) {
  const of = (all) => all.map((run) => run[kind]);
  for (const [name, all] of times) {
    const median = middle(of(all));
    console.log(`${kind.padEnd(10)} ${name.padEnd(24)} ${shown(Math.min(...of(all)))} /${shown(median)} s   ${(median / middle(of(own))).toFixed(2)} ×`);
  }
}
// What is left when there is next to nothing to do.
rmSync(agents, { recursive: true });
mkdirSync(agents);
writeFileSync(join(agents, "one.md"), sources[0]);
const starts = Array.from({ length: 20 }, () => time(ours).wall * 1_000);
const bare = Array.from({ length: 20 }, () => time(`"${process.execPath}" -e 0`).wall * 1_000);
console.log(`one file: ${Math.min(...starts).toFixed(0)} / ${middle(starts).toFixed(0)} ms, of which Node.js ${Math.min(...bare).toFixed(0)} / ${middle(bare).toFixed(0)} ms`);
