// Many files are shared out among threads; each reads and checks its part, and the results come in order.

import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

import { MODULE } from "./library.js";
import { looker } from "./look.js";

/** From so many files on, threads are worth their start. */
const MANY = 300;

/** More threads than this wait for each other's memory. */
const MOST_THREADS = 8;

/** How many files a thread gets at a time, and how many such parts it has before it. */
const PART = 16;
const AHEAD = 4;

/** How many parts a thread may be ahead of the output, so that a slow reader of it does not fill the memory. */
const FARTHEST = 16;

/**
 * @param {import("./find.js").Found[]} files
 * @param {import("./look.js").Task} task
 * @returns {AsyncGenerator<import("./look.js").Outcome[]>} One for each file, in order, some at a time.
 */
export async function* lookAtAll(files, task) {
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  if (files.length >= MANY && threads > 1) return yield* share(files, task, threads);
  const look = await looker(task);
  for (const file of files) yield [look(file)];
}

async function* share(files, task, threads) {
  // This thread is one of them: starting another costs more than it would save.
  const workers = Array.from({ length: threads - 1 }, () => new Worker(new URL(import.meta.url), { workerData: { task, module: MODULE } }));
  const parts = Math.ceil(files.length / PART);
  const partAt = (part) => files.slice(part * PART, (part + 1) * PART);
  const done = new Map();
  let failed;
  let wake = () => {};
  let sent = 0;
  let written = 0;
  const more = () => sent < Math.min(parts, written + threads * FARTHEST);
  const load = new Map(workers.map((worker) => [worker, 0]));
  const feed = () => {
    for (const worker of workers) {
      for (; load.get(worker) < AHEAD && more(); sent++) {
        worker.postMessage({ part: sent, files: partAt(sent) });
        load.set(worker, load.get(worker) + 1);
      }
    }
  };
  for (const worker of workers) {
    worker.on("message", ({ part, outcomes }) => {
      done.set(part, outcomes);
      load.set(worker, load.get(worker) - 1);
      feed();
      wake();
    });
    worker.on("error", (error) => {
      failed = error;
      wake();
    });
  }
  feed();
  try {
    const look = await looker(task);
    for (let part = 0; part < parts; part++) {
      while (!done.has(part)) {
        if (failed) throw failed;
        if (more()) {
          const own = sent++;
          done.set(own, partAt(own).map((file) => look(file)));
          // Lets the others' messages in.
          await new Promise((resolve) => setImmediate(resolve));
        } else {
          await new Promise((resolve) => (wake = resolve));
        }
      }
      const outcomes = done.get(part);
      done.delete(part);
      written += 1;
      feed();
      yield outcomes;
    }
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}

if (!isMainThread) {
  const look = looker(workerData.task);
  parentPort.on("message", async ({ part, files }) => {
    const one = await look;
    parentPort.postMessage({ part, outcomes: files.map((file) => one(file)) });
  });
}
