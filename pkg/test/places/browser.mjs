// Pages in an installed Chromium.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { launch } from "../../../www/scripts/browser.mjs";

let browser;

/** Registers the set-up of one browser for a test file. */
export function useBrowser() {
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
}

/** A page that keeps what it says: `said` are its console's lines, `problems` what went wrong. */
export async function openPage(t, address, { routes = {} } = {}) {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const said = [];
  const problems = [];
  page.on("console", (message) => {
    (["error", "warning"].includes(message.type()) ? problems : said).push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  for (const [pattern, answer] of Object.entries(routes)) await context.route(pattern, answer);
  await page.goto(address);
  return { page, said, problems };
}

/** Opens a page and waits until it says `answer`, and nothing went wrong. */
export async function expectAnswer(t, address, answer, options) {
  const { page, said, problems } = await openPage(t, address, options);
  for (let waited = 0; waited < 20_000 && !said.includes(answer) && !problems.length; waited += 20) {
    await page.waitForTimeout(20);
  }
  assert.deepEqual({ said: said.filter((line) => line === answer), problems }, { said: [answer], problems: [] });
}
