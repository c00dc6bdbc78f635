// Draws the icons for home screens from `public/favicon.svg`: `node scripts/icons.mjs`. They are committed, since
// the build needs no browser.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { launch } from "./browser.mjs";

const folder = new URL("../public/", import.meta.url);
const svg = await readFile(new URL("favicon.svg", folder), "utf8");
const browser = await launch();
for (const size of [192, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size }, colorScheme: "light" });
  // Systems cut icons to circles and other shapes: what is to be seen stays within the middle.
  await page.setContent(`<!doctype html><body style="margin:0;display:grid;place-items:center;height:100vh;background:#f6f4ee"><div style="width:58%;display:grid">${svg}</div>`);
  await page.screenshot({ path: fileURLToPath(new URL(`icon-${size}.png`, folder)) });
  await page.close();
}
await browser.close();
