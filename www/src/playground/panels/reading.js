// @ts-check
// What the host makes of the file: the agent as it will exist, and what became of every field.

import { createPreview } from "passmuster";

import { byId, h, plural, withCode } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { isShown, onShow } from "../layout.js";
import { linkPanel } from "../links.js";
import { cut } from "./cut.js";
import { fill, setAttributes, setText } from "./fill.js";
import { lostParts } from "./lost.js";
import { jumpFrom, leadTo, saidOf } from "./place.js";

/** @typedef {import("passmuster").CheckResult} CheckResult */
/** @typedef {import("passmuster").AgentInfo} Agent */
/** @typedef {import("passmuster").FieldInfo} Field */
/** @typedef {import("passmuster").ToolInfo} Tool */
/** @typedef {import("../../checker/source.js").Source} Source */
/** @typedef {import("../links.js").Link} Link */
/** @typedef {import("./fill.js").Item} Item */
/** @typedef {import("./fill.js").Wanted} Wanted */
/** @typedef {import("./place.js").Range} Range */
/** @typedef {import("./place.js").Moves} Moves */

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

const TAKEN = "taken away by disallowedTools";

const LONG = 240;

/** How much of a text is in the page while it is folded to a few lines. */
const FOLDED = 1000;

/** How many of the errors that keep an agent from existing are shown here. */
const SHOWN_ERRORS = 3;

const body = byId("reading-body");

/** Long values someone unfolded stay unfolded while the text changes. */
const unfolded = new Set();

/** What there is to show. @type {Parameters<typeof showReading> | null} */
let latest = null;
/** Whether that is shown. */
let isDrawn = true;
/** Said instead, if there is nothing to show. */
let instead = "";

/** @type {Link[]} */
let links = [];
/** @type {ReturnType<typeof createPreview> | undefined} */
let description;
/** What the description's preview lives in. It is kept, so that only what changes is drawn anew. */
const prose = h("div", { class: "prose" });

linkPanel("reading", () => (isDrawn ? links : []));
onShow("reading", () => isDrawn || draw());

/**
 * @param {CheckResult} result with places in the editor
 * @param {Source} source
 * @param {import("passmuster").Options} options
 * @param {Moves} moves
 */
export function showReading(result, source, options, moves) {
  latest = [result, source, options, moves];
  change();
}

/** @param {string} text */
export function clearReading(text) {
  latest = null;
  instead = text;
  change();
}

/** Nobody waits for what is behind a tab. */
function change() {
  isDrawn = false;
  if (isShown("reading")) draw();
}

function draw() {
  isDrawn = true;
  links = [];
  if (!latest) {
    fill(body, [{ look: `instead ${instead}`, make: () => h("p", { class: "empty" }, instead) }]);
    return;
  }
  const [result, source, options, moves] = latest;
  const { agent } = result;
  if (agent) showDescription(source, options);
  fill(body, agent ? [card(agent, result, source, moves), fields(agent.fields, moves)] : [nothing(result, source.doc, moves)]);
}

/** Something that only ever looks like this. @param {string} look @param {() => HTMLElement} make @returns {Item} */
function still(look, make) {
  return { look, make };
}

/**
 * Why there is no agent.
 * @param {CheckResult} result
 * @param {import("@codemirror/state").Text} doc
 * @param {Moves} moves
 * @returns {Item}
 */
function nothing({ reason, diagnostics }, doc, moves) {
  const errors = diagnostics
    .filter(({ severity }) => severity === "error")
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const more = errors.length - SHOWN_ERRORS;
  return {
    look: "nothing",
    make: () => h("div", { class: "nothing" }),
    inner: [
      still("word", () => h("p", { class: "nothing-word" }, icon("ignored"), "No agent comes of this file")),
      reason && still(reason, () => h("p", { class: "nothing-reason" }, withCode(reason))),
      errors.length > 0 && {
        look: "errors",
        make: () => h("ul", { class: "nothing-errors" }),
        inner: errors.slice(0, SHOWN_ERRORS).map((each) => saidOf(doc, each, moves)),
      },
      more > 0 && still(`more ${more}`, () => h("p", { class: "soft" }, `${plural(more, "more error")} under Findings.`)),
    ],
  };
}

/** @param {Source} source @param {import("passmuster").Options} options */
function showDescription(source, options) {
  description ??= createPreview(prose, { part: "description" });
  description.update(source.text, options);
  for (const block of description.blocks()) links.push(source.range(block));
}

/** @param {Agent} agent @param {CheckResult} result @param {Source} source @param {Moves} moves @returns {Item} */
function card(agent, result, source, moves) {
  const { doc } = source;
  const used = (/** @type {string} */ key) => agent.fields.find((field) => field.key === key && field.fate === "used");
  const color = used("color")?.value;
  const price = `${plural(agent.descriptionTokens, "token")} of every session`;
  return {
    look: "card",
    make: () => h("dl", { class: "card" }),
    inner: [
      ...entry("name",
        color && linked(rangeOf(used("color")), still(`color ${color}`, () =>
          h("span", { class: "agent-color", "data-color": color, title: `color: ${color}` }))),
        linked(rangeOf(used("name")), still(`name ${agent.name}`, () => h("strong", { class: "agent-name" }, agent.name)))),
      ...entry("description",
        folded("description", agent.description, () => ({ look: "prose", make: () => prose })),
        ...lost(result, doc, moves),
        still(price, () =>
          h("p", { class: "price", title: "The name and the description are in the prompt of every session, used or not." }, price))),
      ...entry("tools", ...tools(agent, moves)),
      ...entry("model", linked(rangeOf(used("model")), still(`model ${agent.modelRequested}`, () => agent.modelRequested
        ? h("code", { class: "chip" }, agent.modelRequested)
        : h("span", { class: "soft" }, "inherits the session's")))),
      ...entry("prompt", prompt(agent, source)),
    ],
  };
}

/** How long the prompt is, linked with all of it: it is what the file ends with, but for blanks. @param {Agent} agent @param {Source} source @returns {Item} */
function prompt({ prompt }, source) {
  if (!prompt) return still("empty", () => h("span", {}, h("span", { class: "soft" }, "empty")));
  const end = source.text.trimEnd().length;
  const range = source.range({ from: end - prompt.length, to: end });
  const lines = source.doc.lineAt(range.to).number - source.doc.lineAt(range.from).number + 1;
  const size = `${plural(lines, "line")}, ${plural(prompt.length, "character")}`;
  return linked(range, still(size, () => h("span", {}, size)), true);
}

/** @param {string} term @param {...Wanted[number]} inner @returns {Item[]} */
function entry(term, ...inner) {
  return [
    still(`term ${term}`, () => h("dt", {}, term)),
    { look: `entry ${term}`, make: () => h("dd", { "data-part": term }), inner },
  ];
}

/** @param {Field | undefined} field @returns {Range | undefined} */
function rangeOf(field) {
  return field && { from: field.keyFrom, to: field.valueTo ?? field.keyTo };
}

/**
 * Links what is shown with its place; what is pressed to get there is the element itself, or a button in it.
 * @param {Range | undefined} range
 * @param {Item} item
 * @param {boolean} [wide]
 * @returns {Item}
 */
function linked(range, item, wide) {
  if (!range) return item;
  return {
    ...item,
    update: (element) => {
      item.update?.(element);
      links.push({ element, from: range.from, to: range.to, wide });
      leadTo(element.querySelector("button") ?? element, range);
    },
  };
}

/** What was written as part of the description and did not arrive. @param {CheckResult} result @param {import("@codemirror/state").Text} doc @param {Moves} moves */
function lost(result, doc, moves) {
  return lostParts(result, "description", doc).map((part) => {
    const text = cut(doc.sliceString(part.from, Math.min(part.to, part.from + LONG + 1)), LONG);
    return linked(part, still(`lost ${part.why} ${text}`, () => h("p", { class: "lost" },
      h("s", {}, text),
      h("button", { type: "button", class: "link", title: part.why, onclick: jumpFrom(moves) }, "lost"))));
  });
}

/** @param {Agent} agent @param {Moves} moves @returns {Wanted} */
function tools({ tools, disallowedTools, toolsListed, toolsGranted }, moves) {
  const brought = new Set(toolsGranted);
  const searching = (/** @type {Tool} */ { tool }) => brought.has("Bash") && (tool === "Grep" || tool === "Glob");
  const denied = new Set(disallowedTools?.map(({ tool }) => tool));
  const taken = (/** @type {Tool} */ { tool, kind }) => kind === "tool" && denied.has(tool);
  const useless = once(tools?.filter(({ tool, kind }) => kind !== "all" && !(tool && (brought.has(tool) || toolsGranted === null))) ?? []);
  const all = tools?.find(({ kind }) => kind === "all");
  /** @type {Map<string | null, Tool>} the first of each */
  const entries = new Map();
  for (const each of tools ?? []) if (!entries.has(each.tool)) entries.set(each.tool, each);
  return [
    still(`listed ${toolsListed}`, () => h("p", { class: "tools-listed" }, h("span", { class: "label" }, "listed "), toolsListed)),
    {
      look: "granted",
      make: () => h("div", { class: "tools-granted" }),
      inner: [
        still("label", () => h("span", { class: "label" }, "granted ")),
        toolsGranted === null ? still("every", () => h("span", { class: "soft" }, "every tool of the session"))
        : toolsGranted.length === 0 ? still("none", () => h("span", { class: "none" }, "none"))
        : chips(toolsGranted, (tool) => chip(entries.get(tool) ?? all, tool, moves)),
      ],
    },
    refused("not granted ", useless, (tool) => chip(tool, tool.text, moves, searching(tool) ? SEARCHING : taken(tool) ? TAKEN : KINDS[tool.kind])),
    refused("taken away ", once(disallowedTools ?? []), (tool) => chip(tool, tool.text, moves)),
  ];
}

/** Without what is written once more. @param {readonly Tool[]} all */
function once(all) {
  const seen = new Set();
  return all.filter(({ text }) => !seen.has(text) && seen.add(text));
}

/** @param {string} label @param {readonly Tool[]} all @param {(each: Tool) => Item} show @returns {Item | false} */
function refused(label, all, show) {
  return all.length > 0 && {
    look: label,
    make: () => h("div", { class: "tools-refused" }),
    inner: [still("label", () => h("span", { class: "label" }, label)), chips(all, show)],
  };
}

/** @template T @param {readonly T[]} all @param {(each: T) => Item} show @returns {Item} */
function chips(all, show) {
  return {
    look: "chips",
    make: () => h("ul", { class: "chips" }),
    inner: some(all, (each) => ({ look: "chip", make: () => h("li"), inner: [show(each)] })),
  };
}

/** More than these take longer to lay out than a key may take. */
const MOST = 200;

/**
 * Items for as many as help anybody, and how many more there are.
 * @template T
 * @param {readonly T[]} all
 * @param {(each: T) => Item} show
 * @returns {Wanted}
 */
function some(all, show) {
  const more = all.length - MOST;
  const rest = `and ${more.toLocaleString("en")} more`;
  return [...all.slice(0, MOST).map(show), more > 0 && still(rest, () => h("li", { class: "soft" }, rest))];
}

/**
 * @param {Tool | undefined} tool the entry that is behind it
 * @param {string} text
 * @param {Moves} moves
 * @param {string} [why] why it brings nothing
 * @returns {Item}
 */
function chip(tool, text, moves, why) {
  if (!tool) return still(`plain ${text}`, () => h("code", { class: "chip" }, text));
  const kind = why && ` chip-${why === SEARCHING ? "depends" : tool.kind}`;
  return linked(tool, still(`${kind} ${why} ${text}`, () =>
    h("button", { type: "button", class: `chip${kind ?? ""}`, title: why, onclick: jumpFrom(moves) },
      h("code", {}, text), why && h("span", { class: "unseen" }, `, ${why}`))));
}

/** @param {readonly Field[]} all @param {Moves} moves @returns {Item} */
function fields(all, moves) {
  return {
    look: "fields",
    make: () => h("section", { class: "fields", "aria-label": "Fields" }),
    inner: [
      still("title", () => h("h3", {}, "Field by field")),
      all.length
        ? { look: "list", make: () => h("ul", { class: "field-list" }), inner: some(all, (field) => row(field, moves)) }
        : still("none", () => h("p", { class: "empty" }, "The file has no fields.")),
    ],
  };
}

/** @param {Field} field @param {Moves} moves @returns {Item} */
function row(field, moves) {
  const { key, value, note } = field;
  const fate = FATES[field.fate] ?? { word: field.fate, effective: false };
  return linked(rangeOf(field), {
    look: `${field.fate} ${key}`,
    make: () => h("li", { class: `field fate-${field.fate}`, "data-key": key }),
    inner: [
      still("key", () => h("button", { type: "button", class: "field-key", title: "Select in the file", onclick: jumpFrom(moves) },
        h("code", {}, fate.effective ? key : h("s", {}, key)))),
      still("fate", () => h("span", { class: "fate" }, fate.word)),
      {
        look: "value",
        make: () => h("div", { class: "field-value" }),
        inner: [value === null
          ? still("none", () => h("span", { class: "soft" }, "no value"))
          : folded(`field ${key}`, value, (text) => still(`value ${text}`, () => h("span", { class: "value" }, fate.effective ? text : h("s", {}, text))))],
      },
      note && still(`note ${note}`, () => h("p", { class: "field-note" }, withCode(note))),
    ],
  });
}

/**
 * What shows a text in full, folded to a few lines when that is long.
 * @param {string} id
 * @param {string} text
 * @param {(text: string) => Item} show
 * @returns {Item}
 */
function folded(id, text, show) {
  const long = text.length > LONG;
  const open = !long || unfolded.has(id);
  const item = show(open ? text : cut(text, FOLDED));
  const value = { ...item, update: (/** @type {HTMLElement} */ element) => void element.classList.toggle("folded", !open) };
  if (!long) return value;
  return {
    look: "long",
    make: () => h("div", { class: "long" }),
    inner: [value, {
      look: "toggle",
      make: () => h("button", {
        type: "button",
        class: "toggle",
        onclick: () => {
          if (!unfolded.delete(id)) unfolded.add(id);
          draw();
        },
      }),
      update: (toggle) => {
        setAttributes(toggle, { "aria-expanded": String(open) });
        setText(toggle, open ? "Less" : `All ${plural(text.length, "character")}`);
      },
    }],
  };
}
