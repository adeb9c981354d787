import type { ModelSegmentConfig } from './model-segment.ts';

/** The settings of a log that the model goes by, named as the settings of the topic. */
export interface ModelConfig extends ModelSegmentConfig {
  /** -1 for no limit. */
  readonly retentionMs: number;
  /** -1 for no limit. */
  readonly retentionBytes: number;
  /** Whether `cleanup.policy` has delete. */
  readonly isDeleted: boolean;
  /** Only the log under test has it: how much it serves from memory. */
  readonly recentBytesMax: number;
  /** Whether segments before the log's start go at once; Kafka's go when retention is looked at. */
  readonly removesSegmentsBeforeStart: boolean;
  /** Whether a batch that has no room begins a new segment even if it is refused then, as in Kafka. */
  readonly rollsForRefused: boolean;
}
