// @ts-check
// Starts the checker, and finds out why when it does not start.

import { startModule } from "./module.js";

/** Why the checker did not start, in words for the person at the page. */
export class StartError extends Error {
  /**
   * @param {string} message what happened
   * @param {string} advice what can be done about it
   * @param {unknown} [cause]
   */
  constructor(message, advice, cause) {
    super(message, { cause });
    this.advice = advice;
  }
}

/** Resolves when the checker can be called. After a failure it may be called again. */
export async function start() {
  if (typeof WebAssembly !== "object") {
    throw new StartError(
      "This browser has no WebAssembly, or it is switched off.",
      "Some hardened modes switch it off. Allow it for this site, or use another browser.",
    );
  }
  const policy = watchPolicy();
  try {
    await startModule();
  } catch (error) {
    throw explain(error, await policy.blocked());
  } finally {
    policy.stop();
  }
}

/** @param {unknown} error from `init()` @param {boolean} blocked whether a policy kept something from being fetched */
function explain(error, blocked) {
  const detail = error instanceof Error ? error.message : String(error);
  const [, address, status] = /^passmuster: (\S+) answered (\d+)/.exec(detail) ?? [];
  if (status) {
    return new StartError(
      `The server answered ${status} instead of the checker (\`${new URL(address).pathname}\`).`,
      "If the page was updated while it was open, reload it; otherwise retry.",
      error,
    );
  }
  if (blocked) {
    return new StartError(
      "A Content-Security-Policy forbids this page to fetch the checker.",
      "The server has to send `connect-src 'self'`.",
      error,
    );
  }
  if (/unsafe-eval|content security policy/i.test(detail)) {
    return new StartError(
      "A Content-Security-Policy forbids WebAssembly on this page.",
      "The server has to send `script-src 'self' 'wasm-unsafe-eval'`.",
      error,
    );
  }
  // Of a fetch that fails no browser tells more than this; the package's own errors begin with its name.
  if (error instanceof TypeError && !detail.startsWith("passmuster")) {
    return new StartError(
      "The checker could not be fetched: the network or the server did not answer.",
      "Check the connection, then retry.",
      error,
    );
  }
  return new StartError(
    `The checker arrived but could not be started: ${detail}`,
    "A proxy may have changed it on the way. Retry, or reload the page.",
    error,
  );
}

/** Tells a fetch the policy forbade from one that merely failed: both reject alike. */
function watchPolicy() {
  let seen = false;
  /** @param {SecurityPolicyViolationEvent} event */
  const listener = (event) => {
    if (event.effectiveDirective === "connect-src") seen = true;
  };
  document.addEventListener("securitypolicyviolation", listener);
  return {
    /** The event comes in a task of its own, so it is waited for. */
    blocked: async () => {
      await new Promise((resolve) => setTimeout(resolve));
      return seen;
    },
    stop: () => document.removeEventListener("securitypolicyviolation", listener),
  };
}
