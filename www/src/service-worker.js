// @ts-check
/// <reference lib="webworker" />
// Keeps the page for when there is no network. The build says which files it consists of: their names or their
// hashes change with their content, so what is kept is never out of date. All of a version is kept or nothing.
// Other pages of the site are kept as they are visited, and asked for anew while there is a network.

/** @type {[path: string, integrity: string][]} What the playground consists of; the page itself is `""`. */
const files = FILES;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;

// Several copies of the page may live on one origin, which has one storage.
const ours = `passmuster ${scope} `;
const current = ours + VERSION;
const visited = `${current} visited`;

/** How many pages and what belongs to them are kept at most. */
const MOST_VISITED = 300;

const addresses = new Set(files.map(([path]) => scope + path));

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", ({ data }) => {
  if (data === "take over") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = request.url.replace(/[?#].*/, "").replace(/\/index\.html$/, "/");
  if (request.method !== "GET" || !url.startsWith(scope) || request.headers.has("Range")) return;
  event.respondWith(addresses.has(url) ? keptFirst(url, request) : networkFirst(url, request));
});

async function install() {
  const cache = await caches.open(current);
  await Promise.all(files.map(async ([path, integrity]) => {
    // The server may have another version by now, which must not be mixed with this one.
    const request = new Request(scope + path, { integrity, cache: "no-cache" });
    const response = await fetch(request);
    if (!response.ok) throw new Error(`${response.status} for ${request.url}`);
    await cache.put(scope + path, response);
  }));
}

async function activate() {
  for (const key of await caches.keys()) {
    if (key.startsWith(ours) && key !== current && key !== visited) await caches.delete(key);
  }
  await worker.clients.claim();
}

/** @param {string} url @param {Request} request */
async function keptFirst(url, request) {
  return (await caches.match(url, { cacheName: current })) ?? fetch(request);
}

/** @param {string} url @param {Request} request */
async function networkFirst(url, request) {
  const cache = await caches.open(visited);
  try {
    const response = await fetch(request);
    // What leads elsewhere, or belongs to someone else, is not ours to keep.
    if (response.ok && response.type === "basic" && !response.redirected) {
      await cache.put(url, response.clone()).then(() => prune(cache)).catch(() => {});
    }
    return response;
  } catch (error) {
    const kept = await cache.match(url);
    if (kept) return kept;
    throw error;
  }
}

/** Lets go of what was visited longest ago. @param {Cache} cache */
async function prune(cache) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_VISITED)).map((key) => cache.delete(key)));
}
