// @ts-check
// Says why the checker did not start, and offers to try again.

import { byId, h, withCode } from "../../ui/dom.js";

const panel = byId("failure");

/** @param {unknown} error @param {() => void} retry */
export function showFailure(error, retry) {
  const message = error instanceof Error ? error.message : String(error);
  const advice = error instanceof Error && "advice" in error ? String(error.advice) : "";
  panel.replaceChildren(
    h("div", {},
      h("h2", {}, "The checker did not start"),
      h("p", {}, withCode(message), " ", withCode(advice)),
      h("p", { class: "soft" }, "The editor works all the same, only nothing is checked.")),
    h("button", { type: "button", class: "button primary", id: "retry", onclick: retry }, "Retry"));
  panel.hidden = false;
}

export function hideFailure() {
  panel.hidden = true;
  panel.replaceChildren();
}
