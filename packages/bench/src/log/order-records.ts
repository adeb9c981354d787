import type { Offset, Timestamp } from '@odradek/base';
import { RecordBatchBuilder } from '@odradek/protocol';

/** The timestamp that the records are around. */
const BEGIN_TIMESTAMP: Timestamp = 1_700_000_000_000;
/** How far a timestamp may be from its place in the order. */
const DISORDER_MS = 2000;
const VALUE_BYTES_MIN = 960;
const VALUE_BYTES_SPREAD = 141;
const CONTENTS_BYTES: number = 1024 * 1024;
/** Kafka's `batch.size`. */
const BATCH_BYTES_MAX = 16_384;
const PRODUCERS = 16;

/**
 * The records of a log: a key and a value of 960 to 1,100 bytes each, one for each millisecond, up to
 * two seconds out of order. What a record is follows from its offset, so nobody has to remember it.
 */
export class OrderRecords {
  private readonly contents: Buffer = contents();
  private readonly nextSequences: number[] = Array.from({ length: PRODUCERS }, () => 0);
  private readonly firstProducerId: number;
  private batches = 0;

  /** The producers have this id and those behind it, and begin with their first batches. */
  constructor(firstProducerId: number) {
    this.firstProducerId = firstProducerId;
  }

  /** The next batch of one of 16 idempotent producers, as full as `batch.size` lets it be. */
  batchAt(baseOffset: Offset): { readonly batch: Buffer; readonly recordsCount: number } {
    const producer = this.batches++ % PRODUCERS;
    const baseSequence = this.nextSequences[producer] ?? 0;
    const builder = new RecordBatchBuilder({
      producerId: BigInt(this.firstProducerId + producer),
      producerEpoch: 0,
      baseSequence,
      bytesInitial: BATCH_BYTES_MAX,
    });
    let offset = baseOffset;
    while (builder.tryAppend(this.recordAt(offset), BATCH_BYTES_MAX)) offset++;
    this.nextSequences[producer] = baseSequence + builder.recordsCount;
    return { batch: builder.build(), recordsCount: builder.recordsCount };
  }

  private recordAt(offset: Offset): { timestamp: Timestamp; key: string; value: Buffer } {
    const at = hashOf(offset) % (CONTENTS_BYTES - VALUE_BYTES_MIN - VALUE_BYTES_SPREAD);
    const bytes = VALUE_BYTES_MIN + (hashOf(offset + 1) % VALUE_BYTES_SPREAD);
    const value = this.contents.subarray(at, at + bytes);
    return { timestamp: timestampAt(offset), key: `order-${offset}`, value };
  }
}

/** The timestamp of the record at an offset. */
export function timestampAt(offset: Offset): Timestamp {
  return BEGIN_TIMESTAMP + offset + (hashOf(offset) % (2 * DISORDER_MS + 1)) - DISORDER_MS;
}

/** The first record whose timestamp is `timestamp` or later, if there are records enough. */
export function offsetOfTimestamp(timestamp: Timestamp): Offset {
  let offset = Math.max(0, timestamp - BEGIN_TIMESTAMP - DISORDER_MS);
  while (timestampAt(offset) < timestamp) offset++;
  return offset;
}

function contents(): Buffer {
  const bytes = Buffer.alloc(CONTENTS_BYTES);
  for (let at = 0; at < CONTENTS_BYTES; at += 4) bytes.writeUInt32LE(hashOf(at), at);
  return bytes;
}

/** Spreads numbers evenly, the same way every time. */
function hashOf(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
