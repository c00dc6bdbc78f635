// @ts-check
// Links from examples to the playground, which open what has become of an example.

/** Puts the text as it is now into the link below each example that is edited. */
export function startLinks() {
  document.addEventListener("passmuster-change", async ({ target }) => {
    const editor = /** @type {import("../widget/element.js").PassmusterEditor} */ (target);
    const link = /** @type {HTMLAnchorElement | null | undefined} */ (editor.closest(".example")?.querySelector(".open a"));
    if (!link) return;
    const { value: text, host, path, rules } = editor;
    // Few edit an example, so the code comes with the first edit.
    const { encode } = await import("../playground/share/hash.js");
    const hash = await encode({ text, host: host || undefined, path, rules }).catch(() => "");
    // Something else was typed in the meantime.
    if (editor.value === text) link.hash = hash;
  });
}
