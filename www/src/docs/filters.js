// @ts-check
// Which rules the list of all rules shows.

import { byId, plural } from "../ui/dom.js";

export function startFilters() {
  const words = /** @type {HTMLInputElement} */ (byId("filter-words"));
  const selects = ["severity", "fixable", "enabled"].map((name) => ({
    name,
    select: /** @type {HTMLSelectElement} */ (byId(`filter-${name}`)),
  }));
  const rules = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".rule-row")]);
  const texts = new Map(rules.map((rule) => [rule, (rule.textContent ?? "").toLowerCase()]));
  const groups = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".rules")]);

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const rule of rules) {
      const fits = wanted.every((word) => texts.get(rule)?.includes(word))
        && selects.every(({ name, select: { value } }) => !value || rule.dataset[name] === value
          || (value === "some" && rule.dataset[name] !== "never"));
      rule.hidden = !fits;
      if (fits) shown++;
    }
    for (const group of groups) group.hidden = !group.querySelector(".rule-row:not([hidden])");
    byId("filter-count").textContent = plural(shown, "rule");
    byId("filter-empty").hidden = shown > 0;
  };
  byId("filters").addEventListener("input", apply);
}
