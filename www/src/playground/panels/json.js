// @ts-check
// The checker's answer itself, for those who build on it. Its places are those of the file.

import { byId, h } from "../../ui/dom.js";
import { isShown, onShow } from "../layout.js";
import { beginning } from "./beginning.js";
import { fill } from "./fill.js";

/** How many characters are shown unless more are asked for, and how many then go on to be, from one key to the next. */
const MOST = 50_000;
const MOST_OF_ALL = 1_000_000;

/** Lines that are laid out together, when they come into sight. */
const TOGETHER = 30;
const LONG = 1000;

const body = byId("json-body");
const copy = byId("json-copy");
const code = h("code");
const all = h("button", { type: "button", class: "button", id: "json-all", hidden: true, onclick: () => {
  most = MOST_OF_ALL;
  write(Infinity);
  body.focus();
} }, "Show all");

/** @type {import("passmuster").CheckResult | undefined} */
let latest;
let isWritten = true;
let most = MOST;

body.append(code);
copy.before(all);
onShow("json", () => isWritten || write());
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(latest ? JSON.stringify(latest, null, 2) : "");
    copy.textContent = "Copied";
  } catch {
    copy.textContent = "Not allowed";
  }
  setTimeout(() => (copy.textContent = "Copy"), 2000);
});

/** @param {import("passmuster").CheckResult | undefined} result */
export function showJson(result) {
  latest = result;
  isWritten = false;
  // Nobody waits for text behind a tab.
  if (isShown("json")) write();
}

function write(limit = most) {
  isWritten = true;
  const { text, isCut } = latest ? beginning(latest, limit) : { text: "", isCut: false };
  all.hidden = !isCut;
  // What was asked for was about this answer and those that come of it.
  if (text.length < MOST) most = MOST;
  const lines = (isCut ? `${text}…` : text).split("\n");
  /** @type {import("./fill.js").Item[]} */
  const blocks = [];
  for (let at = 0; at < lines.length;) {
    const from = at;
    // A long line is alone: it takes its time, and is seldom what changes.
    do at += 1; while (at < lines.length && at < from + TOGETHER && Math.max(lines[at].length, lines[at - 1].length) < LONG);
    const look = lines.slice(from, at).join("\n") + (at < lines.length ? "\n" : "");
    blocks.push({ look, make: () => h("span", { class: "json-lines" }, look) });
  }
  code.classList.toggle("is-long", lines.length > 500);
  fill(code, blocks);
}
