// @ts-check
// The package knows where its module is; or the page has told it already.

import { init } from "passmuster";

export function startModule() {
  return init();
}
