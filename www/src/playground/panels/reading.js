// @ts-check
// What the host makes of the file: the agent as it will exist, and what became of every field.

import { createPreview } from "passmuster";

import { byId, h, plural, withCode } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { linkPanel } from "../links.js";
import { lostParts } from "./lost.js";
import { place } from "./place.js";
import { previewBlocks } from "./preview.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").AgentInfo} Agent */
/** @typedef {import("passmuster").FieldInfo} Field */
/** @typedef {import("passmuster").ToolInfo} Tool */
/** @typedef {import("../../checker/source.js").Source} Source */
/** @typedef {import("../links.js").Link} Link */
/** @typedef {{jump: (range: {from: number, to: number}) => void}} Moves */

/** What each fate means, and whether the field has any effect. */
const FATES = {
  used: { word: "used", effective: true },
  replaced: { word: "replaced", effective: false },
  dropped: { word: "dropped", effective: false },
  ignored: { word: "ignored", effective: false },
  unknown: { word: "unknown", effective: false },
};

/** Why an entry of `tools` brings nothing, or nothing for sure. */
const KINDS = {
  tool: "not granted",
  all: "all tools",
  depends: "only on some platforms or with some settings",
  mcp: "if the session has this server",
  never: "subagents never get it",
  unknown: "names no tool",
};

/** Seen in every request with `Bash`: no tools for searching beside it. */
const SEARCHING = "an agent with Bash searches with that";

const LONG = 240;

/** How many of the errors that keep an agent from existing are shown here. */
const SHOWN_ERRORS = 3;

const body = byId("reading-body");

/** Long values someone unfolded stay unfolded while the text changes. */
const unfolded = new Set();

/** @type {Link[]} */
let links = [];
/** @type {ReturnType<typeof createPreview> | undefined} */
let description;
/** What the description's preview lives in. It is kept, so that only what changes is drawn anew. */
const prose = h("div", { class: "prose" });

linkPanel("reading", () => links);

/**
 * @param {CheckResult} result with places in the editor
 * @param {Source} source
 * @param {import("passmuster").Options} options
 * @param {Moves} moves
 */
export function showReading(result, source, options, moves) {
  const { agent } = result;
  links = [];
  if (agent) {
    showDescription(source, options);
    body.replaceChildren(card(agent, result, source, moves), fields(agent.fields, moves));
  } else {
    body.replaceChildren(nothing(result, source.doc, moves));
  }
}

/** @param {string} text */
export function clearReading(text) {
  links = [];
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

/** @param {Source} source @param {import("passmuster").Options} options */
function showDescription(source, options) {
  description ??= createPreview(prose, { part: "description" });
  description.update(source.text, options);
  links.push(...description.blocks().map((block) => source.range(block)));
}

/** @param {Agent} agent @param {CheckResult} result @param {Source} source @param {Moves} moves */
function card(agent, result, source, moves) {
  const { doc } = source;
  const used = (/** @type {string} */ key) => agent.fields.find((field) => field.key === key && field.fate === "used");
  const color = used("color")?.value;
  const blocks = previewBlocks();
  const prompt = h("span", {}, agent.prompt
    ? `${plural(agent.prompt.split("\n").length, "line")}, ${plural(agent.prompt.length, "character")}`
    : h("span", { class: "soft" }, "empty"));
  if (blocks.length) links.push({ element: prompt, from: blocks[0].from, to: blocks[blocks.length - 1].to, wide: true });
  return h("dl", { class: "card" },
    ...entry("name",
      color && linked(used("color"), h("span", { class: "agent-color", "data-color": color, title: `color: ${color}` })),
      linked(used("name"), h("strong", { class: "agent-name" }, agent.name))),
    ...entry("description", folded("description", agent.description, prose), ...lost(result, doc, moves),
      h("p", { class: "price", title: "The name and the description are in the prompt of every session, used or not." },
        `${plural(agent.descriptionTokens, "token")} of every session`)),
    ...entry("tools", ...tools(agent, moves)),
    ...entry("model", linked(used("model"), agent.modelRequested
      ? h("code", { class: "chip" }, agent.modelRequested)
      : h("span", { class: "soft" }, "inherits the session's"))),
    ...entry("prompt", prompt));
}

/** @param {string} term @param {...import("../../ui/dom.js").Child} children */
function entry(term, ...children) {
  return [h("dt", {}, term), h("dd", { "data-part": term }, ...children)];
}

/**
 * An element with the field that it shows.
 * @template {Element} T
 * @param {{keyFrom: number, valueTo: number | null} | undefined} field
 * @param {T} element
 */
function linked(field, element) {
  if (field) links.push({ element, from: field.keyFrom, to: field.valueTo ?? field.keyFrom });
  return element;
}

/** What was written as part of the description and did not arrive. @param {CheckResult} result @param {import("@codemirror/state").Text} doc @param {Moves} moves */
function lost(result, doc, moves) {
  return lostParts(result, "description", doc).map((part) => {
    const line = h("p", { class: "lost" },
      h("s", {}, doc.sliceString(part.from, Math.min(part.to, part.from + LONG))),
      h("button", { type: "button", class: "link", title: part.why, onclick: () => moves.jump(part) }, "lost"));
    links.push({ element: line, ...part });
    return line;
  });
}

/** @param {Agent} agent @param {Moves} moves */
function tools({ tools, disallowedTools, toolsListed, toolsGranted }, moves) {
  const granted = toolsGranted === null ? h("span", { class: "soft" }, "every tool of the session")
    : toolsGranted.length === 0 ? h("span", { class: "none" }, "none")
    : h("ul", { class: "chips" }, ...some(toolsGranted, (tool) => {
      const from = tools?.find((each) => each.tool === tool) ?? tools?.find((each) => each.kind === "all");
      return h("li", {}, chip(from, tool, moves));
    }));
  const brought = new Set(toolsGranted);
  const searching = (/** @type {Tool} */ { tool }) => brought.has("Bash") && (tool === "Grep" || tool === "Glob");
  const useless = tools?.filter(({ tool, kind }) => kind !== "all" && !(tool && (brought.has(tool) || toolsGranted === null))) ?? [];
  return [
    h("p", { class: "tools-listed" }, h("span", { class: "label" }, "listed "), toolsListed),
    h("div", { class: "tools-granted" }, h("span", { class: "label" }, "granted "), granted),
    useless.length > 0 && h("div", { class: "tools-refused" }, h("span", { class: "label" }, "not granted "),
      h("ul", { class: "chips" }, ...some(useless, (tool) => h("li", {}, chip(tool, tool.text, moves, searching(tool) ? SEARCHING : KINDS[tool.kind]))))),
    disallowedTools !== null && disallowedTools.length > 0 && h("div", { class: "tools-refused" },
      h("span", { class: "label" }, "taken away "),
      h("ul", { class: "chips" }, ...some(disallowedTools, (tool) => h("li", {}, chip(tool, tool.text, moves))))),
  ];
}

/** More than these take longer to lay out than a key may take. */
const MOST = 200;

/**
 * Elements for as many as help anybody, and how many more there are.
 * @template T
 * @param {readonly T[]} all
 * @param {(each: T) => HTMLElement} show
 */
function some(all, show) {
  const more = all.length - MOST;
  return [...all.slice(0, MOST).map(show), more > 0 && h("li", { class: "soft" }, `and ${more.toLocaleString("en")} more`)];
}

/**
 * @param {Tool | undefined} tool the entry that is behind it
 * @param {string} text
 * @param {Moves} moves
 * @param {string} [why] why it brings nothing
 */
function chip(tool, text, moves, why) {
  const element = tool
    ? h("button", { type: "button", class: `chip${why ? ` chip-${why === SEARCHING ? "depends" : tool.kind}` : ""}`, title: why, onclick: () => moves.jump(tool) },
      h("code", {}, text), why && h("span", { class: "unseen" }, `, ${why}`))
    : h("code", { class: "chip" }, text);
  if (tool) links.push({ element, from: tool.from, to: tool.to });
  return element;
}

/** @param {readonly Field[]} all @param {Moves} moves */
function fields(all, moves) {
  return h("section", { class: "fields", "aria-label": "Fields" },
    h("h3", {}, "Field by field"),
    all.length
      ? h("ul", { class: "field-list" }, ...some(all, (field) => row(field, moves)))
      : h("p", { class: "empty" }, "The file has no fields."));
}

/** @param {Field} field @param {Moves} moves */
function row(field, moves) {
  const { key, value, note } = field;
  const fate = FATES[field.fate] ?? { word: field.fate, effective: false };
  const range = { from: field.keyFrom, to: field.valueTo ?? field.keyTo };
  const read = value === null ? h("span", { class: "soft" }, "no value") : folded(`field ${key}`, value, h("span", { class: "value" }, value));
  const element = h("li", { class: `field fate-${field.fate}`, "data-key": key },
    h("button", { type: "button", class: "field-key", title: "Select in the file", onclick: () => moves.jump(range) },
      h("code", {}, fate.effective ? key : h("s", {}, key))),
    h("span", { class: "fate" }, fate.word),
    h("div", { class: "field-value" }, fate.effective ? read : h("s", {}, read)),
    note && h("p", { class: "field-note" }, withCode(note)));
  links.push({ element, ...range });
  return element;
}

/**
 * What shows a text in full, folded to a few lines when that is long.
 * @param {string} id
 * @param {string} text
 * @param {HTMLElement} shown
 */
function folded(id, text, shown) {
  const long = text.length > LONG;
  const open = unfolded.has(id);
  shown.classList.toggle("folded", long && !open);
  if (!long) return shown;
  const toggle = h("button", { type: "button", class: "toggle", "aria-expanded": String(open) }, open ? "Less" : more(text));
  toggle.addEventListener("click", () => {
    const fold = shown.classList.toggle("folded");
    if (fold) unfolded.delete(id);
    else unfolded.add(id);
    toggle.setAttribute("aria-expanded", String(!fold));
    toggle.textContent = fold ? more(text) : "Less";
  });
  return h("div", { class: "long" }, shown, toggle);
}

/** @param {string} text */
function more(text) {
  return `All ${plural(text.length, "character")}`;
}
