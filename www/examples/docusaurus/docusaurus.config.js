export default {
  title: "An example",
  url: "https://example.com",
  // The tests open it under this address.
  baseUrl: "/example/",
  clientModules: ["./src/passmuster.js"],
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false }]],
};
