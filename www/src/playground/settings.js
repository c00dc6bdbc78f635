// @ts-check
// Which rules run and how bad their findings are, as one sets it in a `passmuster.yaml`.

import "./at-once.js";

import { rules } from "passmuster";

import { ACROSS_RULES } from "../../../pkg/shared/across.js";
import { openDialog } from "../ui/dialog.js";
import { h, plural, withCode } from "../ui/dom.js";
import { WORDS } from "../ui/severity.js";

/** @typedef {import("passmuster").Level} Level */
/** @typedef {Pick<import("passmuster").RuleInfo, "name" | "group" | "summary" | "enabled" | "severity" | "url">} Rule */
/** @typedef {Record<string, Level>} Levels */

/** @type {[Level, string][]} */
const LEVELS = [["off", "Off"], ["on", "On"], ["error", WORDS.error], ["warning", WORDS.warning], ["info", WORDS.info]];

/** What only a folder shows. @type {Rule[]} */
const ACROSS = Object.entries(ACROSS_RULES).map(([name, { severity, summary }]) =>
  ({ name, group: "across files", summary, enabled: true, severity, url: `rules/index.html#${name}` }));

/**
 * @param {object} setUp
 * @param {Levels} setUp.levels by rule; those that are as they come are left out
 * @param {Levels} setUp.configured what the folder's passmuster.yaml sets, by rule and group
 * @param {string} setUp.host
 * @param {(levels: Levels) => void} setUp.onChange
 */
export function openSettings({ levels, configured, host, onChange }) {
  const now = { ...levels };
  const all = [...rules(), ...ACROSS];
  const summary = h("p", { class: "settings-summary", role: "status" });
  const nothing = h("p", { class: "soft", role: "status", hidden: true }, "No rule is like that.");
  const search = h("input", { type: "search", class: "field-input", placeholder: "Search rules", "aria-label": "Search rules" });
  const reset = h("button", { type: "button", class: "button", onclick: () => {
    for (const name of Object.keys(now)) delete now[name];
    for (const select of selects.values()) select.value = "";
    changed();
  } }, "Reset all");
  const yaml = h("button", { type: "button", class: "button", onclick: async () => {
    const text = toYaml(host, now);
    yaml.textContent = await navigator.clipboard.writeText(text).then(() => "Copied", () => "Not allowed");
    setTimeout(() => (yaml.textContent = "Copy as passmuster.yaml"), 2000);
  } }, "Copy as passmuster.yaml");

  /** @type {Map<string, HTMLSelectElement>} */
  const selects = new Map();
  /** @type {Map<string, Rule[]>} */
  const groups = new Map();
  for (const rule of all) groups.set(rule.group, [...groups.get(rule.group) ?? [], rule]);
  const sections = [...groups].map(([group, members]) => h("section", { class: "settings-group" },
    h("h3", {}, group),
    h("ul", {}, ...members.map((rule) => row(rule)))));

  /** @param {Rule} rule */
  function row({ name, group, summary: text, enabled, severity, url }) {
    const set = LEVELS.find(([level]) => level === (configured[name] ?? (enabled && configured[group])));
    const usual = set ? `passmuster.yaml: ${set[1]}` : enabled ? `Default: ${WORDS[severity]}` : "Default: off";
    const select = h("select", { "aria-label": name },
      h("option", { value: "" }, usual),
      ...LEVELS.map(([level, word]) => h("option", { value: level }, word)));
    select.value = now[name] ?? "";
    select.addEventListener("change", () => {
      if (select.value) now[name] = /** @type {Level} */ (select.value);
      else delete now[name];
      changed();
    });
    selects.set(name, select);
    const title = DOCS_ROOT
      ? h("a", { href: new URL(url, new URL(DOCS_ROOT, location.href)), target: "_blank", rel: "noreferrer" }, name)
      : name;
    return h("li", { class: "settings-rule", "data-words": `${name} ${text}`.toLowerCase() },
      h("div", {}, h("code", {}, title), h("p", { class: "soft" }, withCode(text))), select);
  }

  function changed() {
    for (const [name, select] of selects) select.classList.toggle("is-set", name in now);
    onChange({ ...now });
    tell();
  }

  function tell() {
    const count = Object.keys(now).length;
    summary.textContent = count ? `${plural(count, "rule")} changed.` : Object.keys(configured).length ? "All rules are as the folder's passmuster.yaml sets them." : "No rule is changed.";
    reset.disabled = count === 0;
  }

  search.addEventListener("input", () => {
    const words = search.value.trim().toLowerCase();
    for (const section of sections) {
      const rows = /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".settings-rule")]);
      for (const each of rows) each.hidden = !each.dataset.words?.includes(words);
      section.hidden = rows.every(({ hidden }) => hidden);
    }
    nothing.hidden = sections.some(({ hidden }) => !hidden);
  });

  openDialog({ title: "Rules", class: "settings" },
    h("div", { class: "settings-head" }, search, reset, yaml),
    summary, nothing, ...sections);
  for (const [name, select] of selects) select.classList.toggle("is-set", name in now);
  tell();
}

/** @param {string} host @param {Levels} levels */
export function toYaml(host, levels) {
  const lines = Object.entries(levels).map(([name, level]) => `  ${name}: ${level}\n`);
  return [`host: ${host}\n`, ...(lines.length ? ["rules:\n", ...lines] : [])].join("");
}
