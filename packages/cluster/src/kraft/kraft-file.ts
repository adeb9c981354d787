import { KafkaError, type Offset } from '@odradek/base';
import {
  type BatchRecord,
  batchesIn,
  checkBatch,
  controlTypeOf,
  readRecordBatchHeader,
  recordsOf,
} from '@odradek/protocol';

import { decodeKraftRecord, type KraftRecord } from './kraft-record.ts';

/** A file of Kafka's metadata, whole. */
export interface KraftFile {
  readonly path: string;
  readonly bytes: Buffer;
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

/** What a file of Kafka's metadata holds. */
export interface KraftFileContent {
  readonly batches: readonly KraftBatch[];
  /** How many bytes at its end are the beginning of a batch that is not there. */
  readonly tornBytes: number;
}

/**
 * Reads a segment or a snapshot of Kafka's metadata. Raises `CORRUPT_MESSAGE` with path, byte and
 * offset for what is no batch, has a wrong checksum or records that cannot be read, and
 * `ODRADEK_UNKNOWN_METADATA_RECORD` for those of a later Kafka. A batch that is cut off at the end
 * is no error here.
 */
export function readKraftFile({ path, bytes }: KraftFile): KraftFileContent {
  const { batches, bytesWhole, tail } = batchesIn(bytes);
  const read: KraftBatch[] = [];
  let position = 0;
  for (const batch of batches) {
    read.push(readBatch(batch, path, position));
    position += batch.byteLength;
  }
  if (tail === 'corrupt') throw corruptKraftFile(path, bytesWhole, 'there is no record batch');
  return { batches: read, tornBytes: bytes.byteLength - bytesWhole };
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
  const { baseOffset, lastOffsetDelta } = header;
  return {
    position,
    baseOffset,
    nextOffset: baseOffset + lastOffsetDelta + 1,
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
