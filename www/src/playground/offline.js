// @ts-check
// Makes the page work without a network after the first visit, and offers a new version when there is one. None
// takes over by itself: whoever is at work would get scripts that don't fit the page.

import { note } from "../ui/note.js";

const WORKER = "service-worker.js";

export function startOffline() {
  // Hardened browsers have none, and neither has a page that didn't come safely.
  if (!navigator.serviceWorker) return;
  // What the page itself needs comes first.
  if (document.readyState === "complete") void register();
  else addEventListener("load", () => void register(), { once: true });
}

async function register() {
  const { serviceWorker } = navigator;
  let hadOne = Boolean(serviceWorker.controller);
  let asked = false;
  serviceWorker.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    // The first of all takes over without changing anything.
    else if (hadOne) note("This page was updated in another tab.", { about: "version", action: { label: "Reload", run: () => location.reload() } });
    hadOne = true;
  });

  let registration;
  try {
    registration = await serviceWorker.register(workerUrl(), { updateViaCache: "none" });
  } catch {
    // Forbidden, or the network is gone: then the page is one that needs the network.
    return;
  }
  const offer = () => {
    const { waiting } = registration;
    if (!waiting || !hadOne) return;
    const run = () => {
      asked = true;
      waiting.postMessage("take over");
    };
    note("A new version is ready.", { about: "version", action: { label: "Reload", run } });
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  offer();
}

/** The page's policy lets no script be loaded by a plain string, and this is the only one that is loaded so. */
function workerUrl() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const policy = trustedTypes?.createPolicy("service-worker", { createScriptURL: () => WORKER });
  return policy?.createScriptURL("") ?? WORKER;
}
