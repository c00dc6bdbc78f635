// @ts-check
// Starts the checker, and finds out why when it does not start.

import { init } from "passmuster";
import wasmPath from "passmuster/wasm";

const wasmUrl = new URL(wasmPath, import.meta.url);

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
  await load(await download());
}

/** @returns {Promise<Response>} */
async function download() {
  const policy = watchPolicy();
  let response;
  try {
    response = await fetch(wasmUrl);
  } catch (error) {
    throw (await policy.blocked())
      ? new StartError(
          "A Content-Security-Policy forbids this page to fetch the checker.",
          "The server has to send `connect-src 'self'`.",
          error,
        )
      : new StartError(
          "The checker could not be fetched: the network or the server did not answer.",
          "Check the connection, then retry.",
          error,
        );
  } finally {
    policy.stop();
  }
  if (!response.ok) {
    throw new StartError(
      `The server answered ${response.status} instead of the checker (\`${wasmUrl.pathname}\`).`,
      "If the page was updated while it was open, reload it; otherwise retry.",
    );
  }
  return response;
}

/** @param {Response} response */
async function load(response) {
  try {
    await init(response);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw /unsafe-eval|content security policy/i.test(detail)
      ? new StartError(
          "A Content-Security-Policy forbids WebAssembly on this page.",
          "The server has to send `script-src 'self' 'wasm-unsafe-eval'`.",
          error,
        )
      : new StartError(
          `The checker arrived but could not be started: ${detail}`,
          "A proxy may have changed it on the way. Retry, or reload the page.",
          error,
        );
  }
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
