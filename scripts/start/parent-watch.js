const LOOK_EVERY_MS = 500;

/**
 * Calls back when npm is gone. npm dies by a signal without passing it on, and the broker would keep
 * its port and its data directory with nobody to stop it. Without npm nothing is watched: who starts
 * the script by hand may well go and let it run.
 *
 * @param {() => void} onGone
 * @param {{ readonly env: NodeJS.ProcessEnv, readonly ppid: number }} [self]
 * @param {number} [everyMs]
 */
export function watchNpm(onGone, self = process, everyMs = LOOK_EVERY_MS) {
  if (self.env['npm_lifecycle_event'] === undefined) return;
  const parent = self.ppid;
  const timer = setInterval(() => {
    if (self.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
}
