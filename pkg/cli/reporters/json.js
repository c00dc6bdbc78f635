// A row a file, with everything that `check` of the API returns. `schema/check.schema.json` describes it.

import { gathering } from "./output.js";

export const render = (row) => row;

export const Report = gathering((rows) => `${JSON.stringify(rows, null, 2)}\n`);
