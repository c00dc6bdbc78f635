// Compiled, never run: what the declarations promise where there is no DOM.

import { check, fix, init, initSync, type ModuleBytes, type Options, preview, rules, version } from "passmuster";

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

// @ts-expect-error The source is text.
check(42);
// @ts-expect-error There is no such host.
check("", { host: "no-such-host" });

void [status, output, html, summaries, text];
