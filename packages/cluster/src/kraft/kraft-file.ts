import { KafkaError, type Offset } from '@odradek/base';
import {
  type BatchRecord,
  batchSizeAt,
  checkBatch,
  controlTypeOf,
  CORRUPT_BATCH,
  magicAt,
  NO_BATCH,
  readRecordBatchHeader,
  RECORD_BATCH_MAGIC,
  RECORD_BATCH_OVERHEAD,
  type RecordBatchHeader,
  recordsOf,
  sizeInBytesAt,
} from '@odradek/protocol';

import { decodeKraftRecord, type KraftRecord } from './kraft-record.ts';

/** A file of Kafka's metadata. */
export interface KraftFile {
  readonly path: string;
  /** Its bytes from the beginning to the end, in parts of any size; gone through once. */
  readonly chunks: Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** A record of a file of Kafka's metadata and where it stands. */
export interface PlacedRecord {
  readonly offset: Offset;
  /** Where its batch begins in the file, in bytes. */
  readonly position: number;
  readonly entry: KraftRecord;
}

/** A batch of a file of Kafka's metadata. */
export interface KraftBatch {
  /** Where it begins in the file, in bytes. */
  readonly position: number;
  readonly baseOffset: Offset;
  readonly nextOffset: Offset;
  /** The type of the first record of a control batch, such as `SNAPSHOT_FOOTER`. */
  readonly controlType: string | undefined;
  /** Those of a control batch are left out: they are of the log itself. */
  readonly records: readonly PlacedRecord[];
}

/** What is read of a file of Kafka's metadata. */
export interface KraftFileReaderOptions {
  readonly path: string;
  /** Batches that end before it are passed over by their headers. */
  readonly from: Offset;
  readonly onBatch: (batch: KraftBatch) => void;
}

/** Where a file ended. */
export interface KraftFileEnd {
  readonly bytes: number;
  /** How many bytes at its end are the beginning of a batch that is not there. */
  readonly tornBytes: number;
}

/** Eight times what Kafka writes at most (`KafkaRaftClient.MAX_BATCH_SIZE_BYTES`). */
const BATCH_BYTES_MAX: number = 64 * 1024 * 1024;

/**
 * Reads a segment or a snapshot of Kafka's metadata while its bytes go by, and keeps no more than a
 * batch of them. Raises `CORRUPT_MESSAGE` with path, byte and offset for what is no batch, has a wrong
 * checksum or records that cannot be read, and `ODRADEK_UNKNOWN_METADATA_RECORD` for those of a later
 * Kafka. A batch that is cut off at the end is no error here.
 */
export class KraftFileReader {
  private readonly options: KraftFileReaderOptions;
  /** Where the batch begins that is being looked at. */
  private position = 0;
  private bytes = 0;
  /** What is there of that batch, and how much there must be before it is looked at again. */
  private parts: Buffer[] = [];
  private partsBytes = 0;
  private bytesWanted = 0;
  /** Where the batch ends that is being passed over. */
  private skippedTo = 0;

  constructor(options: KraftFileReaderOptions) {
    this.options = options;
  }

  /** Takes the next bytes. They must not change until the batches in them were told. */
  push(chunk: Buffer): void {
    const skipped = Math.min(Math.max(this.skippedTo - this.bytes, 0), chunk.byteLength);
    this.bytes += chunk.byteLength;
    if (this.skippedTo > this.bytes) return;
    if (skipped > 0) this.position = this.skippedTo;
    this.parts.push(chunk.subarray(skipped));
    this.partsBytes += chunk.byteLength - skipped;
    if (this.partsBytes < this.bytesWanted) return;
    const [first] = this.parts;
    this.keep(
      this.takeBatches(this.parts.length === 1 && first ? first : Buffer.concat(this.parts)),
    );
  }

  /** Where it ended, after the last byte. */
  finish(): KraftFileEnd {
    const { bytes } = this;
    // What came last may have been too little to be looked at.
    this.keep(this.takeBatches(Buffer.concat(this.parts)));
    return { bytes, tornBytes: bytes - this.position };
  }

  private keep(rest: Buffer): void {
    this.parts = rest.byteLength === 0 ? [] : [rest];
    this.partsBytes = rest.byteLength;
  }

  /** Answers the beginning of the batch that is not whole yet. */
  private takeBatches(bytes: Buffer): Buffer {
    let at = 0;
    for (;;) {
      const whole = this.sizeAt(bytes, at);
      if (whole === CORRUPT_BATCH) throw this.corrupt('there is no record batch');
      if (this.isBefore(bytes, at)) {
        const size = sizeInBytesAt(bytes, at);
        if (at + size > bytes.byteLength) {
          this.skippedTo = this.position + size;
          return NONE;
        }
        this.position += size;
        at += size;
        continue;
      }
      if (whole === NO_BATCH) {
        this.bytesWanted = this.bytesWantedAt(bytes, at);
        return bytes.subarray(at);
      }
      const batch = bytes.subarray(at, at + whole);
      this.options.onBatch(readBatch(batch, this.options.path, this.position));
      this.position += whole;
      at += whole;
    }
  }

  private sizeAt(bytes: Buffer, at: number): number {
    return at === bytes.byteLength ? NO_BATCH : batchSizeAt(bytes, at);
  }

  /** Whether the header is there of a batch that ends before what is read. */
  private isBefore(bytes: Buffer, at: number): boolean {
    if (bytes.byteLength - at < RECORD_BATCH_OVERHEAD) return false;
    if (magicAt(bytes, at) !== RECORD_BATCH_MAGIC) return false;
    return nextOffsetOf(readRecordBatchHeader(bytes, at)) <= this.options.from;
  }

  private bytesWantedAt(bytes: Buffer, at: number): number {
    if (bytes.byteLength - at < RECORD_BATCH_OVERHEAD) return RECORD_BATCH_OVERHEAD;
    const size = sizeInBytesAt(bytes, at);
    if (size > BATCH_BYTES_MAX)
      throw this.corrupt(`a record batch of ${size} bytes is none of Kafka`);
    return size;
  }

  private corrupt(reason: string): KafkaError {
    return corruptKraftFile(this.options.path, this.position, reason);
  }
}

const NONE: Buffer = Buffer.alloc(0);

function nextOffsetOf({
  baseOffset,
  lastOffsetDelta,
}: Pick<RecordBatchHeader, 'baseOffset' | 'lastOffsetDelta'>): Offset {
  return baseOffset + lastOffsetDelta + 1;
}

function readBatch(batch: Buffer, path: string, position: number): KraftBatch {
  const { controlType, records, header } = at(path, position, () => {
    checkBatch(batch);
    const type = controlTypeOf(batch);
    return {
      controlType: type,
      records: type === undefined ? recordsOf(batch) : [],
      header: readRecordBatchHeader(batch),
    };
  });
  return {
    position,
    baseOffset: header.baseOffset,
    nextOffset: nextOffsetOf(header),
    controlType,
    records: records.map((record) => ({
      offset: record.offset,
      position,
      entry: at(path, position, () => decode(record), record.offset),
    })),
  };
}

function decode({ value }: BatchRecord): KraftRecord {
  if (value !== null) return decodeKraftRecord(value);
  throw new KafkaError('CORRUPT_MESSAGE', 'the record has no value');
}

/** Says where in which file an error is. */
export function at<Result>(
  path: string,
  position: number,
  action: () => Result,
  offset?: Offset,
): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    const place = offset === undefined ? '' : `, offset ${offset}`;
    throw corruptKraftFile(path, position, error.message, place, error);
  }
}

/** The error for a file of Kafka's metadata that cannot be believed. */
export function corruptKraftFile(
  path: string,
  position: number,
  reason: string,
  place: string = '',
  cause?: KafkaError,
): KafkaError {
  const why = reason.replace(/\.$/, '');
  return new KafkaError(
    cause?.code === 'ODRADEK_UNKNOWN_METADATA_RECORD' ? cause.code : 'CORRUPT_MESSAGE',
    `${path} cannot be read at byte ${position}${place}: ${why}. It is the metadata of the cluster: ` +
      'restore it from a copy, or let Apache Kafka start on it and stop it in order.',
    cause === undefined ? {} : { cause },
  );
}
