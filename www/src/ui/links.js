// @ts-check

/** Opens a link of a preview in a window of its own: following it would lose the text. @param {MouseEvent} event */
export function openApart(event) {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  if (/^(https?|mailto):/.test(link.protocol) && !link.getAttribute("href")?.startsWith("#")) {
    open(link.href, "_blank", "noopener,noreferrer");
  }
}
