import { KafkaError, type Timestamp } from '@odradek/base';
import {
  attributesAt,
  CompressionType,
  decompress,
  ErrorCode,
  NO_TIMESTAMP,
  RECORD_BATCH_OVERHEAD,
  timestampTypeOf,
} from '@odradek/protocol';

import { isHeaderEnough, validateHeader } from './header-validator.ts';
import { type RecordReading, RecordWalk } from './record-walk.ts';
import { orRefusal } from './refusal.ts';
import { RequestValidation } from './request-validation.ts';
import { describeTimestampBounds, isWithinBounds } from './timestamp-bounds.ts';
import {
  type RecordError,
  refuse,
  type RefusedRecords,
  type UncheckedBatch,
} from './validated-records.ts';
import type { LogValidatorOptions } from './validation-options.ts';

/** Who validates many batches does so in turns of the event loop, after each of which memory is free. */
const HELD_BYTES_MAX: number = 4 * 1024 * 1024;

/** What the records of a batch have shown. */
export interface CheckedRecords {
  readonly type: 'checked';
  /** The greatest timestamp that a producer gave, -1 if there is none. */
  readonly maxTimestamp: Timestamp;
  /** How the records were read. */
  readonly reading: RecordReading;
  /** The records, if they were compressed. */
  readonly inflated: Buffer | undefined;
}

/** How the records of a batch come, and how they are to be stored. */
export interface CodecPlan {
  readonly source: CompressionType;
  readonly target: CompressionType;
}

/**
 * Walks the records of a whole batch, inflated if it is compressed, as Kafka's `LogValidator` does:
 * each must be readable, have a key where the topic is compacted, and a timestamp within the topic's
 * bounds. A batch that stays compressed as it is must count its offsets up.
 */
export function validateRecords(
  batch: Buffer,
  plan: CodecPlan,
  options: LogValidatorOptions,
): CheckedRecords | RefusedRecords | UncheckedBatch {
  const reading = readingOf(plan);
  if (reading === 'skipping' && isHeaderEnough(options)) return validateHeader(batch, options);
  return orRefusal(() => {
    const inflated = reading === 'batch' ? undefined : inflate(batch, plan.source, options);
    if (inflated === 'unchecked') return UNCHECKED;
    const walk = new RecordWalk(batch, reading, inflated);
    return new RecordCheck(batch, options).check(walk, reading, inflated);
  });
}

const UNCHECKED: UncheckedBatch = { type: 'unchecked' };

function readingOf({ source, target }: CodecPlan): RecordReading {
  if (source === CompressionType.NONE) return 'batch';
  return source === target ? 'skipping' : 'inflated';
}

function inflate(
  batch: Buffer,
  codec: CompressionType,
  { decompressedBytesMax, inflatedBytesHere = Infinity, request }: LogValidatorOptions,
): Buffer | 'unchecked' {
  const compressed = batch.subarray(RECORD_BATCH_OVERHEAD);
  // No frame at all is for Kafka's zstd an end like any other; to the other codecs it is broken.
  if (codec === CompressionType.ZSTD && compressed.byteLength === 0) return compressed;
  const bytesMax = Math.min(decompressedBytesMax, inflatedBytesHere);
  try {
    const inflated = decompress(codec, compressed, { bytesMax, heldBytesMax: HELD_BYTES_MAX });
    if (request !== undefined) request.workBytes += inflated.byteLength;
    return inflated;
  } catch (error) {
    // How far it came nobody knows.
    if (request !== undefined) request.workBytes += bytesMax;
    if (bytesMax < decompressedBytesMax && isTooLarge(error)) return 'unchecked';
    throw error;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof KafkaError && error.code === 'MESSAGE_TOO_LARGE';
}

const MISSING_KEY = 'A compacted topic takes no record without a key.';
const STAMPED_BY_PRODUCER = 'The record is flagged as LogAppendTime, which only the broker may do.';

/** What is found in the records of one batch. */
class RecordCheck {
  private readonly options: LogValidatorOptions;
  private readonly isStampedByProducer: boolean;
  private readonly request: RequestValidation;
  private readonly errors: RecordError[] = [];
  private errorsCount = 0;
  private hasTimestampError = false;

  constructor(batch: Buffer, options: LogValidatorOptions) {
    this.options = options;
    this.request = options.request ?? new RequestValidation();
    this.isStampedByProducer = timestampTypeOf(attributesAt(batch, 0)) === 'LogAppendTime';
  }

  check(
    walk: RecordWalk,
    reading: RecordReading,
    inflated: Buffer | undefined,
  ): CheckedRecords | RefusedRecords {
    const { isCompacted = false } = this.options;
    let maxTimestamp = NO_TIMESTAMP;
    let isCounting = true;
    for (let index = 0; walk.next(); index++) {
      const { timestamp } = walk;
      if (isCompacted && walk.keyBytes < 0) this.addMissingKey(index);
      else this.checkTimestamp(index, timestamp);
      if (timestamp > maxTimestamp) maxTimestamp = timestamp;
      if (walk.offsetDelta !== index) isCounting = false;
    }
    const refusal = this.refusal();
    if (refusal !== undefined) return refusal;
    // Kafka would have to compress it anew, and has passed over the keys and values.
    if (reading === 'skipping' && !isCounting) return refuseOffsets();
    return { type: 'checked', maxTimestamp, reading, inflated };
  }

  private checkTimestamp(index: number, timestamp: Timestamp): void {
    const isBounded = this.options.timestampType !== 'LogAppendTime' && timestamp !== NO_TIMESTAMP;
    if (isBounded) {
      if (!isWithinBounds(timestamp, this.options)) this.addTimestamp(index, timestamp);
    } else if (this.isStampedByProducer) {
      this.hasTimestampError = true;
      this.add(index, STAMPED_BY_PRODUCER);
    }
  }

  private addMissingKey(batchIndex: number): void {
    this.add(batchIndex, MISSING_KEY);
  }

  private addTimestamp(batchIndex: number, timestamp: Timestamp): void {
    this.hasTimestampError = true;
    this.add(batchIndex, this.namesMore ? this.outOfRange(timestamp) : '');
  }

  private outOfRange(timestamp: Timestamp): string {
    return `Timestamp ${timestamp} is out of range; ${describeTimestampBounds(this.options)}`;
  }

  /** The first is always named: it stands for the batch. */
  private get namesMore(): boolean {
    return this.errors.length === 0 || this.request.namesMore;
  }

  private add(batchIndex: number, batchIndexErrorMessage: string): void {
    this.errorsCount++;
    if (!this.namesMore) return;
    this.request.noteNamed(batchIndexErrorMessage);
    this.errors.push({ batchIndex, batchIndexErrorMessage });
  }

  private refusal(): RefusedRecords | undefined {
    const first = this.errors[0];
    if (first === undefined) return undefined;
    return refuse(
      this.hasTimestampError ? ErrorCode.INVALID_TIMESTAMP : ErrorCode.INVALID_RECORD,
      `${this.errorsCount} of the records cannot be taken, and so none of the batch; the first is ` +
        `record ${first.batchIndex}: ${first.batchIndexErrorMessage}`,
      this.errors,
    );
  }
}

function refuseOffsets(): RefusedRecords {
  return refuse(
    ErrorCode.UNKNOWN_SERVER_ERROR,
    'The offset deltas of the compressed records do not count up from 0.',
  );
}
