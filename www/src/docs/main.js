// @ts-check
// What the documentation does where there are scripts: search, and filters of the list of rules.

import { startFilters } from "./filters.js";
import { startSearch } from "./search.js";

startSearch();
if (document.getElementById("filters")) startFilters();
