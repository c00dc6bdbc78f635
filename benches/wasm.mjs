// How long the npm package takes in Node.js: `node benches/wasm.mjs`, behind `cargo xtask build`.
import { check, initSync, preview } from "../pkg/node.js";

initSync();

/** How long each call is repeated at least, in ms, unless it takes longer itself. */
const PATIENCE = 500;

/** An agent file as people write them, of about so many bytes; the same as in `check.rs`. */
function agent(bytes) {
  let text = `---
name: release-notes
description: "Use this agent when a release is due: it reads the log and writes the notes. \
Examples: <example>Context: The tag is set.\\nuser: \\"Write the notes for 2.4\\"\\n\
assistant: \\"I'll use the release-notes agent.\\"</example>"
tools: Read, Grep, Glob, Bash(git log:*)
model: sonnet
color: green
---

You write release notes.
`;
  for (let section = 1; text.length < bytes; section++) {
    text += `
## ${section}. Read what changed

Take the commits since the last tag, *oldest first*, and sort them:

- **Features** that users see, with a link such as [the manual](https://example.org/manual#${section})
- **Fixes**, each with its number
  1. the symptom, in the words of the report
  2. the cause, if one line says it
- everything else — only if somebody has to act

\`\`\`sh
git log --oneline v2.${section}..HEAD | grep -v '^Merge'
\`\`\`

| Part | Who | \`flag\` |
| --- | :-: | --: |
| parser | Ana | \`--strict\` |
| page | Ömer | none |

> Never invent a change. If the log is unclear, ask.

Notes are read by people who want to know whether to upgrade today; they skim headings, so the \
heading says it all, and nothing that matters stands in the last sentence.
`;
  }
  return text;
}

/** The shortest and the middle time, in ms. */
function measure(call) {
  const times = [];
  const begin = performance.now();
  do {
    const start = performance.now();
    call();
    times.push(performance.now() - start);
  } while (times.length < 3 || (performance.now() - begin < PATIENCE && times.length < 2000));
  times.sort((a, b) => a - b);
  return `${times[0].toFixed(3)} / ${times[times.length >> 1].toFixed(3)}`;
}

const row = (...cells) => console.log(cells.map((cell, index) => (index ? cell.padStart(20) : cell.padEnd(14))).join(""));
console.log(`Node.js ${process.version}; times in ms: shortest / middle\n`);
row("file", "check", "preview", "check + preview");
for (const kilobytes of [4, 40, 400, 4000]) {
  const text = agent(kilobytes * 1000);
  row(
    `${kilobytes} KB`,
    measure(() => check(text)),
    measure(() => preview(text)),
    measure(() => [check(text), preview(text)]),
  );
}
