// A row a file, with everything that `check` of the API returns. `schema/check.schema.json` describes it.

import { placed } from "../examine.js";
import { gathering } from "./output.js";

/** Whether rows are to have what nothing else shows. */
export const needsAll = true;

export const render = (row, lines) => ({ ...row, diagnostics: placed(row.diagnostics, lines) });

export const Report = gathering((rows) => `${JSON.stringify(rows, null, 2)}\n`);
