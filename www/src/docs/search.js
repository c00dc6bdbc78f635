// @ts-check
// The search over all pages. Its index is loaded when somebody means to search.

import { byId, h, plural } from "../ui/dom.js";
import { find, respelled } from "./find.js";

/** Of more results than these nobody reads. */
const SHOWN = 12;

export function startSearch() {
  const place = byId("search");
  const input = /** @type {HTMLInputElement} */ (byId("search-text"));
  const results = byId("search-results");
  const status = byId("search-status");
  const root = place.dataset.root ?? "";
  /** @type {Promise<import("./find.js").Entry[]> | undefined} */
  let index;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let telling;

  const load = () => {
    index ??= fetch(place.dataset.index ?? "").then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return response.json();
    });
    return index;
  };
  const links = () => /** @type {HTMLAnchorElement[]} */ ([...results.querySelectorAll("a")]);
  const close = () => {
    results.hidden = true;
  };

  const show = async () => {
    const text = input.value;
    if (!text.trim()) {
      results.replaceChildren();
      close();
      tell("");
      return;
    }
    /** @type {import("./find.js").Entry[]} */
    let entries;
    try {
      entries = await load();
    } catch {
      // The next key tries again.
      index = undefined;
      results.replaceChildren(h("p", {}, "The index of the search could not be loaded."));
      results.hidden = false;
      tell("The index of the search could not be loaded.");
      return;
    }
    // Something else was typed in the meantime.
    if (text !== input.value) return;
    const exact = find(entries, text);
    const meant = exact.length ? undefined : respelled(entries, text);
    const found = meant ? find(entries, meant) : exact;
    const list = found.slice(0, SHOWN).map(({ url, kind, title, snippet }) =>
      h("li", {}, h("a", { href: root + url },
        h("span", { class: "result-title" }, title), " ", h("span", { class: "result-kind" }, kind),
        h("span", { class: "result-text" }, ...snippet.map(({ text: part, hit }) => hit ? h("mark", {}, part) : part)))));
    const nothing = `Nothing is called or says “${text.trim()}”.`;
    results.replaceChildren(
      ...exact.length ? [] : [h("p", {}, found.length ? `${nothing} Of “${meant}” there is this:` : nothing)],
      ...list.length ? [h("ul", {}, ...list)] : []);
    results.hidden = false;
    tell(found.length ? `${plural(found.length, "result")}${meant ? ` for ${meant}` : ""}, the first: ${found[0].title}` : "No results");
  };

  /** Screen readers hear of results once typing pauses. @param {string} text */
  const tell = (text) => {
    clearTimeout(telling);
    telling = setTimeout(() => {
      status.textContent = text;
    }, 500);
  };

  input.addEventListener("focus", () => {
    // A failure is told when something is typed.
    load().catch(() => {
      index = undefined;
    });
    if (input.value.trim()) void show();
  });
  input.addEventListener("input", show);
  place.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !results.hidden) {
      close();
      input.focus();
    } else if (event.key === "Enter" && at < 0 && all.length && !results.hidden) {
      all[0].click();
    } else if (step && all.length && !results.hidden) {
      const next = at + step;
      if (next < 0) input.focus();
      else all[Math.min(next, all.length - 1)].focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  place.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && place.contains(relatedTarget))) close();
  });
  // A result on this very page is only a jump.
  results.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    // Where text can be typed a slash is one, also inside the widget.
    const target = /** @type {HTMLElement | undefined} */ (event.composedPath()[0]);
    if (target?.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target?.tagName ?? "")) return;
    event.preventDefault();
    input.focus();
  });
}
