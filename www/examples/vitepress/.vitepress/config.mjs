import { defineConfig } from "vitepress";

export default defineConfig({
  title: "An example",
  description: "The element in VitePress",
  // The tests open it under this address.
  base: "/example/",
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "passmuster-editor" } } },
});
