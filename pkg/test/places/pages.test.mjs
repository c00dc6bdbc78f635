// Pages without a bundler, under strict policies, with parts from elsewhere or missing.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";

import { expectAnswer, openPage, useBrowser } from "./browser.mjs";
import { ANSWER, project, serveFolder, snippet } from "./support.mjs";

const PACKAGE = "./node_modules/passmuster";
const CDN = "https://cdn.jsdelivr.net/npm/passmuster@0.1.0";

/** A page with a script of its own: policies refuse the ones inside of pages. */
const page = (name) => `<!doctype html><meta charset="utf-8"><title>Place</title><link rel="icon" href="data:,">
<body><script type="module" src="${name}.js"></script>`;

/** Strict pages allow nothing but what is named. */
const policy = (...directives) => ({ "Content-Security-Policy": ["default-src 'none'", "img-src data:", ...directives].join("; ") });

let folder;

before(async () => {
  const head = '<!doctype html><meta charset="utf-8"><title>Place</title><link rel="icon" href="data:,">\n<body>\n';
  const local = (code, entry) => code.replace(/"passmuster(\/\w+)?"/g, `"${PACKAGE}/${entry}"`);
  folder = await project({
    files: {
      "static.html": head + (await snippet("html")),
      "cdn.html": head + (await snippet("html cdn")),
      "web.html": page("web"),
      "web.js": local(await snippet("js inline"), "web.js").replace("initSync()", "await init()").replace("initSync", "init"),
      "inline.html": page("inline"),
      "inline.js": local(await snippet("js inline"), "inline.js"),
      "worker.html": page("worker"),
      "worker.js": local(await snippet("js worker"), "worker.js"),
      "cdn-worker.html": page("cdn-worker"),
      "cdn-worker.js": local(await snippet("js worker"), "worker.js").replace(PACKAGE, CDN),
      "element.html": head + (await snippet("html element")),
      "element-and-calls.html": `${head}${await snippet("html element")}<script type="module" src="web.js"></script>`,
      "blank.html": `${head}<script type="module" src="blank.js"></script>`,
      "blank.js": `import { createWorker } from "${PACKAGE}/worker.js";\nObject.assign(window, { createWorker });\n`,
    },
  });
});

useBrowser();

/** The package on another origin, as a CDN has it. */
const routes = {
  [`${CDN}/**`]: async (route) => {
    const body = await readFile(join(folder, PACKAGE, route.request().url().slice(CDN.length)));
    const contentType = route.request().url().endsWith(".wasm") ? "application/wasm" : "text/javascript";
    await route.fulfill({ body, contentType, headers: { "Access-Control-Allow-Origin": "*" } });
  },
};

test("a page without a bundler", async (t) => {
  await expectAnswer(t, `${await serveFolder(t, folder)}/static.html`, ANSWER);
});

test("a server that doesn't know the module's media type", async (t) => {
  const types = { ".wasm": "application/octet-stream" };
  await expectAnswer(t, `${await serveFolder(t, folder, { types })}/static.html`, ANSWER);
});

test("a CDN", async (t) => {
  await expectAnswer(t, `${await serveFolder(t, folder)}/cdn.html`, ANSWER, { routes });
});

test("a worker from a CDN", async (t) => {
  await expectAnswer(t, `${await serveFolder(t, folder)}/cdn-worker.html`, ANSWER, { routes });
});

test("the README's policy is enough", async (t) => {
  const directives = (await snippet("csp")).trim();
  await expectAnswer(t, `${await serveFolder(t, folder, { headers: policy(directives) })}/web.html`, ANSWER);
  await expectAnswer(t, `${await serveFolder(t, folder, { headers: policy(directives, "worker-src 'self'") })}/worker.html`, ANSWER);
});

test("with the module inside nothing is fetched", async (t) => {
  const headers = policy("script-src 'self' 'wasm-unsafe-eval'");
  await expectAnswer(t, `${await serveFolder(t, folder, { headers })}/inline.html`, ANSWER);
});

test("a worker from a CDN under a policy", async (t) => {
  const headers = policy(
    "script-src 'self' https://cdn.jsdelivr.net 'wasm-unsafe-eval'",
    "connect-src https://cdn.jsdelivr.net",
    "worker-src blob: https://cdn.jsdelivr.net",
  );
  await expectAnswer(t, `${await serveFolder(t, folder, { headers })}/cdn-worker.html`, ANSWER, { routes });
});

/** Opens a page with an element, and waits for what the README's example is told of. */
async function expectElement(t, address) {
  const { page, problems } = await openPage(t, address);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.reload();
  await page.locator("passmuster-editor .finding", { hasText: "read names no tool" }).waitFor();
  await page.locator("passmuster-editor .cm-content", { hasText: "name: helper" }).waitFor();
  await page.getByRole("button", { name: "Write Read" }).click();
  await page.locator("passmuster-editor .cm-content", { hasText: "tools: Read" }).waitFor();
  assert.deepEqual(problems, []);
  return requests;
}

test("the element, from a folder and by one script", async (t) => {
  const headers = policy((await snippet("csp")).trim(), "style-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'");
  await expectElement(t, `${await serveFolder(t, folder, { headers })}/element.html`);
});

test("the element and calls on one page share the module", async (t) => {
  const requests = await expectElement(t, `${await serveFolder(t, folder)}/element-and-calls.html`);
  assert.equal(requests.filter((url) => url.endsWith(".wasm")).length, 1);
});

/** What a page's code makes of a worker; its console may complain. */
async function inPage(t, code, options) {
  const { page } = await openPage(t, `${await serveFolder(t, folder, options)}/blank.html`);
  await page.waitForFunction(() => "createWorker" in window);
  return page.evaluate(code);
}

/** In a page: how calls on a worker are refused, and that the next call is, too, rather than left open. */
const refusals = async () => {
  const passmuster = window.createWorker();
  const messages = [];
  for (let round = 0; round < 2; round += 1) {
    const calls = [passmuster.check(""), passmuster.rules(), passmuster.init()];
    for (const result of await Promise.allSettled(calls)) messages.push(result.reason?.message);
  }
  return messages;
};

async function assertRefused(t, options, expected) {
  const messages = await inPage(t, refusals, options);
  assert.equal(messages.length, 6);
  for (const message of messages) assert.match(message, expected);
}

test("a worker whose script is missing rejects", async (t) => {
  await assertRefused(t, { missing: ["/worker-entry.js"] }, /the worker didn't start: its script is missing/);
});

test("a worker one of whose modules is missing rejects", async (t) => {
  await assertRefused(t, { missing: ["/core.js"] }, /the worker didn't start: its script is missing/);
});

test("a worker whose module is missing rejects", async (t) => {
  await assertRefused(t, { missing: [".wasm"] }, /answered 404 instead of the WebAssembly module/);
});

test("a worker whose module was missing at first works in the end", async (t) => {
  const missing = [".wasm"];
  const { page } = await openPage(t, `${await serveFolder(t, folder, { missing })}/blank.html`);
  await page.waitForFunction(() => "createWorker" in window);
  const check = async () => {
    window.checker ??= window.createWorker();
    return window.checker.check("---\nname: a\ndescription: b\n---\n").then(({ status }) => status, ({ message }) => message);
  };
  assert.match(await page.evaluate(check), /answered 404/);
  missing.length = 0;
  assert.equal(await page.evaluate(check), "loads");
});

test("a worker that the policy forbids rejects", async (t) => {
  const headers = policy("script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'", "worker-src 'none'");
  await assertRefused(t, { headers }, /didn't start: its script is missing or broken, or the page's Content-Security-Policy/);
});

test("a worker in which the policy forbids WebAssembly rejects", async (t) => {
  const headers = policy("script-src 'self'", "connect-src 'self'", "worker-src 'self'");
  await assertRefused(t, { headers }, /Content Security Policy/);
});

test("a worker whose script is broken rejects", async (t) => {
  await writeFile(join(folder, "broken.js"), "const = ;\n");
  const message = await inPage(t, () =>
    window.createWorker({ worker: "broken.js" }).check("").catch((error) => error.message));
  assert.match(message, /the worker didn't start: its script is missing or broken/);
});

test("a worker that fails later rejects what it owes, and the next call starts another", async (t) => {
  await writeFile(
    join(folder, "failing.js"),
    `addEventListener("message", ({ data: { id, name } }) => {
  if (name !== "init") throw new Error("out of luck");
  postMessage({ id });
});
`,
  );
  const [first, second, status] = await inPage(t, async () => {
    const scripts = ["failing.js", "node_modules/passmuster/worker-entry.js"];
    const passmuster = window.createWorker({ worker: () => new Worker(scripts.shift(), { type: "module" }) });
    const results = await Promise.allSettled([passmuster.check(""), passmuster.check("")]);
    const { status } = await passmuster.check("---\nname: a\ndescription: b\n---\n");
    return [...results.map(({ reason }) => reason?.message), status];
  });
  assert.match(first, /^passmuster: the worker failed: .*out of luck$/);
  assert.equal(second, first);
  assert.equal(status, "loads");
});

test("a worker makes the calls as the page would", async (t) => {
  const results = await inPage(t, async () => {
    const passmuster = window.createWorker();
    const here = await import("/node_modules/passmuster/web.js");
    await here.init();
    const source = "---\r\nname: a\r\ndescription: \u{1f600} b\ud800\r\ntools: read\r\n---\r\n**x**\r\n";
    const calls = [
      ["check", source], ["check", source, { host: "claude-code-plugin" }], ["check", source, { host: "none" }], ["check", 42],
      ["fix", source], ["complete", source, 6], ["complete", source, 0.5], ["hover", source, 6], ["preview", source],
      ["readConfig", "rules: {}"], ["rules"], ["version"],
    ];
    const settle = async (call) => {
      try {
        return { result: await call() };
      } catch (error) {
        return { name: error.name, message: error.message };
      }
    };
    const compared = [];
    for (const [name, ...values] of calls) {
      compared.push([
        await settle(() => here[name](...values)),
        await settle(() => passmuster[name](...values)),
      ]);
    }
    const names = Object.keys(here).filter((name) => !["init", "initSync", "createPreview"].includes(name));
    passmuster.terminate();
    return { compared, missing: names.filter((name) => !(name in passmuster)) };
  });
  assert.equal(results.compared.length, 12);
  for (const [here, there] of results.compared) assert.deepEqual(there, here);
  assert.deepEqual(results.missing, []);
});

test("a terminated worker says so", async (t) => {
  const messages = await inPage(t, async () => {
    const passmuster = window.createWorker();
    const pending = passmuster.check("");
    passmuster.terminate();
    passmuster.terminate();
    const unused = window.createWorker();
    unused.terminate();
    const calls = [pending, passmuster.check(""), passmuster.init(), unused.rules()];
    return (await Promise.allSettled(calls)).map(({ reason }) => reason?.message);
  });
  assert.deepEqual(messages, Array(4).fill("This worker was terminated: make another with createWorker()."));
});

test("a worker takes the module in every form", async (t) => {
  const versions = await inPage(t, async () => {
    const address = "node_modules/passmuster/dist/passmuster_bg.wasm";
    const bytes = await (await fetch(address)).arrayBuffer();
    const worker = () => new Worker("node_modules/passmuster/worker-entry.js", { type: "module" });
    const forms = [address, new URL(address, document.baseURI), bytes, new Uint8Array(bytes), await WebAssembly.compile(bytes)];
    return Promise.all(forms.map((wasm) => window.createWorker({ wasm, worker }).version()));
  });
  assert.equal(versions.length, 5);
  assert.equal(new Set(versions).size, 1);
});
