// @ts-check
// What the host makes of the file: the agent as it will exist, and what became of every field.

import { byId, h, plural, withCode } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { place } from "./place.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").AgentInfo} Agent */
/** @typedef {import("passmuster").FieldInfo} Field */

/**
 * @typedef {object} Moves
 * @property {(range: {from: number, to: number}) => void} jump
 * @property {(range: {from: number, to: number} | null) => void} peek
 */

/** What each fate means, and whether the field has any effect. */
const FATES = {
  used: { word: "used", effective: true },
  replaced: { word: "replaced", effective: false },
  dropped: { word: "dropped", effective: false },
  ignored: { word: "ignored", effective: false },
  unknown: { word: "unknown", effective: false },
};

const LONG = 240;

/** How many of the errors that keep an agent from existing are shown here. */
const SHOWN_ERRORS = 3;

const body = byId("reading-body");

/** Long values someone unfolded stay unfolded while the text changes. */
const unfolded = new Set();

/** @param {CheckResult} result @param {import("@codemirror/state").Text} doc @param {Moves} moves */
export function showReading(result, doc, moves) {
  const { agent } = result;
  if (agent) body.replaceChildren(card(agent), fields(agent.fields, moves));
  else body.replaceChildren(nothing(result, doc, moves));
}

/** @param {string} text */
export function clearReading(text) {
  body.replaceChildren(h("p", { class: "empty" }, text));
}

/**
 * Why there is no agent.
 * @param {CheckResult} result
 * @param {import("@codemirror/state").Text} doc
 * @param {Moves} moves
 */
function nothing({ reason, diagnostics }, doc, moves) {
  const errors = diagnostics
    .filter(({ severity }) => severity === "error")
    .sort((a, b) => a.from - b.from || a.to - b.to);
  return h("div", { class: "nothing" },
    h("p", { class: "nothing-word" }, icon("ignored"), "No agent comes of this file"),
    reason && h("p", { class: "nothing-reason" }, withCode(reason)),
    errors.length > 0 && h("ul", { class: "nothing-errors" }, ...errors.slice(0, SHOWN_ERRORS).map((each) =>
      h("li", {}, place(doc, each, moves), " ", withCode(each.message)))),
    errors.length > SHOWN_ERRORS && h("p", { class: "soft" }, `${plural(errors.length - SHOWN_ERRORS, "more error")} under Findings.`));
}

/** @param {Agent} agent */
function card(agent) {
  return h("dl", { class: "card" },
    ...entry("name", h("strong", { class: "agent-name" }, agent.name)),
    ...entry("description", long("description", agent.description)),
    ...entry("tools", ...tools(agent)),
    ...entry("model", agent.modelRequested
      ? h("code", { class: "chip" }, agent.modelRequested)
      : h("span", { class: "soft" }, "inherits the session's")),
    ...entry("prompt", agent.prompt
      ? `${plural(agent.prompt.split("\n").length, "line")}, ${plural(agent.prompt.length, "character")}`
      : h("span", { class: "soft" }, "empty")));
}

/** @param {string} term @param {...import("../../ui/dom.js").Child} children */
function entry(term, ...children) {
  return [h("dt", {}, term), h("dd", { "data-part": term }, ...children)];
}

/** @param {Agent} agent */
function tools({ toolsListed, toolsGranted }) {
  const granted = toolsGranted === null ? h("span", { class: "soft" }, "every tool of the session")
    : toolsGranted.length === 0 ? h("span", { class: "none" }, "none")
    : h("ul", { class: "chips" }, ...toolsGranted.map((tool) => h("li", {}, h("code", { class: "chip" }, tool))));
  return [
    h("p", { class: "tools-listed" }, h("span", { class: "label" }, "listed "), toolsListed),
    h("div", { class: "tools-granted" }, h("span", { class: "label" }, "granted "), granted),
  ];
}

/** @param {readonly Field[]} all @param {Moves} moves */
function fields(all, moves) {
  return h("section", { class: "fields", "aria-label": "Fields" },
    h("h3", {}, "Field by field"),
    all.length
      ? h("ul", { class: "field-list" }, ...all.map((field) => row(field, moves)))
      : h("p", { class: "empty" }, "The file has no fields."));
}

/** @param {Field} field @param {Moves} moves */
function row(field, moves) {
  const { key, value, note } = field;
  const fate = FATES[field.fate] ?? { word: field.fate, effective: false };
  const range = { from: field.keyFrom, to: field.valueTo ?? field.keyTo };
  const show = () => moves.peek(range);
  const hide = () => moves.peek(null);
  const read = value === null ? h("span", { class: "soft" }, "no value") : long(`field ${key}`, value);
  return h("li", {
    class: `field fate-${field.fate}`,
    "data-key": key,
    onmouseenter: show,
    onmouseleave: hide,
    onfocusin: show,
    onfocusout: hide,
  },
    h("button", { type: "button", class: "field-key", title: "Select in the file", onclick: () => moves.jump(range) },
      h("code", {}, fate.effective ? key : h("s", {}, key))),
    h("span", { class: "fate" }, fate.word),
    h("div", { class: "field-value" }, fate.effective ? read : h("s", {}, read)),
    note && h("p", { class: "field-note" }, withCode(note)));
}

/**
 * Text in full, folded to a few lines when it is long.
 * @param {string} id
 * @param {string} text
 */
function long(id, text) {
  const value = h("span", { class: "value" }, text);
  if (text.length <= LONG) return value;
  const open = unfolded.has(id);
  const toggle = h("button", { type: "button", class: "toggle", "aria-expanded": String(open) }, open ? "Less" : more(text));
  value.classList.toggle("folded", !open);
  toggle.addEventListener("click", () => {
    const folded = value.classList.toggle("folded");
    if (folded) unfolded.delete(id);
    else unfolded.add(id);
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = folded ? more(text) : "Less";
  });
  return h("span", { class: "long" }, value, toggle);
}

/** @param {string} text */
function more(text) {
  return `All ${plural(text.length, "character")}`;
}
