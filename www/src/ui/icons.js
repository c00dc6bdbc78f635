// @ts-check
// Icons whose shape says what their colour says. They stand beside words and are hidden from
// assistive technology.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  error: "M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z M5.8 5.8l4.4 4.4 M10.2 5.8l-4.4 4.4",
  warning: "M8 1.8 15 14H1z M8 6.3v3.7 M8 12v.1",
  info: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13 M8 7.3V11 M8 4.8v.1",
  loads: "M2.5 8.5l3.7 4L13.5 3.8",
  refused: "M3.5 3.5l9 9 M12.5 3.5l-9 9",
  ignored: "M1.5 8S4 3.8 8 3.8S14.5 8 14.5 8S12 12.2 8 12.2S1.5 8 1.5 8z M2.5 13.5l11-11",
  waiting: "M3 8v.1 M8 8v.1 M13 8v.1",
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {IconName} name @returns {SVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
