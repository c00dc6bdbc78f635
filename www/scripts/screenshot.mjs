// Makes the README's picture, or others: `npm run screenshot -- [wide|medium|narrow|dark …] [--to folder]`.
// The page must have been built.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const SHOTS = {
  wide: { file: "playground.png", width: 1440, height: 900, scale: 1 },
  dark: { file: "playground-dark.png", width: 1440, height: 900, scale: 1, colorScheme: "dark" },
  medium: { file: "playground-medium.png", width: 1100, height: 800, scale: 1 },
  narrow: { file: "playground-narrow.png", width: 390, height: 844, scale: 2 },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: "string", default: path.join(root, "../docs/images") } },
});

const server = await serve(path.join(root, "dist"));
const browser = await launch();
await mkdir(values.to, { recursive: true });
for (const name of positionals.length ? positionals : ["wide"]) {
  const shot = SHOTS[name];
  if (!shot) throw new Error(`no such picture: ${name}; there are ${Object.keys(SHOTS).join(", ")}`);
  const page = await browser.newPage({
    viewport: { width: shot.width, height: shot.height },
    deviceScaleFactor: shot.scale,
    colorScheme: shot.colorScheme ?? "light",
  });
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await page.locator('#verdict[data-status="loads"]').waitFor();
  await misspellATool(page);
  await page.screenshot({ path: path.join(values.to, shot.file), animations: "disabled" });
  await page.close();
}
await browser.close();
await server.close();

/** Something to see: a tool name in lower case. */
async function misspellATool(page) {
  await page.locator(".cm-content").evaluate(async (content) => {
    const find = () => [...content.querySelectorAll(".cm-line")].find((each) => each.textContent.startsWith("tools:"));
    // The editor draws only what is near the window, and on a phone that is not much.
    for (let tries = 0; !find() && tries < 20; tries++) {
      content.closest(".cm-scroller").scrollTop += 200;
      scrollBy(0, 200);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const line = find();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf("Grep");
      if (at < 0) continue;
      content.focus();
      getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 1);
      return;
    }
  });
  await page.keyboard.type("g");
  await page.locator(".cm-lintRange-error, .cm-lintRange-warning").first().waitFor({ state: "attached" });
}
