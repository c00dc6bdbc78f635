// A static server with the headers the page is meant to be served with.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { STATUS_CODES, createServer } from "node:http";
import path from "node:path";

import { headersOf } from "./policy.mjs";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * @param {string} folder
 * @param {object} [options] for playing a host that fails
 * @param {number} [options.port]
 * @param {string} [options.policy] instead of the page's Content-Security-Policy
 * @param {(pathname: string) => number | "drop" | undefined} [options.intercept]
 *   answers with a bare status, or hangs up
 * @param {(pathname: string) => Promise<void> | undefined} [options.hold] delays an answer
 */
export async function serve(folder, { port = 0, policy, intercept, hold } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    const common = { ...headersOf(pathname), ...(policy && { "Content-Security-Policy": policy }) };
    await hold?.(pathname);
    const failure = intercept?.(pathname);
    if (failure === "drop") {
      request.destroy();
      return;
    }
    const wanted = path.join(folder, path.normalize(pathname));
    const isFolder = (await stat(wanted).catch(() => undefined))?.isDirectory();
    const isPage = !isFolder && !path.extname(wanted) && (await stat(`${wanted}.html`).catch(() => undefined))?.isFile();
    const file = isFolder ? path.join(wanted, "index.html") : isPage ? `${wanted}.html` : wanted;
    const found = !failure && (await stat(file).catch(() => undefined))?.isFile();
    if (!found) {
      const status = failure ?? 404;
      response.writeHead(status, { ...common, "Content-Type": TYPES[".txt"] });
      response.end(`${status} ${STATUS_CODES[status]}: ${pathname}\n`);
      return;
    }
    if (isFolder && !pathname.endsWith("/")) {
      // Its relative links are written for the address with the slash.
      response.writeHead(301, { ...common, Location: `${pathname}/${search}` }).end();
      return;
    }
    response.writeHead(200, {
      ...common,
      "Cache-Control": "no-store",
      "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream",
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  return {
    port: /** @type {import("node:net").AddressInfo} */ (server.address()).port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
