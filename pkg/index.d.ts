// What the package adds to the WebAssembly module. The functions that check, and the types they
// take and return, are written in Rust and declared in `dist/`.

import type { DiagnosticInfo, EditInfo, HostInfo, Options, RuleInfo } from "./dist/passmuster.js";

export { check, complete, fix, hover, preview, readConfig, version } from "./dist/passmuster.js";
export type {
  AgentInfo,
  CheckResult,
  CompleteResult,
  CompletionInfo,
  ConfigInfo,
  ConfigResult,
  DelegateInfo,
  DiagnosticInfo,
  EditInfo,
  FieldInfo,
  FixInfo,
  FixResult,
  HostInfo,
  HoverResult,
  Level,
  Options,
  Override,
  PreviewResult,
  ProblemInfo,
  RelatedInfo,
  RuleInfo,
  StatusName,
  ToolInfo,
} from "./dist/passmuster.js";

// What a browser has and other places may not. Where the types of the DOM or of Node.js are
// present these add nothing to them; elsewhere they keep this file from failing to compile.
declare global {
  interface Element {}
  interface Response {}
  interface URL {}
  namespace WebAssembly {
    interface Module {}
  }
}

/** All rules, by group and name. */
export function rules(): RuleInfo[];

/** All hosts; the first is the one that is taken when none is asked for. */
export function hosts(): HostInfo[];

/** The module's bytes. */
export type ModuleBytes = ArrayBuffer | ArrayBufferView;

/**
 * Loads the WebAssembly module. Call it once, or as often as you like: every call shares one
 * instance, and a call after a failed one tries again.
 *
 * @param input Where the module comes from, if not from beside this package's files:
 * an address (in Node.js also a path), a response, the bytes, or a compiled module.
 */
export function init(
  input?: URL | string | Response | ModuleBytes | WebAssembly.Module,
): Promise<void>;

/**
 * Starts from a compiled module or its bytes without waiting.
 *
 * @param module May be left out in Node.js, where it is read from this package, and where it is
 * part of the JavaScript (`passmuster/inline`).
 */
export function initSync(module?: ModuleBytes | WebAssembly.Module): void;

/**
 * The edit that leaves a finding of `check()` out by a comment in the frontmatter,
 * `# passmuster: ignore[rule]`, or `ignore-file` where only that does it; `null` if there is no such
 * finding, or nowhere to write the comment. Nothing else changes by it; that was tried out.
 *
 * Throws if the options are not as declared or name a host or rule that there is not; never
 * because of the source.
 */
export function suppress(
  source: string,
  finding: Pick<DiagnosticInfo, "rule" | "from" | "to">,
  options?: Options | null,
): EditInfo | null;

/** A block of a preview, or a paragraph of an example in it, and where it is from, in UTF-16 code units of the source. */
export interface PreviewBlock {
  /** What shows it. */
  element: Element;
  /** Where its source starts. */
  from: number;
  /** Where it ends. */
  to: number;
}

/** A Markdown preview that lives in an element of the page. */
export interface Preview {
  /**
   * Shows `source`, changing only what differs from what is shown, and tells whether it had to be
   * cut because it grew out of proportion.
   */
  update(source: string, options?: Options | null): boolean;
  /** The blocks that are shown and the paragraphs of examples, in their order, as of the last `update()`. */
  blocks(): PreviewBlock[];
  /** Lets go of the element. What it shows stays. */
  destroy(): void;
}

/**
 * Makes a preview in `element`, whose content belongs to the preview from then on.
 *
 * @param settings `part`: only the description with its examples, or only the prompt.
 */
export function createPreview(element: Element, settings?: { part?: "description" | "prompt" | "all" }): Preview;
