import type { Sample } from './metric.ts';
import { summarySamples } from './summary-samples.ts';
import { WindowedHistograms } from './windowed-histograms.ts';

/** Histograms count microseconds. */
const UNITS_PER_MS = 1000;

/** How long something took, each time. */
export class Durations {
  private readonly histograms: WindowedHistograms = new WindowedHistograms(1);

  add(ms: number, nowMs: number): void {
    this.histograms.begin(nowMs);
    this.histograms.record(0, ms * UNITS_PER_MS);
  }

  samples(nowMs: number, labels: Readonly<Record<string, string>> = {}): Iterable<Sample> {
    return summarySamples(this.histograms, { index: 0, units: UNITS_PER_MS, nowMs, labels });
  }
}
