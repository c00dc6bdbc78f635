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

export const headers = {
  "Content-Security-Policy": headerPolicy,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
