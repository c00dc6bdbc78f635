// Extensions for CodeMirror 6: findings with their fixes, completion, and what is known of the
// place that is pointed at.

import { autocompletion, insertCompletionText, pickedCompletion, startCompletion } from "@codemirror/autocomplete";
import { lintGutter, lintKeymap, linter, previousDiagnostic } from "@codemirror/lint";
import { EditorState, Text } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap } from "@codemirror/view";

import * as core from "./core.js";

const LINE_END = /\r\n?|\n/;

/** What CodeMirror calls the kinds of completions; it has an icon for each. */
const TYPES = { field: "property", value: "enum", tool: "function", model: "constant", template: "text" };

export function passmuster(config = {}) {
  assertUsable(config, "passmuster");
  const { gutter = false } = config;
  return [
    passmusterLinter(config),
    passmusterCompletion(config),
    passmusterHover(config),
    // `lintKeymap` has F8 for the next finding.
    keymap.of([...lintKeymap, { key: "Shift-F8", run: previousDiagnostic }]),
    gutter ? lintGutter() : [],
  ];
}

export function passmusterLinter(config = {}) {
  const { check, options, docs } = settings(config, "passmusterLinter");
  const source = async ({ state }) => {
    const file = new File(state, config.lineEnd);
    const { diagnostics } = await check(file.text, options);
    return diagnostics.map((each) => toEditor(each, file, docs));
  };
  // A check takes less time than a frame: nothing is gained by waiting for a pause.
  return [linter(source, { delay: 0 }), theme];
}

export function passmusterCompletion(config = {}) {
  const { complete, options } = settings(config, "passmusterCompletion");
  const source = async ({ state, pos }) => {
    const file = new File(state, config.lineEnd);
    const found = await complete(file.text, file.toFile(pos), options);
    // Without `validFor` CodeMirror asks again after every key: what fits can change with it.
    return found && { ...file.range(found), options: found.items.map(toCompletion) };
  };
  return [autocompletion(), EditorState.languageData.of(() => [{ autocomplete: source }]), theme];
}

export function passmusterHover(config = {}) {
  const { hover, options } = settings(config, "passmusterHover");
  const source = async ({ state }, pos) => {
    const file = new File(state, config.lineEnd);
    const found = await hover(file.text, file.toFile(pos), options);
    if (!found) return null;
    const { from, to } = file.range(found);
    return { pos: from, end: to, create: () => ({ dom: element("div", { class: "cm-passmuster cm-passmuster-hover" }, markdown(found.contents)) }) };
  };
  return [hoverTooltip(source), theme];
}

/** The calls to make, and what they take. */
function settings(config, name) {
  assertUsable(config, name);
  const { checker = core, docs, host, path, rules, overrides } = config;
  const { check, complete, hover } = checker;
  return { check, complete, hover, docs, options: { host, path, rules, overrides } };
}

/** Fails in the caller's sight rather than at the first key. */
function assertUsable({ checker }, name) {
  if (!checker) core.assertReady(name);
}

/** The file as it is, and the same text in the editor, where every line ends in a line feed. */
class File {
  /** @param {EditorState} state @param {string} lineEnd how the file's lines end */
  constructor({ doc, lineBreak }, lineEnd = lineBreak) {
    this.doc = doc;
    this.extra = lineEnd.length - 1;
    this.text = doc.sliceString(0, doc.length, lineEnd);
  }

  /** Where a place in the editor is in the file. */
  toFile(place) {
    return place + (this.doc.lineAt(place).number - 1) * this.extra;
  }

  /** Where a place in the file is in the editor; within a line end, that is where the line ends. */
  toEditor(offset) {
    const { doc, extra } = this;
    // The last line that starts at or before the offset. Every line before it is longer in the file.
    let low = 1;
    let high = extra ? doc.lines : 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (doc.line(middle).from + (middle - 1) * extra <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.min(offset - (low - 1) * extra, extra ? doc.line(low).to : doc.length);
  }

  range({ from, to }) {
    return { from: this.toEditor(from), to: this.toEditor(to) };
  }

  /** Edits as changes in the editor, without those of line ends, for which it has no place. */
  changes(edits) {
    return edits
      .map((edit) => ({ ...this.range(edit), insert: toText(edit.insert) }))
      .filter(({ from, to, insert }) => !this.doc.slice(from, to).eq(insert));
  }
}

/** Whatever the editor takes for a line end. */
function toText(string) {
  return Text.of(string.split(LINE_END));
}

/** A finding as CodeMirror takes it. */
function toEditor({ rule, severity, message, help, from, to, fixes, url }, file, docs) {
  return {
    ...file.range({ from, to }),
    severity,
    source: rule,
    message: help ? `${message} ${help}` : message,
    renderMessage: () =>
      element("div", { class: "cm-passmuster" }, [
        element("p", {}, withCode(message)),
        ...(help ? [element("p", {}, withCode(help))] : []),
        ...(docs ? [element("p", {}, [link("About this rule", new URL(url, docs).href)])] : []),
      ]),
    actions: fixes
      .map((fix) => ({ ...fix, changes: file.changes(fix.edits) }))
      .filter(({ changes }) => changes.length > 0)
      .map(({ title, safe, changes }) => ({
        name: `${title.replaceAll("`", "")}${safe ? "" : " (check the result)"}`,
        apply(view) {
          // The places are those of the text that was checked; for any other text, findings are on their way.
          if (!view.state.doc.eq(file.doc)) return;
          view.dispatch({ changes, userEvent: "input.fix", scrollIntoView: true });
        },
      })),
  };
}

function toCompletion({ label, insert, kind, detail, documentation }, index) {
  return {
    label,
    type: TYPES[kind],
    detail: detail ?? undefined,
    info: documentation ? () => element("div", { class: "cm-passmuster" }, markdown(documentation)) : undefined,
    // Where CodeMirror sees no difference, the likeliest comes first.
    sortText: String(index).padStart(4, "0"),
    apply(view, completion, from, to) {
      // The editor may take only some line ends for such.
      const text = insert.split(LINE_END).join(view.state.lineBreak);
      view.dispatch({
        ...insertCompletionText(view.state, text, from, to),
        annotations: pickedCompletion.of(completion),
      });
      // Behind a field comes its value.
      if (kind === "field") startCompletion(view);
    },
  };
}

/** What `hover()` and `complete()` write of Markdown: paragraphs, code and links. All else is text. */
function markdown(text) {
  return text.split("\n\n").map((paragraph) => element("p", {}, withCode(paragraph, withLinks)));
}

/** @param {string} text in which code stands in backticks, as in a message */
function withCode(text, plain = (part) => [part]) {
  // The pattern's two groups leave text, ticks and code in turn.
  return text.split(/(`+)(?!`)([^]*?[^`])\1(?!`)/).flatMap((part, index) => {
    if (index % 3 === 0) return plain(part);
    // A blank on both sides belongs to the ticks.
    return index % 3 === 1 ? [] : [element("code", {}, [part.replace(/^ ([^]*) $/, "$1")])];
  });
}

function withLinks(text) {
  return text.split(/\[([^\]]*)\]\((https?:[^)\s]*)\)/).flatMap((part, index, parts) => {
    if (index % 3 === 0) return [part];
    return index % 3 === 1 ? [link(part, parts[index + 1])] : [];
  });
}

function link(label, href) {
  return element("a", { href, target: "_blank", rel: "noreferrer" }, [label]);
}

function element(name, attributes, children) {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  node.append(...children);
  return node;
}

const theme = EditorView.baseTheme({
  ".cm-passmuster p": { margin: "0 0 .4em" },
  ".cm-passmuster p:last-child": { marginBottom: "0" },
  ".cm-passmuster-hover": { maxWidth: "36em", padding: ".4em .6em" },
});
