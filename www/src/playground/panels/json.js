// @ts-check
// The checker's answer itself, for those who build on it. Its places are those of the file.

import { byId, h } from "../../ui/dom.js";
import { isShown, onShow } from "../layout.js";

const body = byId("json-body");
const copy = byId("json-copy");

/** @type {import("passmuster").CheckResult | undefined} */
let latest;

onShow("json", write);
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(text());
    copy.textContent = "Copied";
  } catch {
    copy.textContent = "Not allowed";
  }
  setTimeout(() => (copy.textContent = "Copy"), 2000);
});

/** @param {import("passmuster").CheckResult | undefined} result */
export function showJson(result) {
  latest = result;
  // Nobody waits for text behind a tab.
  if (isShown("json")) write();
}

function write() {
  body.replaceChildren(h("code", {}, text()));
}

function text() {
  return latest ? JSON.stringify(latest, null, 2) : "";
}
