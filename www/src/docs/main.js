// @ts-check
// What the documentation does where there are scripts: search, and filters of the list of rules.

import { startFilters } from "./filters.js";
import { startLinks } from "./links.js";
import { startSearch } from "./search.js";

startSearch();
startLinks();
if (document.getElementById("filters")) startFilters();
