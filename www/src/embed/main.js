// @ts-check
// The page for other pages' frames. What is in the address's hash is shown, in the playground's own format, or
// else the playground's own text; what isn't wanted is in the query: `?hide=findings,preview,verdict,footer&theme=dark`.

import sample from "../playground/sample.md";
import { exampleOf } from "../playground/share/address.js";
import { decode, encode } from "../playground/share/hash.js";
import { byId } from "../ui/dom.js";
import "../widget/element.js";

const editor = /** @type {import("../widget/element.js").PassmusterEditor} */ (byId("editor"));
const open = /** @type {HTMLAnchorElement} */ (byId("open"));

const query = new URLSearchParams(location.search);
const hidden = (query.get("hide") ?? "").split(",");
const theme = query.get("theme") ?? "";

editor.hide = hidden.join(" ");
if (DOCS_ROOT) editor.docs = DOCS_ROOT;
byId("footer").hidden = hidden.includes("footer");
if (theme === "light" || theme === "dark") document.documentElement.classList.add(theme);

editor.addEventListener("passmuster-change", () => void offer());
addEventListener("hashchange", () => void show());
await show();

async function show() {
  const { hash } = location;
  const slug = exampleOf(hash);
  const work = slug ? await example(slug) : await decode(hash);
  if (location.hash !== hash) return;
  byId("broken").hidden = work !== null || hash.length < 2;
  editor.host = work?.host ?? "";
  editor.path = work?.path ?? "";
  editor.rules = work?.rules;
  editor.value = work?.text ?? sample;
  await offer();
}

/** @param {string} slug */
async function example(slug) {
  const gallery = await import("../playground/gallery/examples.js").catch(() => null);
  return gallery?.exampleWork(slug) ?? null;
}

/** Puts the text as it is now into the link. */
async function offer() {
  const { value: text, host, path, rules } = editor;
  try {
    open.href = `./${await encode({ text, host: host || undefined, path, rules })}`;
  } catch {
    // Too long for a link: then the playground opens with its own text.
    open.href = "./";
  }
}
