/** The bundler turns the module into a file of its own, and the import into its address. */
declare module "passmuster/wasm" {
  const path: string;
  export default path;
}
