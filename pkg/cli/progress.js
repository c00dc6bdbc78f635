// One line that says how far a long run is, while somebody looks.

/** How long a run is silent, and how long between two lines, in ms. */
const PATIENCE = 500;
const INTERVAL = 100;

/** @param {number} total How many files there are. @param {string} [format] */
export function progress(total, format = "human") {
  const { stderr, stdout } = process;
  // Between the lines of a report on the same terminal it would only be in the way.
  if (!stderr.isTTY || (format === "human" && stdout.isTTY && total < 200)) return { step() {}, end() {} };
  let done = 0;
  let next = performance.now() + PATIENCE;
  let shown = false;
  const clear = () => shown && stderr.write("\r\x1b[K");
  return {
    step() {
      done += 1;
      const now = performance.now();
      if (now < next) return;
      next = now + INTERVAL;
      shown = true;
      stderr.write(`\r\x1b[KChecking ${done} of ${total} files`);
    },
    end: clear,
  };
}
