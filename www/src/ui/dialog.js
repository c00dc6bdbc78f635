// @ts-check
// A window over the page, closed by its button, by Escape and by a click beside it.

import { h } from "./dom.js";

/**
 * Opens a dialog. It is taken out of the page when it is closed, and the focus goes back.
 * @param {{title: string, class?: string}} setUp
 * @param {...import("./dom.js").Child} children
 * @returns {HTMLDialogElement}
 */
export function openDialog({ title, class: kind = "" }, ...children) {
  // Asked for twice, while it was still loading.
  const open = document.querySelector("dialog[open]");
  if (open instanceof HTMLDialogElement) return open;
  const close = h("button", { type: "button", class: "dialog-close", "aria-label": "Close", onclick: () => dialog.close() }, "×");
  const dialog = h("dialog", { class: `dialog ${kind}`, "aria-labelledby": "dialog-title" },
    h("div", { class: "dialog-head" }, h("h2", { id: "dialog-title" }, title), close),
    h("div", { class: "dialog-body", tabindex: "0" }, ...children));
  // A selection that is drawn out of the dialog ends in a click beside it, too.
  let pressedBeside = false;
  dialog.addEventListener("pointerdown", (event) => (pressedBeside = event.target === dialog));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && pressedBeside) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
