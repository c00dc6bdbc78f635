// Extensions for CodeMirror 6.

import type { Extension } from "@codemirror/state";

import type { CheckResult, CompleteResult, HoverResult, Options } from "./index.js";

/** What makes the calls: the package itself, or a worker from `passmuster/worker`. */
export interface Checker {
  check(source: string, options?: Options | null): CheckResult | Promise<CheckResult>;
  complete(
    source: string,
    offset: number,
    options?: Options | null,
  ): CompleteResult | null | Promise<CompleteResult | null>;
  hover(source: string, offset: number, options?: Options | null): HoverResult | null | Promise<HoverResult | null>;
}

/** Settings of the extensions. To change them later, put the extension into a CodeMirror `Compartment`. */
export interface Config extends Pick<Options, "host" | "path" | "rules" | "overrides"> {
  /**
   * How the lines of the file end; in the editor's text they end in `\n` whatever the file has.
   * The state's `lineBreak` unless told: `\n`, or what the facet `EditorState.lineSeparator` was given.
   */
  lineEnd?: "\n" | "\r\n" | "\r";
  /** Makes the calls instead of this package's own instance, which otherwise must be ready. */
  checker?: Checker;
  /** The root of the documentation, with `/` at its end: each finding then has a link to its rule's page. */
  docs?: string | URL;
}

/** Settings of `passmuster()`. */
export interface PassmusterConfig extends Config {
  /** Whether lines with findings are marked in a gutter. `false` unless told. */
  gutter?: boolean;
}

/**
 * Everything: findings, completion, what is known of a place, and the keys F8 and Shift-F8 for
 * going from finding to finding.
 *
 * Throws if the package isn't ready and there is no `checker`.
 */
export function passmuster(config?: PassmusterConfig): Extension;

/** Findings, marked in the text after every change, with their fixes as actions. */
export function passmusterLinter(config?: Config): Extension;

/** Fields, values, tools and models while one types, beside what other sources of completions offer. */
export function passmusterCompletion(config?: Config): Extension;

/** What a field means and what was read, or what a tool is, where the mouse rests. */
export function passmusterHover(config?: Config): Extension;
