// What runs in the worker of `passmuster/worker`: makes the calls that arrive as messages. It is
// the script of a worker and no module to import from a page.

import * as passmuster from "./web.js";

addEventListener("message", async ({ data: { id, name, values } }) => {
  try {
    postMessage({ id, result: await passmuster[name](...values) });
  } catch (error) {
    // Not the error itself, whose cause isn't cloned everywhere.
    postMessage({ id, error: { name: error.name, message: error.message } });
  }
});
