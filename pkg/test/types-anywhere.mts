// Compiled, never run: what the declarations promise where there is no DOM.

import {
  check,
  complete,
  fix,
  hover,
  init,
  initSync,
  type ModuleBytes,
  type Options,
  preview,
  rules,
  version,
} from "passmuster";
import * as inline from "passmuster/inline";
import { createWorker, type PassmusterWorker } from "passmuster/worker";

const bytes: ModuleBytes = new Uint8Array();
await init();
await init("passmuster.wasm");
await init(bytes);
await init(new ArrayBuffer(0));
initSync();
initSync(bytes);

const options: Options = { host: "claude-code-plugin", path: "my-plugin/agents/helper.md" };
const status: "loads" | "refused" | "ignored" = check("", options).status;
const output: string = fix("", { unsafe: true }).output;
const html: string = preview("").html;
const summaries: string[] = rules().map(({ summary }) => summary);
const text: string = version();
const inserts: string[] = complete("", 0, options)?.items.map(({ insert }) => insert) ?? [];
const kind: "field" | "value" | "tool" | "model" | "template" | undefined = complete("", 0)?.items[0].kind;
const contents: string | null = hover("", 0)?.contents ?? null;

inline.initSync();
const worker: PassmusterWorker = createWorker({ wasm: bytes, worker: "https://example.com/worker-entry.js" });
const there: "loads" | "refused" | "ignored" = (await worker.check("", options)).status;

// @ts-expect-error The source is text.
check(42);
// @ts-expect-error There is no such host.
check("", { host: "no-such-host" });
// @ts-expect-error There may be nothing to say.
hover("", 0).contents;
// @ts-expect-error A place is a number.
complete("");

void [status, there, output, html, summaries, text, inserts, kind, contents];
