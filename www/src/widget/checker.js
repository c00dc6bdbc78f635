// @ts-check
// The checker, in a file of its own: elements that nobody sees don't load it.

export { check, createPreview } from "passmuster";
export { start } from "../checker/start.js";
