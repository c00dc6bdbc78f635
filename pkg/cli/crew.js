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
const PART = 32;
const AHEAD = 2;

/**
 * @param {import("./find.js").Found[]} files
 * @param {import("./look.js").Task} task
 * @returns {AsyncGenerator<import("./look.js").Outcome>} One for each file, in order.
 */
export async function* lookAtAll(files, task) {
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  if (files.length >= MANY && threads > 1) return yield* share(files, task, threads);
  const look = await looker(task);
  for (const file of files) yield look(file);
}

async function* share(files, task, threads) {
  const workers = Array.from({ length: threads }, () => new Worker(new URL(import.meta.url), { workerData: { task, module: MODULE } }));
  const waiting = new Map();
  let failed;
  for (const worker of workers) {
    worker.on("message", ({ part, outcomes }) => waiting.get(part).resolve(outcomes));
    worker.on("error", (error) => {
      failed = error;
      for (const { reject } of waiting.values()) reject(error);
    });
  }
  try {
    const parts = Math.ceil(files.length / PART);
    let sent = 0;
    // What is ahead is bounded, so that a slow reader of the output does not fill the memory.
    const send = () => {
      if (sent >= parts || failed) return;
      const part = sent++;
      const slot = {};
      slot.outcomes = new Promise((resolve, reject) => Object.assign(slot, { resolve, reject }));
      // Awaited only when its turn comes.
      slot.outcomes.catch(() => {});
      waiting.set(part, slot);
      workers[part % threads].postMessage({ part, files: files.slice(part * PART, (part + 1) * PART) });
    };
    for (let index = 0; index < threads * AHEAD; index++) send();
    for (let part = 0; part < parts; part++) {
      if (failed) throw failed;
      const outcomes = await waiting.get(part).outcomes;
      waiting.delete(part);
      send();
      yield* outcomes;
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
