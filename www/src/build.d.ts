/** The bundler turns the module into a file of its own, and the import into its address. */
declare module "passmuster/wasm" {
  const path: string;
  export default path;
}

/** Where the rules' documentation is, with a slash at the end; empty if the build was not told. */
declare const DOCS_ROOT: string;

/** A style sheet for inside of an element. */
declare module "*.css?text" {
  const css: string;
  export default css;
}
