// Compiled, never run: what the declarations promise.

import {
  check,
  createPreview,
  type CheckResult,
  type DiagnosticInfo,
  fix,
  init,
  initSync,
  type Options,
  preview,
  type Preview,
  rules,
  version,
} from "passmuster";

await init();
await init(new URL("https://example.com/passmuster.wasm"));
await init(await fetch("https://example.com/passmuster.wasm"));
await init(await WebAssembly.compile(new Uint8Array()));
initSync(new Uint8Array());

const options: Options = { host: "claude-code" };
const result: CheckResult = check("", options);
const diagnostics: DiagnosticInfo[] = result.diagnostics;
const place: number = diagnostics[0].from;
const severity: "error" | "warning" | "info" = diagnostics[0].severity;
const output: string = fix("").output;
const html: string = preview("").html;
const names: string[] = rules().map(({ name }) => name);
const text: string = version();

const pane: Preview = createPreview(document.body);
pane.update("", options);
pane.destroy();

// @ts-expect-error The source is text.
check(42);
// @ts-expect-error There is no such host.
check("", { host: "no-such-host" });
// @ts-expect-error An element, not its identifier.
createPreview("preview");

void [place, severity, output, html, names, text];
