// @ts-check
// Three layouts: all panels at once; two columns with tabs on the right; tabs only.

import { byId, h } from "../ui/dom.js";

const ALL = ["source", "findings", "reading", "preview"];

/** Which panels share a place, by width. Must agree with `style/layout.css`. */
const LAYOUTS = [
  { query: "(width <= 800px)", tabbed: ALL },
  { query: "(800px < width < 1340px)", tabbed: ["reading", "preview"] },
  { query: "(width >= 1340px)", tabbed: /** @type {string[]} */ ([]) },
].map(({ query, tabbed }) => ({ media: matchMedia(query), tabbed }));

const list = byId("tabs");
let chosen = "source";

const tabs = new Map(ALL.map((id) => [id, createTab(id)]));
list.append(...tabs.values());
list.addEventListener("keydown", moveByKey);
for (const { media } of LAYOUTS) media.addEventListener("change", arrange);
arrange();

/** Brings a panel to the front, if it is behind another. @param {string} id */
export function show(id) {
  chosen = id;
  arrange();
}

/** Whether a panel can be seen as things are. @param {string} id */
export function isShown(id) {
  return !byId(id).hidden;
}

/** @param {string} id @param {string} badge */
export function setBadge(id, badge) {
  const element = tabs.get(id)?.querySelector(".badge");
  if (element) element.textContent = badge;
}

function arrange() {
  const tabbed = LAYOUTS.find(({ media }) => media.matches)?.tabbed ?? [];
  const front = tabbed.includes(chosen) ? chosen : tabbed[0];
  list.hidden = tabbed.length === 0;
  for (const [id, tab] of tabs) {
    const panel = byId(id);
    const inTabs = tabbed.includes(id);
    tab.hidden = !inTabs;
    tab.setAttribute("aria-selected", String(id === front));
    tab.tabIndex = id === front ? 0 : -1;
    panel.hidden = inTabs && id !== front;
    if (inTabs) panel.setAttribute("role", "tabpanel");
    else panel.removeAttribute("role");
  }
}

/** @param {string} id */
function createTab(id) {
  return h("button", { type: "button", role: "tab", class: "tab", id: `tab-${id}`, "aria-controls": id, onclick: () => show(id) },
    h("span", {}, byId(id).dataset.tab ?? id),
    h("span", { class: "badge" }));
}

/** @param {KeyboardEvent} event */
function moveByKey(event) {
  const reachable = [...tabs.values()].filter((tab) => !tab.hidden);
  const at = reachable.findIndex((tab) => tab === document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: reachable.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const tab = reachable[(to + reachable.length) % reachable.length];
  tab.click();
  tab.focus();
}
