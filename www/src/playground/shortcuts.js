// @ts-check
// The keys that the page knows: what they do, and the list of them.

import { openDialog } from "../ui/dialog.js";
import { byId, h } from "../ui/dom.js";
import { note } from "../ui/note.js";

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const MOD = MAC ? "⌘" : "Ctrl";

/** @type {[string, [string[], string][]][]} */
const KEYS = [
  ["In the file", [
    [["F8"], "Next finding"],
    [["Shift", "F8"], "Previous finding"],
    [[MOD, "."], "Apply the first fix of the finding at the cursor"],
    [["Ctrl", "Space"], "What could be written here"],
    [[MOD, "F"], "Search"],
    [[MOD, "Z"], "Undo, also a fix"],
    [["Tab"], "Leave the editor"],
    [[MOD, "Shift", "M"], "Go to the findings"],
  ]],
  ["In the findings", [
    [["↑", "↓"], "Choose another one"],
    [["Enter"], "Go to its place in the file"],
    [["Tab"], "To its fixes"],
    [["Esc"], "Back to the file"],
  ]],
  ["Anywhere", [
    [["?"], "This list, outside of the file"],
    [["Alt", "1"], "The file"],
    [["Alt", "2"], "Findings"],
    [["Alt", "3"], "What the host reads"],
    [["Alt", "4"], "Preview"],
    [["Alt", "5"], "JSON"],
  ]],
];

/** Whether a single letter may do something, which people who speak to their computer can turn off. */
const QUIET = "passmuster-no-letters";

export function showShortcuts() {
  const box = h("input", { type: "checkbox", checked: !isQuiet(), onchange: () => setQuiet(!box.checked) });
  openDialog({ title: "Keys", class: "shortcuts" }, ...KEYS.flatMap(([title, keys]) => [
    h("h3", {}, title),
    h("dl", {}, ...keys.flatMap(([combination, meaning]) => [
      h("dt", {}, ...combination.flatMap((key, index) => [index > 0 && " ", h("kbd", {}, key)])),
      h("dd", {}, meaning),
    ])),
  ]), h("label", {}, box, " Open this list by ", h("kbd", {}, "?")));
}

function isQuiet() {
  try {
    return localStorage.getItem(QUIET) !== null;
  } catch {
    // Forbidden, and so is turning it off.
    return false;
  }
}

/** @param {boolean} quiet */
function setQuiet(quiet) {
  try {
    if (quiet) localStorage.setItem(QUIET, "");
    else localStorage.removeItem(QUIET);
    showKey();
  } catch {
    note("The browser does not allow this page to keep that.", { about: "kept", brief: true });
  }
}

/** The button's key, as long as it does something. */
function showKey() {
  const button = byId("open-shortcuts");
  if (isQuiet()) button.removeAttribute("aria-keyshortcuts");
  else button.setAttribute("aria-keyshortcuts", "?");
}

/**
 * Listens to the keys that work anywhere.
 * @param {(index: number) => void} toPanel
 */
export function listenToKeys(toPanel) {
  showKey();
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const digit = /^Digit([1-5])$/.exec(event.code);
    // With Alt many keyboards write other characters by these keys.
    const isFree = event.key === digit?.[1] || !isTyping(event.target);
    if (digit && isFree && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      toPanel(Number(digit[1]) - 1);
    } else if (event.key === "?" && !event.ctrlKey && !event.metaKey && !isTyping(event.target) && !isQuiet()) {
      event.preventDefault();
      showShortcuts();
    }
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select, [role=menu] *"));
}
