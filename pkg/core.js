// The one WebAssembly instance behind the package, and the calls into it.
// `web.js` and `node.js` differ only in how they come by the module's bytes.

import * as glue from "./dist/passmuster.js";

/** Whether an instance was made; nothing may be called before. */
let ready = false;

/** The start that is under way or done, so that every `init()` shares it. */
let starting;

/** How many instances were given up; objects of an earlier one are dead. */
let generation = 0;

/** Whether the last instance failed and no new one could be made yet. */
let broken = false;

/** Starts once. A failed start is forgotten, so that the caller can try again. */
export function startOnce(load) {
  starting ??= load()
    .then(compile)
    .then(start)
    .catch((error) => {
      starting = undefined;
      throw error;
    });
  return starting;
}

/** Starts from a compiled module or its bytes, without waiting. */
export function initSync(module) {
  if (ready) return;
  if (module === undefined) throw new TypeError("passmuster: initSync() takes the module or its bytes here.");
  start(module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module));
  starting = Promise.resolve();
}

/** @returns {Promise<WebAssembly.Module>} */
async function compile(input) {
  if (input instanceof WebAssembly.Module) return input;
  if (typeof Response === "undefined" || !(input instanceof Response)) {
    return WebAssembly.compile(input);
  }
  if (!input.ok) {
    throw new Error(`passmuster: ${input.url} answered ${input.status} instead of the WebAssembly module.`);
  }
  // Streaming insists on the media type; a server that gets it wrong costs only speed.
  const type = input.headers.get("Content-Type") ?? "";
  return type.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(input)
    : WebAssembly.compile(await input.arrayBuffer());
}

function start(module) {
  if (ready) return;
  // Without this check the glue would keep a foreign module's exports and never take another.
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "check")) {
    throw new TypeError("passmuster: init() was given a WebAssembly module that isn't passmuster's.");
  }
  glue.initSync({ module });
  ready = true;
}

/**
 * Runs one call into the instance, and replaces the instance if the call throws.
 *
 * A panic aborts, and whatever throws through WebAssembly frames leaves the stack pointer and
 * the values on those frames behind: the instance may answer for a while, then traps for good.
 * A fresh one costs less than a millisecond, so no failed instance is used again.
 */
export function run(call) {
  if (broken) replaceInstance();
  const { error: report } = console;
  let panic = "";
  // The panic hook's only way out is `console.error`: listen to it, and let it through.
  console.error = (...values) => {
    panic ||= String(values[0]);
    report.apply(console, values);
  };
  try {
    return call();
  } catch (thrown) {
    generation += 1;
    broken = true;
    try {
      replaceInstance();
    } catch {
      // Out of memory for now: the next call tries again, and tells if it fails.
    }
    throw isTrap(thrown) ? internalError(thrown, panic) : thrown;
  } finally {
    console.error = report;
  }
}

function replaceInstance() {
  glue.__wbg_reset_state();
  broken = false;
}

/** A trap, or the engine's stack running out (not a `RuntimeError` everywhere). */
function isTrap(thrown) {
  return (
    thrown instanceof WebAssembly.RuntimeError ||
    thrown instanceof RangeError ||
    thrown?.name === "InternalError"
  );
}

function internalError(cause, panic) {
  // Asking for the stack turns it into text. Until then its frames keep the failed instance and
  // its memory for as long as somebody keeps the error.
  void cause.stack;
  // The hook appends a JavaScript stack to the message, and the place before it was left out of the module.
  const message = panic.split("\n\nStack:")[0].replace(/^panicked at .*\n/, "").trim() || cause.message;
  return new Error(`passmuster failed on this input and was restarted: ${message}`, { cause });
}

export function assertReady(name) {
  if (!ready) throw new Error(`passmuster isn't ready: await init() before calling ${name}().`);
}

function assertString(source, name) {
  if (typeof source !== "string") {
    const type = source === null ? "null" : typeof source;
    throw new TypeError(`${name}() takes the file's text as a string, not ${type}.`);
  }
}

/**
 * Runs a call about one place of the source. The place is brought into the text here: the module's
 * numbers have no sign, and would take -1 for one far behind any text.
 */
function runAt(name, source, offset, options) {
  assertReady(name);
  assertString(source, name);
  if (!Number.isInteger(offset)) {
    const given = typeof offset === "number" ? offset : offset === null ? "null" : typeof offset;
    throw new TypeError(`${name}() takes the offset as a whole number, not ${given}.`);
  }
  const place = Math.min(Math.max(offset, 0), source.length);
  return run(() => glue[name](source, place, options));
}

export function check(source, options) {
  assertReady("check");
  assertString(source, "check");
  return run(() => glue.check(source, options));
}

export function complete(source, offset, options) {
  return runAt("complete", source, offset, options);
}

export function hover(source, offset, options) {
  return runAt("hover", source, offset, options);
}

export function suppress(source, finding, options) {
  assertReady("suppress");
  assertString(source, "suppress");
  const { rule, from, to } = finding;
  return run(() => glue.suppress(source, rule, from, to, options));
}

export function readConfig(source) {
  assertReady("readConfig");
  assertString(source, "readConfig");
  return run(() => glue.readConfig(source));
}

export function preview(source, options) {
  assertReady("preview");
  assertString(source, "preview");
  return run(() => glue.preview(source, options));
}

export function fix(source, options) {
  assertReady("fix");
  assertString(source, "fix");
  const result = run(() => glue.fix(source, options));
  // The way there and back is UTF-8, which has no lone surrogates: a text that needs no fix
  // comes back as it was given.
  if (result.applied === 0) result.output = source;
  return result;
}

export function version() {
  assertReady("version");
  return run(() => glue.version());
}

export function createPreview(element, { part = "all" } = {}) {
  assertReady("createPreview");
  let pane = run(() => new glue.PreviewPane(element, part));
  let born = generation;
  return {
    update(source, options) {
      assertString(source, "update");
      if (!pane) throw new Error("This preview was destroyed: make another with createPreview().");
      return run(() => {
        if (born !== generation) {
          // The pane went down with its instance; a new one clears the element and starts over.
          pane = new glue.PreviewPane(element, part);
          born = generation;
        }
        return pane.update(source, options);
      });
    },
    blocks() {
      if (!pane || born !== generation) return [];
      const places = run(() => pane.places());
      const elements = element.querySelectorAll(":scope > section > *, :scope > section > figure p");
      return Array.from(elements, (block, at) => ({ element: block, from: places[2 * at], to: places[2 * at + 1] }));
    },
    destroy() {
      const living = born === generation ? pane : undefined;
      pane = undefined;
      if (living) run(() => living.free());
    },
  };
}
