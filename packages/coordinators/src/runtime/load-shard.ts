import { KafkaError, type Offset } from '@odradek/base';
import {
  attributesAt,
  batchesIn,
  checkBatch,
  compressionTypeOf,
  isCompressionLoaded,
  isControl,
  isTransactional,
  lastOffsetAt,
  loadCompression,
  producerIdAt,
  readControlRecordType,
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

/** So many records take two or three milliseconds. */
const RECORDS_PER_TURN = 1000;

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
  let recordsInTurn = 0;
  for (let offset = log.startOffset; offset < log.endOffset;) {
    const bytes = await log.read(offset, bufferBytes);
    if (!isCurrent()) return loaded;
    const { batches, tail } = batchesIn(bytes);
    if (tail === 'corrupt') throw corruptBehind(offset);
    // Compaction may have left nothing behind: the last segment is empty, and those before it are not.
    if (batches.length === 0) break;
    loaded.bytes += bytes.byteLength;
    for (const batch of batches) {
      if (!isCompressionLoaded(compressionTypeOf(attributesAt(batch, 0)))) await loadCompression();
      replay.open(batch, offset);
      for (;;) {
        recordsInTurn += replay.some(RECORDS_PER_TURN - recordsInTurn);
        if (recordsInTurn < RECORDS_PER_TURN) break;
        recordsInTurn = 0;
        await new Promise<void>(nextTurn);
        if (!isCurrent()) return loaded;
      }
      offset = lastOffsetAt(batch, 0) + 1;
    }
  }
  return loaded;
}

function corruptBehind(offset: Offset): KafkaError {
  return new KafkaError(
    'CORRUPT_MESSAGE',
    `What is read at offset ${offset} is no record batch, or something that is none follows it.`,
  );
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
  private isDone = true;

  constructor(options: LoadOptions<Record>, loaded: LoadedRecords) {
    this.options = options;
    this.loaded = loaded;
  }

  open(batch: Buffer, from: Offset): void {
    checkBatch(batch);
    const attributes = attributesAt(batch, 0);
    if (this.cursor === undefined) this.cursor = new RecordCursor(batch);
    else this.cursor.open(batch);
    this.isControl = isControl(attributes);
    this.producerId = isTransactional(attributes) ? producerIdAt(batch, 0) : undefined;
    this.from = from;
    this.isDone = false;
  }

  /** Replays at most `count` records; answers how many they were, fewer if the batch has ended. */
  some(count: number): number {
    const { cursor } = this;
    let replayed = 0;
    while (!this.isDone && cursor !== undefined && replayed < count) {
      if (!cursor.next()) {
        this.isDone = true;
        break;
      }
      replayed++;
      if (cursor.offset >= this.from) this.replay(cursor);
    }
    return replayed;
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
