// @ts-check
// What is said below the text, as elements that can be used.

import { h, withCode } from "../ui/dom.js";
import { placesOf } from "./places.js";
import { findingList, fixWords, verdictLine } from "./template.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").FixInfo} Fix */

/**
 * @typedef {object} Moves what findings can do to the text
 * @property {(range: {from: number, to: number}) => void} jump
 * @property {((fix: Fix) => void) | undefined} applyFix none if the text is only to be read
 */

/**
 * @param {CheckResult} result
 * @param {string} source that was checked
 * @param {Moves} moves
 * @param {string | undefined} docs
 */
export function findings({ diagnostics }, source, { jump, applyFix }, docs) {
  const placeOf = placesOf(source);
  return findingList(h, diagnostics, {
    place(range) {
      const label = placeOf(range.from);
      return h("button", { type: "button", class: "place", part: "place", "aria-label": `${label}, go to this place`, onclick: () => jump(range) }, label);
    },
    fix(fix) {
      const looks = { class: fix.safe ? "fix" : "fix unsafe", part: "fix" };
      return applyFix
        ? h("button", { ...looks, type: "button", onclick: () => applyFix(fix) }, ...fixWords(h, fix))
        : h("span", looks, ...fixWords(h, fix));
    },
    docs,
    // Following it in place would lose what was typed, and frames may not lead there.
    link: { target: "_blank", rel: "noreferrer" },
  });
}

/** @param {CheckResult} result */
export function verdict(result) {
  return verdictLine(h, result);
}

/** What a call threw: mostly settings that make no sense. @param {unknown} error */
export function breakdown(error) {
  return h("p", { class: "verdict refused" },
    h("strong", { class: "verdict-word" }, "Not checked:"), " ",
    withCode(error instanceof Error ? error.message : String(error)));
}

/** @param {unknown} error why something was not loaded @param {() => void} retry */
export function failure(error, retry) {
  const message = error instanceof Error ? error.message : String(error);
  const advice = error instanceof Error && "advice" in error ? String(error.advice) : "";
  return [
    h("p", {}, h("strong", {}, "The text can be read, but is not checked. "), withCode(message), " ", withCode(advice)),
    h("button", { type: "button", class: "button", part: "button", onclick: retry }, "Retry"),
  ];
}
