/*
 * Loaded into a broker's process before the broker, with `--import`: measures how late its event loop
 * is, between the messages `begin` and `end`, and answers the second with percentiles.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;
const NANOSECONDS_PER_MS = 1e6;

const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

/** The histogram holds the time from one tick to the next. */
function delayMs(nanoseconds: number): number {
  return Math.max(0, nanoseconds / NANOSECONDS_PER_MS - RESOLUTION_MS);
}

function report(): void {
  process.send?.({
    p50: delayMs(histogram.percentile(50)),
    p99: delayMs(histogram.percentile(99)),
    p999: delayMs(histogram.percentile(99.9)),
    max: delayMs(histogram.max),
  });
}

process.on('message', (message) => {
  if (message === 'begin') {
    histogram.reset();
    histogram.enable();
  } else {
    histogram.disable();
    report();
  }
});
// The broker decides when its process ends.
process.channel?.unref();
