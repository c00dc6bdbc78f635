// The package's calls, made in a web worker. Nothing of the checker itself is loaded on this side.

/** What can be called. `createPreview()` is not among it: a worker has no page. */
const CALLS = ["check", "complete", "fix", "hosts", "hover", "preview", "readConfig", "rules", "suppress", "version"];

/** The worker's script, for where no bundler has a say. */
const SCRIPT = "./worker-entry.js";

export function createWorker({ worker, wasm } = {}) {
  /** The worker and its start. Forgotten when it fails, so that the next call tries again. */
  let running;
  let terminated = false;

  function start() {
    const input = typeof wasm === "string" ? new URL(wasm, baseAddress()) : wasm;
    const connection = new Connection(open(worker));
    // An address isn't cloned as such.
    const ready = connection.call("init", [input instanceof URL ? input.href : input]);
    const mine = { connection, ready };
    const forget = (error) => {
      connection.fail(error);
      if (running === mine) running = undefined;
    };
    connection.onfailure = forget;
    ready.catch(forget);
    return mine;
  }

  /** The worker, once it answers. */
  async function started() {
    if (terminated) throw terminationError();
    running ??= start();
    const { connection, ready } = running;
    await ready;
    return connection;
  }

  async function call(name, values) {
    const connection = await started();
    return connection.call(name, values);
  }

  return {
    async init() {
      await started();
    },
    ...Object.fromEntries(CALLS.map((name) => [name, (...values) => call(name, values)])),
    terminate() {
      terminated = true;
      running?.connection.fail(terminationError());
      running = undefined;
    },
  };
}

function terminationError() {
  return new Error("This worker was terminated: make another with createWorker().");
}

/** A worker and the calls that it has not answered yet. */
class Connection {
  #worker;
  #failure;
  #answered = false;
  #calls = 0;
  #pending = new Map();
  /** Told what no single call can be blamed for. */
  onfailure = () => {};

  constructor(worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      this.#answered = true;
      const pending = this.#pending.get(data?.id);
      // A worker that somebody else made may have more to say.
      if (!pending) return;
      this.#pending.delete(data.id);
      if (data.error) pending.reject(toError(data.error));
      else pending.resolve(data.result);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.onfailure(workerError(event.message, this.#answered));
    };
    worker.onmessageerror = () => this.onfailure(workerError("an answer couldn't be read", true));
  }

  /** Rejects if the values can't be cloned, if the call throws, or if the worker fails. */
  async call(name, values) {
    if (this.#failure) throw this.#failure;
    const id = (this.#calls += 1);
    this.#worker.postMessage({ id, name, values });
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  /** Ends the worker, and with it every call. */
  fail(error) {
    if (this.#failure) return;
    this.#failure = error;
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

function toError({ name, message }) {
  return name === "TypeError" ? new TypeError(message) : new Error(message);
}

/** Browsers don't tell a page why a script wasn't loaded. */
function workerError(message, answered) {
  if (answered) return new Error(`passmuster: the worker failed: ${message}`);
  return new Error(
    `passmuster: the worker didn't start: ${message ||
      "its script is missing or broken, or the page's Content-Security-Policy forbids it"}.`,
  );
}

function open(worker) {
  if (typeof worker === "function") return worker();
  if (typeof Worker === "undefined") {
    throw new Error('passmuster/worker needs web workers, which there are none of here: import "passmuster" instead.');
  }
  if (worker !== undefined) return openAt(new URL(worker, baseAddress()));
  try {
    // In exactly this form bundlers find the script.
    return new Worker(new URL("./worker-entry.js", import.meta.url), { type: "module" });
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
    return openAt(new URL(/* webpackIgnore: true */ SCRIPT, import.meta.url));
  }
}

/** Browsers start no worker from another origin, such as a CDN; but one that imports from there. */
function openAt(address) {
  const origin = globalThis.location?.origin;
  if (!origin || address.origin === origin) return new Worker(address, { type: "module" });
  const blob = new Blob([`import ${JSON.stringify(address.href)};`], { type: "text/javascript" });
  // Not revoked: a browser may read it later, and it is a hundred bytes.
  return new Worker(URL.createObjectURL(blob), { type: "module" });
}

/** What addresses are relative to. In the worker that would be its own script. */
function baseAddress() {
  return globalThis.document?.baseURI ?? globalThis.location?.href;
}
