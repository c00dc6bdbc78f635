// The element in the projects of `www/examples`: installed as locked, with this package, built, and opened.

import assert from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { openPage, useBrowser } from "../places/browser.mjs";
import { emptyFolder, pack, run, serveFolder } from "../places/support.mjs";

const EXAMPLES = fileURLToPath(new URL("../../../www/examples", import.meta.url));

/** The folder in which each leaves its pages. */
const OUTPUTS = { plain: ".", vitepress: ".vitepress/dist", docusaurus: "build", starlight: "dist" };

const TYPES = { ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };

let tarball;

before(async () => {
  tarball = await pack();
});

useBrowser();

/** Installs an example with this package, builds it and resolves to the folder of its pages. */
async function build(name) {
  const folder = join(await emptyFolder(), name);
  await cp(join(EXAMPLES, name), folder, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  delete manifest.dependencies.passmuster;
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  const options = { cwd: folder, maxBuffer: 2 ** 26 };
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  // Fails if the lock file is not about just this manifest.
  if (Object.keys(manifest.dependencies).length) await run("npm", ["ci", ...quiet], options);
  await run("npm", ["install", "--no-save", ...quiet, tarball], options);
  await run("npm", ["run", "build", "--if-present"], options);
  return join(folder, OUTPUTS[name]);
}

test("lock files name no registry, and not the package that is about to be published", async () => {
  for (const name of Object.keys(OUTPUTS)) {
    const text = await readFile(join(EXAMPLES, name, "package-lock.json"), "utf8").catch(() => "{}");
    assert.doesNotMatch(text, /"resolved"/, name);
    assert.equal(JSON.parse(text).packages?.["node_modules/passmuster"], undefined, name);
  }
});

for (const name of Object.keys(OUTPUTS)) {
  test(name, async (t) => {
    const site = await emptyFolder();
    await mkdir(join(site, "example"));
    await cp(await build(name), join(site, "example"), { recursive: true });
    // What browsers ask for where nobody has told them, and Starlight tells them.
    for (const icon of ["favicon.ico", "example/favicon.svg"]) await writeFile(join(site, icon), "");
    const html = await readFile(join(site, "example/index.html"), "utf8");
    assert.match(html, /<passmuster-editor>[^]*description[^]*<\/passmuster-editor>/, "it reads without JavaScript");

    const { page, problems } = await openPage(t, `${await serveFolder(t, site, { types: TYPES })}/example/`);
    const element = page.locator("passmuster-editor");
    await element.locator(".finding", { hasText: "read names no tool" }).waitFor();
    await element.locator(".cm-content").waitFor();
    const value = () => element.evaluate((each) => each.value);
    assert.equal((await value()).trimEnd(), "---\nname: tidy\ndescription: Use it to tidy up.\ntools: read, Grep\n---\n\nSweep the floor.");
    await element.getByRole("button", { name: "Write Read" }).click();
    assert.match(await value(), /tools: Read, Grep/);
    await page.waitForTimeout(300);
    assert.match(await value(), /tools: Read, Grep/, "whatever renders the page leaves the text alone");
    assert.deepEqual(problems, []);
  });
}
