// The page's Content-Security-Policy: its own files, WebAssembly, and nothing inline. No string becomes markup
// or code, except for the one address that `src/playground/offline.js` makes a script's.

const directives = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self'",
  "connect-src": "'self'",
  "img-src": "'self' data:",
  "manifest-src": "'self'",
  "worker-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "service-worker",
};

const spell = (entries) => entries.map(([name, value]) => `${name} ${value}`).join("; ");

/** For the `<meta>` element in the page. */
export const metaPolicy = spell(Object.entries(directives));

/** For a server's header, which can also keep the page out of other pages' frames. */
export const headerPolicy = `${metaPolicy}; frame-ancestors 'none'`;

/** Of every page but those that are told below. */
export const headers = {
  "Content-Security-Policy": headerPolicy,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** What is made for other pages' frames, which only this page may be in. */
const embedded = { ...headers, "Content-Security-Policy": `${metaPolicy}; frame-ancestors *` };

/** The headers by the paths that they are for; the longest that fits counts. */
export const headersByPath = { "/*": headers, "/embed": embedded, "/embed.html": embedded };

/** @param {string} pathname */
export function headersOf(pathname) {
  return headersByPath[/** @type {keyof typeof headersByPath} */ (pathname)] ?? headers;
}
