import { BUCKETS_COUNT, bucketOf, middleOf } from './log-linear-buckets.ts';

/** How long a window is: quantiles are of the last one to two. */
const WINDOW_MS = 60_000;

/**
 * Histograms that get a value each at the same time, such as the phases of one kind of request. Sums
 * and the count are of all values since the start; quantiles are of the last one to two minutes, as
 * those of Kafka favour the last five (its `Histogram` samples with a bias to what is recent).
 *
 * To record takes some nanoseconds and allocates nothing.
 */
export class WindowedHistograms {
  private current: Uint32Array;
  private previous: Uint32Array;
  private readonly sums: Float64Array;
  private windowEndMs = -Infinity;
  private valuesCount = 0;

  /** `size` is how many histograms there are. */
  constructor(size: number) {
    this.current = new Uint32Array(size * BUCKETS_COUNT);
    this.previous = new Uint32Array(size * BUCKETS_COUNT);
    this.sums = new Float64Array(size);
  }

  /** Begins to record at a time of the monotonic clock: `record` follows once for each histogram. */
  begin(nowMs: number): void {
    this.valuesCount++;
    if (nowMs >= this.windowEndMs) this.roll(nowMs);
  }

  /** Adds a value to a histogram: a number from 0 on that is told apart from others to 6 %. */
  record(index: number, value: number): void {
    const bucket = index * BUCKETS_COUNT + bucketOf(value);
    this.current[bucket] = (this.current[bucket] ?? 0) + 1;
    this.sums[index] = (this.sums[index] ?? 0) + value;
  }

  private roll(nowMs: number): void {
    const { current, previous } = this;
    const isLate = nowMs >= this.windowEndMs + WINDOW_MS;
    if (isLate) current.fill(0);
    previous.fill(0);
    this.current = previous;
    this.previous = current;
    this.windowEndMs = nowMs + WINDOW_MS;
  }

  /** How many values each histogram has had. */
  get count(): number {
    return this.valuesCount;
  }

  /** The sum of all values of a histogram. */
  sumOf(index: number): number {
    return this.sums[index] ?? 0;
  }

  /**
   * The quantiles of a histogram over the last one to two minutes before `nowMs`, in the order of
   * `quantiles`, which rise from 0 to 1; none if it has had no value in that time.
   */
  quantilesOf(index: number, quantiles: readonly number[], nowMs: number): readonly number[] {
    if (nowMs >= this.windowEndMs) this.roll(nowMs);
    const first = index * BUCKETS_COUNT;
    let total = 0;
    for (let bucket = 0; bucket < BUCKETS_COUNT; bucket++) total += this.countAt(first + bucket);
    if (total === 0) return [];
    const values: number[] = [];
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS_COUNT; bucket++) {
      seen += this.countAt(first + bucket);
      while (values.length < quantiles.length) {
        const rank = Math.max(1, Math.ceil((quantiles[values.length] ?? 1) * total));
        if (seen < rank) break;
        values.push(middleOf(bucket));
      }
    }
    return values;
  }

  private countAt(position: number): number {
    return (this.current[position] ?? 0) + (this.previous[position] ?? 0);
  }
}
