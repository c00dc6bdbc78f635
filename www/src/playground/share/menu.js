// @ts-check
// The ways in which a file leaves the page, all of them on somebody's demand.

import { openDialog } from "../../ui/dialog.js";
import { byId, h } from "../../ui/dom.js";
import { attachMenu } from "../../ui/menu.js";
import { note } from "../../ui/note.js";
import { shareAddress } from "./address.js";

/** @typedef {import("./hash.js").Work} Work */

/** Beyond so many characters some programs cut a link off. */
const LONG = 32_000;

/** @param {() => Work} work */
export function offerSharing(work) {
  attachMenu(/** @type {HTMLButtonElement} */ (byId("share")), [
    { label: "Copy link", hint: "The file and its settings are in the link itself", run: () => void copyLink() },
    { label: "Copy as Markdown", hint: "For an issue or a message", run: () => void copyMarkdown(work()) },
    { label: "Download", hint: "The file as it is here", run: () => download(work()) },
  ]);
}

async function copyLink() {
  await copy("The link", async () => shareAddress());
  const { length } = location.href;
  if (length > LONG) note(`The link has ${length.toLocaleString("en")} characters: some programs cut such a link off.`, { about: "long" });
}

/** @param {Work} work */
async function copyMarkdown(work) {
  // A file that is too large for a link can still be copied.
  await copy("The Markdown", async () => asMarkdown(work, await shareAddress().catch(() => "")));
}

/**
 * @param {Work} work
 * @param {string} link empty if there is none
 */
export function asMarkdown({ text, host, path, rules }, link) {
  const ticks = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2) + 1;
  const fence = "`".repeat(ticks);
  const settings = Object.entries(rules).map(([rule, level]) => `\`${rule}\` ${level}`);
  const facts = [path && `\`${path.replaceAll("`", "")}\``, `read as \`${host}\``, settings.length && `with ${settings.join(", ")}`];
  return [
    facts.filter(Boolean).join(", "),
    "",
    `${fence}markdown`,
    text.replace(/\r\n?/g, "\n").replace(/\n$/, ""),
    fence,
    ...(link ? ["", `[Open in the passmuster playground](${link})`] : []),
    "",
  ].join("\n");
}

/** @param {Work} work */
function download({ text, path }) {
  const last = path.split(/[\\/]/).at(-1)?.replace(/[\p{Cc}\p{Cf}]/gu, "").trim() || "agent";
  // The name may come from somebody's link, and is not to make a program of the text.
  const name = /\.(md|markdown|mdx|txt)$/i.test(last) ? last : `${last}.md`;
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  h("a", { href: url, download: name }).click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * Puts a text into the clipboard, or shows it where browsers forbid that.
 * @param {string} what
 * @param {() => Promise<string>} make
 */
async function copy(what, make) {
  const made = make();
  try {
    // Safari lets nobody write a moment after the click, unless the promise was there in time.
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": made.then((text) => new Blob([text], { type: "text/plain" })) })]);
    note(`${what} is in the clipboard.`, { about: "copied", brief: true });
  } catch {
    await made.then((text) => showForCopying(what, text), () =>
      note("The file is too large for a link. Download it, or copy it as Markdown.", { about: "copied" }));
  }
}

/** @param {string} what @param {string} text */
function showForCopying(what, text) {
  const field = h("textarea", { class: "copy-field", readonly: true, rows: "6", "aria-label": what }, text);
  openDialog({ title: "Copy" },
    h("p", {}, `This browser does not let the page use the clipboard. ${what}, to copy by hand:`),
    field);
  field.select();
}
