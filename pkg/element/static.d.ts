// What `<passmuster-editor>` shows, as HTML for pages that are made ahead of time. Nothing here
// needs a browser, or `init()`.

import type { CheckResult, DiagnosticInfo } from "../index.js";

/** Settings of `renderFindings()`. */
export interface FindingsOptions {
  /** The root of the documentation, to which the names of rules then link. */
  docs?: string | URL;
}

/**
 * The findings as an `<ol class="findings">`, or a `<p class="empty">` if there are none, for the
 * child with `slot="findings"`.
 *
 * @param source The text that was checked.
 */
export function renderFindings(
  diagnostics: readonly DiagnosticInfo[],
  source: string,
  options?: FindingsOptions,
): string;

/** What becomes of the file, as a `<p class="verdict">`, for the child with `slot="verdict"`. */
export function renderVerdict(result: CheckResult): string;

/**
 * The source for the inside of a `<pre>`. What findings are about is in a `<mark>` whose class is
 * `error`, `warning` or `info`: the worst that is said of it.
 */
export function renderSource(
  source: string,
  diagnostics?: readonly Pick<DiagnosticInfo, "from" | "to" | "severity">[],
): string;
