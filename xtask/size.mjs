// Compares files and the package with the sizes recorded in pkg/size.json, or records them (--update).

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";

const RECORD = new URL("../pkg/size.json", import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    update: { type: "boolean" },
    rustc: { type: "string" },
    budget: { type: "string" },
    growth: { type: "string" },
  },
});

const files = {};
for (const path of positionals) {
  const bytes = readFileSync(path);
  files[basename(path)] = { raw: bytes.length, brotli: brotliCompressSync(bytes).length };
}

/** What npm would publish: the tarball, and what becomes of it in `node_modules`. */
const packed = pack();

function pack() {
  const folder = new URL("../pkg/", import.meta.url);
  const shell = process.platform === "win32";
  const report = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    shell,
    // It tells the list of files there, too.
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ size, unpackedSize }] = JSON.parse(report);
  return { tarball: size, unpacked: unpackedSize };
}

const failures = [];
const brotli = (names) => names.reduce((sum, name) => sum + files[name].brotli, 0);
const download = brotli(Object.keys(files));
const module = brotli(Object.keys(files).filter((name) => name.endsWith(".wasm")));
if (module > Number(values.budget)) {
  failures.push(`the module is ${module} bytes of brotli, over the budget of ${values.budget}`);
}

if (values.update) {
  writeFileSync(RECORD, `${JSON.stringify({ rustc: values.rustc, files, packed }, null, 2)}\n`);
}

if (!existsSync(RECORD)) {
  console.error("error: pkg/size.json is missing: cargo xtask size --update");
  process.exit(1);
}
const record = JSON.parse(readFileSync(RECORD, "utf8"));
// Another compiler makes another module: its size says nothing about a change of ours.
const isComparable = record.rustc === values.rustc;
if (!isComparable) {
  console.log(`recorded with rustc ${record.rustc}, built with ${values.rustc}: only the budget counts`);
}

function compare(name, now, before) {
  for (const kind of Object.keys(now)) {
    const percent = before?.[kind] === undefined ? undefined : (now[kind] / before[kind] - 1) * 100;
    const change = percent === undefined ? "not recorded" : `${percent < 0 ? "" : "+"}${percent.toFixed(1)} %`;
    console.log(`${name.padEnd(21)} ${kind.padEnd(8)} ${String(now[kind]).padStart(8)}  ${change}`);
    if (!isComparable) continue;
    if (percent === undefined) failures.push(`${name} (${kind}) is not recorded`);
    else if (percent > Number(values.growth)) failures.push(`${name} (${kind}) grew from ${before[kind]} to ${now[kind]} bytes`);
  }
}

for (const [name, now] of Object.entries(files)) compare(name, now, record.files[name]);
compare("packed", packed, record.packed);
console.log(`${"download".padEnd(21)} brotli   ${String(download).padStart(8)}  of which the module may be ${values.budget}`);

if (failures.length > 0) {
  for (const failure of failures) console.error(`error: ${failure}`);
  console.error("If that is meant: cargo xtask size --update");
  process.exitCode = 1;
}
