/** The bundler turns the module into a file of its own, and the import into its address. */
declare module "passmuster/wasm" {
  const path: string;
  export default path;
}

/** Where the rules' documentation is, with a slash at the end; empty if the build was not told. */
declare const DOCS_ROOT: string;

/** The bundler takes the file's text into the bundle. */
declare module "*.md" {
  const text: string;
  export default text;
}

/** What the service worker keeps: the files of the playground, and what tells their versions apart. */
declare const FILES: [path: string, integrity: string][];
declare const VERSION: string;

/** A style sheet for inside of an element. */
declare module "*.css?text" {
  const css: string;
  export default css;
}
