// @ts-check
// Highlighting. Tokens get class names (`tok-…`); their colours are in `style/editor.css`.

import { Language, LanguageSupport, defineLanguageFacet, syntaxHighlighting } from "@codemirror/language";
import { classHighlighter, styleTags, tagHighlighter, tags } from "@lezer/highlight";
import { GFM, parser } from "@lezer/markdown";

import { frontmatter } from "./frontmatter.js";

/** Prompts are full of tags that structure them. */
const inlineTags = { props: [styleTags({ HTMLTag: tags.typeName })] };

/**
 * The Markdown parser looks back over a whole paragraph for each bracket and star in it. A paragraph that is longer
 * than any prompt's stays without colours for marks within.
 */
const LONG = 4000;

/** @type {import("@lezer/markdown").MarkdownConfig} */
const leaveLongParagraphs = {
  parseInline: [{
    name: "LongParagraph",
    before: "Escape",
    parse: (context) => (context.end - context.offset > LONG ? context.end : -1),
  }],
};

const agentFileLanguage = new Language(
  defineLanguageFacet(),
  parser.configure([GFM, frontmatter, inlineTags, leaveLongParagraphs]),
  [],
  "agent file",
);

/** What `classHighlighter` has no classes for and Markdown needs. */
const proseHighlighter = tagHighlighter([
  { tag: tags.processingInstruction, class: "tok-mark" },
  { tag: tags.contentSeparator, class: "tok-mark" },
  { tag: tags.monospace, class: "tok-monospace" },
  { tag: tags.quote, class: "tok-quote" },
]);

export const agentFile = [
  new LanguageSupport(agentFileLanguage),
  syntaxHighlighting(classHighlighter),
  syntaxHighlighting(proseHighlighter),
];
