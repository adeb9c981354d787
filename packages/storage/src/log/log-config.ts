/** The settings of a topic that its logs go by. */
export interface LogConfig {
  /** Kafka's `segment.bytes`: how large a segment grows before the next one begins. */
  readonly segmentBytes: number;
  /** Kafka's `index.interval.bytes`: at most how far a search walks. Holds for new segments. */
  readonly indexIntervalBytes: number;
  /** How many bytes of memory recent batches may take for consumers at the end of the log. */
  readonly recentBytesMax: number;
}

/** Kafka's defaults. */
export const LOG_CONFIG_DEFAULT: LogConfig = {
  segmentBytes: 1024 * 1024 * 1024,
  indexIntervalBytes: 4096,
  recentBytesMax: 1024 * 1024,
};
