// Style sheets as text, for inside of elements: `import css from "./some.css?text"`.

import { dirname, resolve } from "node:path";

import * as esbuild from "esbuild";

/** @type {esbuild.Plugin} */
export const innerStyle = {
  name: "inner style",
  setup(build) {
    build.onResolve({ filter: /\.css\?text$/ }, ({ path, importer }) => ({
      path: resolve(dirname(importer), path.replace("?text", "")),
      namespace: "inner-style",
    }));
    build.onLoad({ filter: /./, namespace: "inner-style" }, async ({ path }) => {
      const { outputFiles: [{ text }], metafile } = await esbuild.build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        metafile: true,
      });
      return {
        // A page's `rem` is the page's; the element has its own.
        contents: text.trim().replace(/([\d.]+)rem\b/g, "calc($1*var(--passmuster-rem))"),
        loader: "text",
        watchFiles: Object.keys(metafile.inputs).map((file) => resolve(file)),
      };
    });
  },
};
