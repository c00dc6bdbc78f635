// `<passmuster-editor>`. Importing this registers the element; where there are no elements, as in
// Node.js, it does nothing.

import type { CheckResult, Options } from "./index.js";

/**
 * An agent file that is checked while it is edited: `<passmuster-editor>`.
 *
 * The text stands in it as a `<pre>` or a `<script type="text/markdown">`. What a page's maker has
 * checked already can stand in children with `slot="verdict"`, `slot="findings"` and
 * `slot="preview"`; see `passmuster/element/static`. Every attribute is a property, too.
 */
export class PassmusterEditor extends HTMLElement {
  /** The file, with its own line ends. Setting it is told by no event. */
  value: string;
  /** Which host reads the file; the first of `hosts()` if empty. */
  host: string;
  /** Where the file is, as the host sees it. */
  path: string;
  /** Which rules run, and how bad their findings are; in the attribute as JSON. */
  get rules(): Options["rules"];
  set rules(rules: Options["rules"] | null);
  /** Whether the text can only be read. */
  readonly: boolean;
  /** Whether the description and the prompt are shown as they will be read. */
  preview: boolean;
  /** Light or dark whatever the page is; otherwise as the page's `color-scheme` says. */
  theme: "light" | "dark" | "auto" | "";
  /**
   * How many lines the text takes, such as `8`, or at least and at most, such as `4-20`; then it
   * scrolls. `fill` is for elements whose height is set. `3-24` unless told.
   */
  rows: string;
  /** The root of the documentation, to which the names of rules then link. */
  docs: string;
  /** What the text is called to those who don't see it. `Agent file` unless told. */
  label: string;
  /** What is left out, of `verdict`, `findings` and `preview`, with blanks between. */
  hide: string;

  addEventListener<K extends keyof PassmusterEditorEventMap>(
    type: K,
    listener: (this: PassmusterEditor, event: PassmusterEditorEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof PassmusterEditorEventMap>(
    type: K,
    listener: (this: PassmusterEditor, event: PassmusterEditorEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** The element's own events, which bubble and leave shadow roots. */
export interface PassmusterElementEventMap {
  /** Somebody changed the text. */
  "passmuster-change": CustomEvent<{ value: string }>;
  /** The text was checked: when it came into view, and after every change of it or of the settings. */
  "passmuster-check": CustomEvent<{ result: CheckResult }>;
}

/** All events that an element can be listened to for. */
export interface PassmusterEditorEventMap extends HTMLElementEventMap, PassmusterElementEventMap {}

/**
 * What JSX may set: attributes and properties, and listeners as React 19 and Preact name them. The README shows how to tell
 * a framework of it.
 */
export interface PassmusterEditorProps
  extends Partial<
    Pick<PassmusterEditor, "value" | "host" | "path" | "readonly" | "preview" | "theme" | "rows" | "docs" | "label" | "hide">
  > {
  rules?: Options["rules"] | null;
  "onpassmuster-change"?: (event: PassmusterElementEventMap["passmuster-change"]) => unknown;
  "onpassmuster-check"?: (event: PassmusterElementEventMap["passmuster-check"]) => unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    "passmuster-editor": PassmusterEditor;
  }
}
