import { ByteReader, KafkaError, type Offset } from '@odradek/base';
import {
  batchesIn,
  checkBatch,
  readRecordBatchHeader,
  RecordBatchBuilder,
  RecordCursor,
} from '@odradek/protocol';
import type { PartitionLog } from '@odradek/storage';

import {
  encodeMetadataRecord,
  type MetadataRecord,
  readMetadataRecord,
} from '../metadata-record/metadata-record.ts';
import { deposedError } from './deposed-error.ts';
import type { MetadataAppend, MetadataBatch, MetadataLog } from './metadata-log.ts';

/** How much of the log is read at a time. */
const READ_BYTES_MAX = 1_048_576;
/** What a byte of a record may become in memory: an id that takes one byte if it is missing has 56. */
const MEMORY_PER_BYTE = 64;

/**
 * A metadata log in the file format of KRaft: the log of `__cluster_metadata-0`, whose records are
 * framed as KIP-631 says. Each append is one record batch, so a crash leaves all of it or nothing.
 */
export class FileMetadataLog implements MetadataLog {
  private readonly log: PartitionLog;
  private readonly now: () => number;
  private lastEpoch = 0;

  constructor(log: PartitionLog, now: () => number) {
    this.log = log;
    this.now = now;
  }

  get error(): KafkaError | undefined {
    return this.log.error;
  }

  get endOffset(): Offset {
    return this.log.highWatermark;
  }

  /** Rejects with `CORRUPT_MESSAGE`, and the offset, if the disk has damaged a batch. */
  async readAll(onBatch: (batch: MetadataBatch) => void): Promise<void> {
    let offset: Offset = this.log.logStartOffset;
    while (offset < this.log.highWatermark) {
      const bytes = await this.log.read({
        offset,
        bytesMax: READ_BYTES_MAX,
        atLeastOneBatch: true,
      });
      for (const batch of batchesIn(bytes).batches) {
        this.check(batch, offset);
        const header = readRecordBatchHeader(batch);
        this.lastEpoch = Math.max(this.lastEpoch, header.partitionLeaderEpoch);
        onBatch({ baseOffset: header.baseOffset, records: decodeBatch(batch) });
        offset = header.baseOffset + header.lastOffsetDelta + 1;
      }
    }
  }

  /** Recovery looks into the last segment alone, and what is built on wrong metadata is wrong. */
  private check(batch: Buffer, offset: Offset): void {
    try {
      checkBatch(batch);
    } catch (error) {
      throw new KafkaError(
        'CORRUPT_MESSAGE',
        `The metadata log ${this.log.directory} is damaged at offset ${offset}: ${String(error)} ` +
          'Restore it from a copy.',
        { cause: error },
      );
    }
  }

  append({ controllerEpoch, expectedEndOffset, records }: MetadataAppend): Promise<Offset> {
    if (this.log.error !== undefined) return Promise.reject(this.log.error);
    const { lastEpoch } = this;
    const endOffset = this.log.logEndOffset;
    if (controllerEpoch < lastEpoch || expectedEndOffset !== endOffset) {
      const asked = { controllerEpoch, expectedEndOffset };
      return Promise.reject(deposedError(asked, { lastEpoch, endOffset }));
    }
    this.lastEpoch = controllerEpoch;
    const batch = encodeBatch(records, this.now());
    return new Promise((resolve, reject) => {
      const baseOffset = this.log.append(batch, {
        leaderEpoch: controllerEpoch,
        onDurable: (error) => {
          if (error === undefined) resolve(baseOffset);
          else reject(error);
        },
      });
    });
  }

  /** Its files are those of the log manager, which closes them too, and tells what goes wrong then. */
  async close(): Promise<void> {
    await Promise.allSettled([this.log.close()]);
  }
}

/** With one reader for all of them: a start reads a record for each partition that there is. */
function decodeBatch(batch: Buffer): MetadataRecord[] {
  const records: MetadataRecord[] = [];
  const cursor = new RecordCursor(batch);
  const allocationBytesMax = MEMORY_PER_BYTE * cursor.source.byteLength;
  const reader = new ByteReader(cursor.source, { allocationBytesMax });
  while (cursor.next()) {
    if (cursor.valueBytes < 0) throw noValue(cursor.offset);
    reader.position = cursor.valueStart;
    records.push(readMetadataRecord(reader, cursor.valueStart + cursor.valueBytes));
  }
  return records;
}

function noValue(offset: Offset): KafkaError {
  return new KafkaError(
    'CORRUPT_MESSAGE',
    `The record at offset ${offset} of the metadata log has no value; restore the log from a copy.`,
  );
}

function encodeBatch(records: readonly MetadataRecord[], timestamp: number): Buffer {
  const builder = new RecordBatchBuilder();
  for (const record of records) {
    builder.append({ timestamp, key: null, value: encodeMetadataRecord(record), headers: [] });
  }
  return builder.build();
}
