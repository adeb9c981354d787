import type { Timestamp } from '@odradek/base';
import type { TimestampType } from '@odradek/protocol';

/** What the validation of produced records goes by. */
export interface LogValidatorOptions {
  /** The version of the Produce request: zstd needs 7. */
  readonly produceVersion: number;
  /** The wall clock. */
  readonly now: Timestamp;
  /** `max.message.bytes` of the topic: how large a batch may be, as it comes. */
  readonly messageMaxBytes: number;
  /** `segment.bytes` of the topic, which a batch must fit into; the default is Kafka's, 1 GiB. */
  readonly segmentBytes?: number;
  /** `message.timestamp.type` of the topic; the default is `CreateTime`. */
  readonly timestampType?: TimestampType;
  /** `message.timestamp.before.max.ms` */
  readonly timestampBeforeMaxMs: number;
  /** `message.timestamp.after.max.ms` */
  readonly timestampAfterMaxMs: number;
  /** Whether `cleanup.policy` includes `compact`, which asks for keys; the default is `false`. */
  readonly isCompacted?: boolean;
  /** `odradek.max.decompressed.batch.bytes`: how large a batch may become when it is inflated. */
  readonly decompressedBytesMax: number;
}
