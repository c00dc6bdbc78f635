// @ts-check
// Three layouts: three columns, two columns with tabs on the right, tabs only.

import { byId, h } from "../ui/dom.js";

const ALL = ["source", "findings", "reading", "preview", "json"];

/** Which panels share a place, by the size of the page. Must agree with `style/layout.css`. */
const LAYOUTS = [
  { query: "(width <= 800px), (height <= 480px) and (width < 1340px)", tabbed: ALL },
  { query: "(800px < width < 1340px) and (height > 480px)", tabbed: ["reading", "preview", "json"] },
  { query: "(width >= 1340px)", tabbed: ["preview", "json"] },
].map(({ query, tabbed }) => ({ media: matchMedia(query), tabbed }));

const list = byId("tabs");
let chosen = "source";
/** The panel in front of those that share a place. */
let front = "source";

/** What is to run when a panel comes to the front. @type {Map<string, () => void>} */
const listeners = new Map();

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

/** Brings a panel to the front and puts the focus there. @param {number} index in the order of the tabs */
export function goTo(index) {
  const id = ALL[index];
  show(id);
  byId(`${id}-title`).focus();
}

/** @param {string} id @param {() => void} listener */
export function onShow(id, listener) {
  listeners.set(id, listener);
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
  if (tabbed.includes(chosen)) front = chosen;
  else if (!tabbed.includes(front)) front = tabbed[0];
  list.hidden = tabbed.length === 0;
  // Where the tabs are seen is where the keyboard gets to them.
  if (byId(tabbed[0]).previousElementSibling !== list) byId(tabbed[0]).before(list);
  for (const [id, tab] of tabs) {
    const panel = byId(id);
    const inTabs = tabbed.includes(id);
    tab.hidden = !inTabs;
    tab.setAttribute("aria-selected", String(id === front));
    tab.tabIndex = id === front ? 0 : -1;
    const wasHidden = panel.hidden;
    panel.hidden = inTabs && id !== front;
    if (wasHidden && !panel.hidden) listeners.get(id)?.();
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
