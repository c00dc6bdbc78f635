// @ts-check
// `<passmuster-editor>`: an agent file on anybody's page, checked while it is edited. Until it is
// seen or touched it is text that stands still, and costs next to nothing.

import { announcer } from "../ui/announce.js";
import { countBySeverity } from "../ui/severity.js";
import { loadChecker, loadEditor, strand } from "./load.js";
import { original } from "./original.js";
import { createParts, dress, rowsOf } from "./parts.js";
import { breakdown, failure, findings, verdict } from "./results.js";
import { stillLines } from "./still.js";
import { awaitTurn, giveUpTurn } from "./turns.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").Options} Options */
/** @typedef {Awaited<ReturnType<typeof loadChecker>>} Checker */
/** @typedef {import("./editor.js").Editor} Editor */

const NAME = "passmuster-editor";

/** Attributes that are properties of the same name. */
const TEXTS = /** @type {const} */ (["host", "path", "theme", "rows", "docs", "label", "hide"]);
const FLAGS = /** @type {const} */ (["readonly", "preview"]);

/** Of them those that change nothing of what is said. */
const NOT_CHECKED = ["theme", "rows", "hide", "label"];

/** Properties that may be set before the element is one. */
const EARLY = [...TEXTS, ...FLAGS, "value", "rules"];

/** What makes pages ahead of time imports this, too, and has no elements: then it is nothing. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class PassmusterEditor extends Base {
  static observedAttributes = [...TEXTS, ...FLAGS, "rules"];

  /** The text, unless the editor has it. */
  #text = "";

  /** What is marked in the text that the element was written with. @type {import("./original.js").Mark[]} */
  #marks = [];

  /** Whether the text is another than the one that the element was written with. */
  #dirty = false;

  /** @type {Options["rules"]} */
  #rules;

  /** Those as they were when they were set: the object may have been changed since. @type {string | undefined} */
  #rulesSet;

  /** @type {Checker | undefined} */
  #checker;

  /** @type {Editor | undefined} */
  #editor;

  /** Of an editor that was closed: the text with its history. @type {ReturnType<Editor["close"]> | undefined} */
  #state;

  /** @type {ReturnType<Checker["createPreview"]> | undefined} */
  #preview;

  /** @type {Promise<void> | undefined} */
  #waking;

  /** How often the element was removed: what was under way then is in vain. */
  #removals = 0;

  /** What there is to tell of the last check. */
  #summary = "";

  /** Whether a change comes from the page, which need not be told. */
  #quiet = false;

  /** Whether a check is due at the end of the task. */
  #due = false;

  /** Where the text was pressed before there was an editor. @type {{x: number, y: number} | undefined} */
  #pressed;

  /** @type {MutationObserver | undefined} */
  #children;

  /** @type {ReturnType<typeof createParts> | undefined} */
  #made;

  #announce = announcer(() => this.#parts.status);

  connectedCallback() {
    if (!this.#made) {
      for (const name of EARLY) this.#takeEarly(name);
      this.#showRows();
      this.#showSettings();
    }
    this.#children = new MutationObserver(() => this.#readChildren());
    this.#children.observe(this, { childList: true, characterData: true, subtree: true });
    this.#readChildren();
    // What is only moved keeps its editor.
    if (this.#editor) return;
    this.#showStill();
    awaitTurn(this, () => this.#wake());
  }

  disconnectedCallback() {
    this.#children?.disconnect();
    queueMicrotask(() => {
      if (!this.isConnected) this.#sleep();
    });
  }

  adoptedCallback() {
    if (!this.#made) return;
    this.#sleep();
    dress(/** @type {ShadowRoot} */ (this.shadowRoot));
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.#made || before === now) return;
    if (name === "rows") this.#showRows();
    if (name === "readonly" || name === "label") this.#showSettings();
    if (name === "readonly") this.#parts.undo.hidden = true;
    if (name === "preview" && this.preview && this.#checker) this.#preview ??= this.#checker.createPreview(this.#parts.preview);
    if (!NOT_CHECKED.includes(name)) this.#checkSoon();
  }

  /** The file, with its own line ends. */
  get value() {
    return this.#editor?.text() ?? this.#text;
  }

  set value(value) {
    const text = String(value ?? "");
    this.#dirty = true;
    this.#take(text);
  }

  get rules() {
    return this.#rules ?? this.#writtenRules();
  }

  set rules(rules) {
    this.#rules = rules ?? undefined;
    const json = JSON.stringify(this.#rules);
    // A framework may set a new object of the same rules whenever it renders, and render whenever it is told of a check.
    if (json === this.#rulesSet) return;
    this.#rulesSet = json;
    this.#checkSoon();
  }

  get host() { return this.getAttribute("host") ?? ""; }
  set host(value) { write(this, "host", value); }

  get path() { return this.getAttribute("path") ?? ""; }
  set path(value) { write(this, "path", value); }

  get theme() { return this.getAttribute("theme") ?? ""; }
  set theme(value) { write(this, "theme", value); }

  get rows() { return this.getAttribute("rows") ?? ""; }
  set rows(value) { write(this, "rows", value); }

  get docs() { return this.getAttribute("docs") ?? ""; }
  set docs(value) { write(this, "docs", value); }

  get label() { return this.getAttribute("label") ?? ""; }
  set label(value) { write(this, "label", value); }

  get hide() { return this.getAttribute("hide") ?? ""; }
  set hide(value) { write(this, "hide", value); }

  get readonly() { return this.hasAttribute("readonly"); }
  set readonly(value) { this.toggleAttribute("readonly", Boolean(value)); }

  get preview() { return this.hasAttribute("preview"); }
  set preview(value) { this.toggleAttribute("preview", Boolean(value)); }

  /** @param {FocusOptions} [options] */
  focus(options) {
    // The editor takes the focus over from the text that stands still.
    if (this.#editor) this.#editor.focus();
    // Before it was ever in a page there is nothing to focus, and its parts must not be made yet.
    else this.#made?.still.focus(options);
  }

  get #parts() {
    return (this.#made ??= createParts(this, {
      touch: () => void this.#wake(),
      press: ({ clientX: x, clientY: y }) => (this.#pressed = { x, y }),
      step: (direction) => void this.#wake().then(() => this.#editor?.step(direction)),
      undo: () => {
        this.#editor?.undo();
        this.#editor?.focus();
      },
    }));
  }

  #readChildren() {
    const { verdict, findings, preview } = this.#parts;
    if (!this.#checker) {
      for (const [name, part] of Object.entries({ verdict, findings, preview })) {
        const written = this.querySelector(`:scope > [slot="${name}"]`);
        if (written) part.replaceChildren(...[...written.childNodes].map((node) => node.cloneNode(true)));
      }
    }
    if (this.#dirty) return;
    const { text, marks } = original(this);
    this.#marks = marks;
    this.#take(text);
  }

  /** Shows another text, without telling the page. @param {string} text */
  #take(text) {
    if (text === this.value && this.#made) return;
    this.#text = text;
    this.#state = undefined;
    if (this.#editor) {
      this.#quiet = true;
      this.#editor.open(text);
      this.#quiet = false;
      return;
    }
    if (this.#made?.still.isConnected) this.#showStill();
    this.#checkSoon();
  }

  /** Lets go of all that holds on to the window; the text and its history stay. */
  #sleep() {
    giveUpTurn(this);
    this.#waking = undefined;
    this.#removals += 1;
    this.#preview?.destroy();
    this.#preview = undefined;
    if (!this.#editor) return;
    this.#text = this.#editor.text();
    this.#state = this.#editor.close();
    this.#editor = undefined;
    this.#showStill();
  }

  /** Starts the checker, and puts the editor in the text's place. */
  #wake() {
    if (!this.isConnected) return Promise.resolve();
    giveUpTurn(this);
    this.#waking ??= this.#start().catch((error) => this.#fail(error));
    return this.#waking;
  }

  async #start() {
    const removals = this.#removals;
    const [started, loaded] = await Promise.allSettled([loadChecker(), loadEditor()]);
    if (removals !== this.#removals) return;
    // Whatever arrived is of use.
    if (loaded.status === "fulfilled" && !this.#editor) this.#open(loaded.value);
    if (started.status === "rejected") throw started.reason;
    this.#checker = started.value;
    this.#parts.failure.hidden = true;
    if (this.preview) this.#preview ??= this.#checker.createPreview(this.#parts.preview);
    this.#check();
    if (loaded.status === "rejected") throw loaded.reason;
  }

  /** @param {Awaited<ReturnType<typeof loadEditor>>} module */
  #open(module) {
    const { source, still } = this.#parts;
    const hadFocus = source.contains(/** @type {ShadowRoot} */ (this.shadowRoot).activeElement);
    const { scrollTop } = still;
    still.remove();
    this.#editor = module.createEditor({
      parent: source,
      root: /** @type {ShadowRoot} */ (this.shadowRoot),
      text: this.#text,
      state: this.#state,
      onChange: () => this.#changed(),
    });
    this.#showSettings();
    this.#editor.scrollTo(scrollTop);
    if (this.#pressed) this.#editor.focusAt(this.#pressed);
    else if (hadFocus) this.#editor.focus();
    this.#pressed = undefined;
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#waking = undefined;
    const retry = () => {
      void this.#wake();
    };
    strand(retry);
    const { failure: place } = this.#parts;
    console.warn(`passmuster: ${error instanceof Error ? error.message : String(error)}`);
    // Of twenty that fail at once, only the one that is used may interrupt.
    place.toggleAttribute("role", false);
    if (this.matches(":focus-within")) place.setAttribute("role", "alert");
    place.replaceChildren(...failure(error, retry));
    place.hidden = false;
  }

  #changed() {
    this.#parts.undo.hidden = true;
    if (this.#quiet) {
      this.#checkSoon();
      return;
    }
    this.#dirty = true;
    this.#tell("passmuster-change", { value: this.value });
    this.#check();
    this.#announce(this.#summary);
  }

  /** A text and settings that are set together are one reason to check. */
  #checkSoon() {
    if (this.#due || !this.#checker) return;
    this.#due = true;
    queueMicrotask(() => {
      if (this.#due) this.#check();
    });
  }

  #check() {
    this.#due = false;
    if (!this.#checker) return;
    const source = this.value;
    const { widget, verdict: said, findings: list } = this.#parts;
    let result;
    try {
      const options = this.#options();
      result = this.#checker.check(source, options);
      if (this.preview) this.#preview?.update(source, options);
    } catch (error) {
      this.#editor?.unmark();
      said.replaceChildren(breakdown(error));
      widget.classList.add("is-broken");
      list.replaceChildren();
      this.#summary = said.textContent ?? "";
      return;
    }
    widget.classList.remove("is-broken");
    if (this.#editor) this.#editor.mark(result);
    else this.#showStill(result.diagnostics);
    said.replaceChildren(verdict(result));
    list.replaceChildren(findings(result, source, {
      jump: (range) => void this.#wake().then(() => this.#editor?.jump(range)),
      applyFix: this.readonly ? undefined : (fix) => void this.#wake().then(() => this.#fix(source, fix)),
    }, this.docs || undefined));
    const counts = countBySeverity(result.diagnostics).map(({ text }) => text).join(", ");
    this.#summary = `${said.textContent} ${counts || "No findings"}.`;
    this.#tell("passmuster-check", { result });
  }

  /** @param {string} source that the fix is for @param {import("passmuster").FixInfo} fix */
  #fix(source, fix) {
    if (!this.#editor || this.value !== source) return;
    this.#editor.applyFix(fix);
    this.#parts.undo.hidden = false;
    this.#editor.focus();
  }

  /** @returns {Options} */
  #options() {
    return { host: /** @type {Options["host"]} */ (this.host || undefined), path: this.path || undefined, rules: this.rules };
  }

  /** The rules in the attribute. @returns {Options["rules"]} */
  #writtenRules() {
    const json = this.getAttribute("rules");
    if (!json) return undefined;
    try {
      return JSON.parse(json);
    } catch (error) {
      throw new Error(`The attribute \`rules\` is no JSON: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @param {readonly import("./original.js").Mark[]} [diagnostics] */
  #showStill(diagnostics = this.#dirty ? [] : this.#marks) {
    const { source, still } = this.#parts;
    still.replaceChildren(...stillLines(this.#text, diagnostics));
    if (!still.isConnected) source.prepend(still);
  }

  #showRows() {
    const { widget } = this.#parts;
    const { least, most } = rowsOf(this.rows);
    // Unlike the attribute, properties of a style are no matter of a page's policy.
    widget.style.setProperty("--least", String(least));
    widget.style.setProperty("--most", String(most));
  }

  #showSettings() {
    const label = this.label || "Agent file";
    this.#parts.still.setAttribute("aria-label", label);
    this.#editor?.set(this.readonly, label);
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** A property that was set before the element was one hides that of its class. @param {string} name */
  #takeEarly(name) {
    if (!Object.hasOwn(this, name)) return;
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    const value = own[name];
    delete own[name];
    own[name] = value;
  }
}

/** @param {Element} element @param {string} name @param {string | null | undefined} value */
function write(element, name, value) {
  if (value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

// A page may load this twice, from two places.
if (globalThis.customElements && !customElements.get(NAME)) customElements.define(NAME, PassmusterEditor);
