// The same calls, made in a web worker.

import type {
  CheckResult,
  CompleteResult,
  ConfigResult,
  DiagnosticInfo,
  EditInfo,
  FixResult,
  HostInfo,
  HoverResult,
  ModuleBytes,
  Options,
  PreviewResult,
  RuleInfo,
} from "./index.js";

// What a browser has and other places may not; see index.d.ts.
declare global {
  interface URL {}
  interface Worker {}
  namespace WebAssembly {
    interface Module {}
  }
}

/** Where the worker's parts are, if bundlers or servers have moved them. */
export interface WorkerOptions {
  /**
   * The worker's script: the address of `passmuster/worker-entry`, or a function that starts a module
   * worker with it. It may be on another origin if that allows it by CORS.
   */
  worker?: URL | string | (() => Worker);
  /** The WebAssembly module: its address, its bytes, or compiled. */
  wasm?: URL | string | ModuleBytes | WebAssembly.Module;
}

/**
 * The package's calls as promises. They are answered in the order in which they were made, and
 * rejected where the call itself would throw, when the worker fails, and when it is terminated.
 *
 * A worker that fails, or couldn't be started, is given up; the next call starts another.
 */
export interface PassmusterWorker {
  /** Starts the worker and loads the module, which otherwise happens at the first call. */
  init(): Promise<void>;
  /** Says what the host makes of `source`. Offsets in the result are UTF-16 code units. */
  check(source: string, options?: Options | null): Promise<CheckResult>;
  /** What could be written at `offset`, which counts UTF-16 code units; `null` where there is nothing to offer. */
  complete(source: string, offset: number, options?: Options | null): Promise<CompleteResult | null>;
  /** Applies the safe fixes of all findings, with `unsafe: true` also those that guess. */
  fix(source: string, options?: Options | null): Promise<FixResult>;
  /** What there is to know about `offset`, which counts UTF-16 code units; `null` where there is nothing to say. */
  hover(source: string, offset: number, options?: Options | null): Promise<HoverResult | null>;
  /** Renders what the agent gets, as safe HTML. */
  preview(source: string, options?: Options | null): Promise<PreviewResult>;
  /** Reads a `passmuster.yaml`. Its `config` can be spread into the options of all other calls. */
  readConfig(source: string): Promise<ConfigResult>;
  /** The edit that leaves a finding out by a comment in the frontmatter; `null` if no comment does it. */
  suppress(
    source: string,
    finding: Pick<DiagnosticInfo, "rule" | "from" | "to">,
    options?: Options | null,
  ): Promise<EditInfo | null>;
  /** All hosts; the first is the one that is taken when none is asked for. */
  hosts(): Promise<HostInfo[]>;
  /** All rules, by group and name. */
  rules(): Promise<RuleInfo[]>;
  /** The version of this package. */
  version(): Promise<string>;
  /** Ends the worker at once. Calls that wait for an answer are rejected, and so are all later ones. */
  terminate(): void;
}

/** Makes a worker. It starts with the first call. */
export function createWorker(options?: WorkerOptions): PassmusterWorker;
