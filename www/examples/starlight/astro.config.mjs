import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  // The tests open it under this address.
  base: "/example/",
  integrations: [starlight({ title: "An example", components: { Head: "./src/Head.astro" } })],
});
