import type { Timestamp } from '@odradek/base';
import type { CompressionType, TimestampType } from '@odradek/protocol';

import type { RequestValidation } from './request-validation.ts';

/**
 * What is looked at in a batch that is compressed: everything that Kafka does, or its header alone,
 * where nothing has to be inflated for another reason.
 */
export type ValidationLevel = 'full' | 'header';

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
  /**
   * `compression.type` of the topic, which batches of another codec are brought to; `NONE` for
   * `uncompressed`. The default, for `producer`, is to leave them as they come.
   */
  readonly compressionType?: CompressionType;
  /** `compression.gzip.level`, `.lz4.level` or `.zstd.level`; the default is Kafka's. */
  readonly compressionLevel?: number;
  /** `odradek.max.decompressed.batch.bytes`: how large a batch may become when it is inflated. */
  readonly decompressedBytesMax: number;
  /**
   * How much of it may be inflated here. A batch that has more is not checked: its result is
   * `unchecked`. The default is no bound but `decompressedBytesMax`.
   */
  readonly inflatedBytesHere?: number;
  /** `odradek.produce.validation`; the default is `full`. */
  readonly level?: ValidationLevel;
  /** What the batches of one request share; the default is a request of one batch. */
  readonly request?: RequestValidation;
}
