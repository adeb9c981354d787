import { assert, KafkaError, type Offset } from '@odradek/base';
import {
  attributesAt,
  batchSizeAt,
  checkBatch,
  compressionTypeOf,
  CORRUPT_BATCH,
  isCompressionLoaded,
  isControl,
  isTransactional,
  lastOffsetAt,
  loadCompression,
  NO_BATCH,
  producerIdAt,
  readControlRecordType,
  RECORD_BATCH_OVERHEAD,
  RecordCursor,
} from '@odradek/protocol';

import type { CoordinatorLog } from '../ports/coordinator-log.ts';
import type { NextTurn } from '../ports/next-turn.ts';
import type { CoordinatorRecord } from './coordinator-record.ts';
import type { CoordinatorRecordCodec } from './coordinator-record-codec.ts';
import type { CoordinatorShard } from './coordinator-shard.ts';

/** What is loaded, and into what. */
export interface LoadOptions<Record extends CoordinatorRecord> {
  readonly log: CoordinatorLog;
  readonly shard: CoordinatorShard<Record>;
  readonly codec: CoordinatorRecordCodec<Record>;
  readonly nextTurn: NextTurn;
  /** `offsets.load.buffer.size`: how much of the log is read at once, in bytes. */
  readonly bufferBytes: number;
  /** Whether the shard is still wanted. */
  readonly isCurrent: () => boolean;
  readonly report: (message: string) => void;
}

/** What was loaded. */
export interface LoadedRecords {
  records: number;
  bytes: number;
  /** Of types that are not known, which were passed over. */
  unknown: number;
}

/** So many records take a millisecond, if they are of offsets. */
const RECORDS_PER_TURN = 1000;
/** Few records may be as much work if they are large: those of groups with many members. */
const BYTES_PER_TURN: number = 256 * 1024;

/**
 * Replays what a log has into a shard, a slice in each turn of the event loop, so that the broker
 * serves others meanwhile (Kafka's `CoordinatorLoaderImpl`). Stops early if the shard is not wanted
 * any more. Rejects with a `KafkaError` if the log cannot be read or has what is no record.
 */
export async function loadShard<Record extends CoordinatorRecord>(
  options: LoadOptions<Record>,
): Promise<LoadedRecords> {
  const { log, isCurrent, nextTurn, bufferBytes } = options;
  const loaded: LoadedRecords = { records: 0, bytes: 0, unknown: 0 };
  const replay = new BatchReplay(options, loaded);
  for (let offset = log.startOffset; offset < log.endOffset;) {
    const bytes = await log.read(offset, bufferBytes);
    if (!isCurrent()) return loaded;
    let position = 0;
    let size = batchSizeAt(bytes, position);
    // Compaction may have left nothing behind: the last segment is empty, and those before it are not.
    if (size === NO_BATCH) break;
    for (; size > 0; size = batchSizeAt(bytes, position)) {
      const type = compressionTypeOf(attributesAt(bytes, position));
      if (!isCompressionLoaded(type)) await loadCompression();
      replay.open(bytes, position, offset);
      while (!replay.some()) {
        await new Promise<void>(nextTurn);
        if (!isCurrent()) return loaded;
      }
      offset = lastOffsetAt(bytes, position) + 1;
      position += size;
    }
    if (size === CORRUPT_BATCH) throw corruptBehind(offset);
    loaded.bytes += position;
  }
  return loaded;
}

function corruptBehind(offset: Offset): KafkaError {
  return new KafkaError('CORRUPT_MESSAGE', `What is read at offset ${offset} is no record batch.`);
}

/** Replays the records of batches, as many at a time as it is asked for. */
class BatchReplay<Record extends CoordinatorRecord> {
  private readonly options: LoadOptions<Record>;
  private readonly loaded: LoadedRecords;
  private cursor: RecordCursor | undefined;
  private isControl = false;
  /** Of a transaction, if the batch is of one. */
  private producerId: bigint | undefined;
  /** The first offset that is wanted: a batch is read whole. */
  private from: Offset = 0;
  /** What is left of a turn. */
  private recordsLeft = RECORDS_PER_TURN;
  private bytesLeft = BYTES_PER_TURN;

  constructor(options: LoadOptions<Record>, loaded: LoadedRecords) {
    this.options = options;
    this.loaded = loaded;
  }

  open(bytes: Buffer, position: number, from: Offset): void {
    checkBatch(bytes, position);
    const attributes = attributesAt(bytes, position);
    if (this.cursor === undefined) {
      this.cursor = new RecordCursor(bytes.subarray(position));
    } else this.cursor.open(bytes, position);
    this.isControl = isControl(attributes);
    this.producerId = isTransactional(attributes) ? producerIdAt(bytes, position) : undefined;
    this.from = from;
    this.bytesLeft -= RECORD_BATCH_OVERHEAD;
  }

  /** Replays as much of the batch as a turn has room for; answers whether that was all of it. */
  some(): boolean {
    const { cursor } = this;
    assert(cursor !== undefined, 'a batch was opened');
    while (this.recordsLeft > 0 && this.bytesLeft > 0) {
      if (!cursor.next()) return true;
      if (cursor.offset >= this.from) this.replay(cursor);
      this.recordsLeft--;
      this.bytesLeft -= cursor.keyBytes + cursor.valueBytes;
    }
    this.recordsLeft = RECORDS_PER_TURN;
    this.bytesLeft = BYTES_PER_TURN;
    return false;
  }

  private replay(cursor: RecordCursor): void {
    const { shard, codec, report } = this.options;
    this.loaded.records++;
    const { offset } = cursor;
    if (this.isControl) {
      this.replayMarker(cursor.key);
      return;
    }
    if (cursor.keyBytes < 0) {
      report(`The record at offset ${offset} has no key and was passed over.`);
      return;
    }
    const record = codec.decode(cursor);
    if (record === undefined) this.loaded.unknown++;
    else shard.replay(record, offset, this.producerId);
  }

  private replayMarker(key: Buffer | null): void {
    const type = readControlRecordType(key);
    if (this.producerId === undefined || (type !== 'COMMIT' && type !== 'ABORT')) return;
    this.options.shard.endTransaction(this.producerId, type === 'COMMIT');
  }
}
