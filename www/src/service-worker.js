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
    if (request.mode === "navigate") return missing();
    throw error;
  }
}

/** In the place of a page that nobody has visited: the way back, instead of what browsers say of a missing network. */
function missing() {
  const style = files.find(([path]) => path.endsWith(".css"))?.[0];
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>This page needs the network · passmuster</title>
<link rel="icon" href="${scope}favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${scope}${style}">
<header class="masthead"><a class="wordmark" href="${scope}">passmuster</a></header>
<main class="empty">
<h1>This page needs the network</h1>
<p>It could not be loaded just now. Without a network there are the playground, and the pages that were opened in this browser before.</p>
<p><a href="${scope}">To the playground</a></p>
</main>
`;
  return new Response(page, { status: 503, statusText: "Service Unavailable", headers: {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  } });
}

/** Lets go of what was visited longest ago. @param {Cache} cache */
async function prune(cache) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_VISITED)).map((key) => cache.delete(key)));
}
