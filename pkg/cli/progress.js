// One line that says how far a long run is, while somebody looks.

/** How long a run is silent, and how long between two lines, in ms. */
const PATIENCE = 500;
const INTERVAL = 100;

/** @param {number} total How many files there are. */
export function progress(total) {
  const { stderr } = process;
  if (!stderr.isTTY) return { step() {}, hide() {} };
  let done = 0;
  let next = performance.now() + PATIENCE;
  let shown = false;
  return {
    step() {
      done += 1;
      const now = performance.now();
      if (now < next) return;
      next = now + INTERVAL;
      shown = true;
      stderr.write(`\r\x1b[KChecking ${done} of ${total} files`);
    },
    /** Makes room: the report may go to the same terminal. */
    hide() {
      if (shown) stderr.write("\r\x1b[K");
      shown = false;
    },
  };
}
