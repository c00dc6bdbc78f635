// @ts-check
// The frontmatter as a block of Markdown, coloured line by line: a key up to its colon, then
// the value. A YAML grammar would lose its way in the values this page is most about, those
// with a colon in them; the host takes them as they are.

import { tags } from "@lezer/highlight";

import { PARTS, isFence } from "./frontmatter-parts.js";

/** @typedef {import("@lezer/markdown").BlockContext} BlockContext */
/** @typedef {import("@lezer/markdown").Element} Element */

/** @type {import("@lezer/markdown").MarkdownConfig} */
export const frontmatter = {
  defineNodes: [
    { name: "Frontmatter", block: true },
    { name: "FrontmatterMark", style: tags.processingInstruction },
    { name: "FrontmatterKey", style: tags.propertyName },
    { name: "FrontmatterString", style: tags.string },
    { name: "FrontmatterTag", style: tags.typeName },
    { name: "FrontmatterComment", style: tags.comment },
  ],
  parseBlock: [{
    name: "Frontmatter",
    before: "HorizontalRule",
    parse(context, line) {
      if (context.lineStart > 0 || !isFence(line.text)) return false;
      const children = [mark(context, line.text)];
      let open = true;
      while (open && context.nextLine()) {
        open = !isFence(line.text);
        children.push(...(open ? inLine(context, line.text) : [mark(context, line.text)]));
      }
      const end = context.lineStart + line.text.length;
      if (!open) context.nextLine();
      context.addElement(context.elt("Frontmatter", 0, end, children));
      return true;
    },
  }],
};

/** @param {BlockContext} context @param {string} text */
function mark(context, text) {
  return context.elt("FrontmatterMark", context.lineStart, context.lineStart + text.length);
}

const NODES = { key: "FrontmatterKey", comment: "FrontmatterComment", string: "FrontmatterString", tag: "FrontmatterTag" };

/** @param {BlockContext} context @param {string} text @returns {Element[]} */
function inLine(context, text) {
  return [...text.matchAll(PARTS)].flatMap((match) => {
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found) ?? [];
    if (!kind) return [];
    const start = context.lineStart + match.index;
    const indent = kind === "key" ? match[0].search(/[\w.]/) : 0;
    return [context.elt(NODES[/** @type {keyof typeof NODES} */ (kind)], start + indent, start + match[0].length)];
  });
}
