/** Buckets for each doubling of a latency: none is wider than 1/128 of what it holds. */
const SUB_BUCKETS = 128;
const SUB_BUCKETS_BITS = 7;
/** About 71 minutes; what is longer counts as this. */
const MICROSECONDS_MAX = 2 ** 32 - 1;
const BUCKETS = SUB_BUCKETS * (32 - SUB_BUCKETS_BITS + 1);

/** What percentiles say of latencies, in milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Counts latencies in buckets whose width grows with them; recording allocates nothing. */
export class LatencyHistogram {
  private readonly counts = new Float64Array(BUCKETS);
  private total = 0;
  private longest = 0;

  /** How many latencies were recorded. */
  get count(): number {
    return this.total;
  }

  /** Records a latency in milliseconds; a negative one counts as none. */
  record(latencyMs: number): void {
    const microseconds = Math.min(MICROSECONDS_MAX, Math.max(0, Math.round(latencyMs * 1000)));
    const bucket = bucketOf(microseconds);
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.total++;
    if (microseconds > this.longest) this.longest = microseconds;
  }

  /**
   * The latency in milliseconds that this share of all, 0 to 1, does not exceed, at most 1/128 too
   * much; `NaN` if nothing was recorded.
   */
  quantile(share: number): number {
    if (this.total === 0) return Number.NaN;
    const rank = Math.max(1, Math.ceil(share * this.total));
    let seen = 0;
    for (const [bucket, count] of this.counts.entries()) {
      seen += count;
      if (seen >= rank) return Math.min(this.longest, greatestIn(bucket)) / 1000;
    }
    return this.longest / 1000;
  }

  /** The percentiles that reports show. */
  percentiles(): Percentiles {
    return {
      p50: this.quantile(0.5),
      p99: this.quantile(0.99),
      p999: this.quantile(0.999),
      max: this.quantile(1),
    };
  }
}

function bucketOf(microseconds: number): number {
  const shift = Math.max(0, 32 - SUB_BUCKETS_BITS - 1 - Math.clz32(microseconds));
  return shift * SUB_BUCKETS + (microseconds >>> shift);
}

/** The greatest number of microseconds that falls into a bucket. */
function greatestIn(bucket: number): number {
  const shift = Math.max(0, Math.floor(bucket / SUB_BUCKETS) - 1);
  return (bucket - shift * SUB_BUCKETS + 1) * 2 ** shift - 1;
}
