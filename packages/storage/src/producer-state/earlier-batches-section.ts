import {
  isOutOfRangeInt64,
  KafkaError,
  type Offset,
  OUT_OF_RANGE_INT64,
  type Timestamp,
} from '@odradek/base';
import { NO_TIMESTAMP } from '@odradek/protocol';

import {
  type ProducerStateEntry,
  type RememberedBatch,
  REMEMBERED_BATCHES_MAX,
} from './producer-state-entry.ts';

const MAGIC = Buffer.from('ODRA');
const VERSION = 1;
const HEADER_BYTES = 6;
/** Of each producer: the timestamp of its last batch, how many earlier ones there are. */
const PRODUCER_BYTES = 9;
const BATCH_BYTES = 32;
const EARLIER_MAX = REMEMBERED_BATCHES_MAX - 1;

/**
 * What Kafka's `.snapshot` has no room for, behind its array and inside of its checksum, where Kafka
 * does not look (ADR 0009): the batches of each producer before its last one, so that they are known
 * when they come again, and the timestamp of the last one, which a marker may have come after.
 *
 * 4 bytes `ODRA`, int16 version; then of each producer of Kafka's array, in its order: int64 timestamp
 * of its last batch (-1 if there is none), int8 count, and of each earlier batch, oldest first: int32
 * base sequence, int32 last sequence, int64 base offset, int64 last offset, int64 timestamp.
 *
 * Empty if it says nothing that Kafka's array does not say: then the file is Kafka's.
 */
export function encodeEarlierBatches(entries: readonly ProducerStateEntry[]): Buffer {
  if (entries.every(isToldByArray)) return Buffer.alloc(0);
  const bytes = Buffer.alloc(entries.reduce((sum, entry) => sum + bytesOf(entry), HEADER_BYTES));
  MAGIC.copy(bytes);
  bytes.writeInt16BE(VERSION, MAGIC.byteLength);
  let at = HEADER_BYTES;
  for (const entry of entries) at = writeEarlier(bytes, at, entry);
  return bytes;
}

function isToldByArray({ batches, lastTimestamp }: ProducerStateEntry): boolean {
  const last = batches.at(-1);
  return last === undefined || (batches.length === 1 && last.timestamp === lastTimestamp);
}

function bytesOf({ batches }: ProducerStateEntry): number {
  return PRODUCER_BYTES + Math.max(0, batches.length - 1) * BATCH_BYTES;
}

function writeEarlier(bytes: Buffer, start: number, { batches }: ProducerStateEntry): number {
  const earlier = batches.slice(0, -1);
  bytes.writeBigInt64BE(BigInt(batches.at(-1)?.timestamp ?? NO_TIMESTAMP), start);
  bytes.writeInt8(earlier.length, start + 8);
  let at = start + PRODUCER_BYTES;
  for (const batch of earlier) {
    bytes.writeInt32BE(batch.baseSequence, at);
    bytes.writeInt32BE(batch.lastSequence, at + 4);
    bytes.writeBigInt64BE(BigInt(batch.baseOffset), at + 8);
    bytes.writeBigInt64BE(BigInt(batch.lastOffset), at + 16);
    bytes.writeBigInt64BE(BigInt(batch.timestamp), at + 24);
    at += BATCH_BYTES;
  }
  return at;
}

/**
 * Gives the entries of Kafka's array what the bytes behind it say. Bytes that do not begin as ours do
 * are somebody else's, and passed over as Kafka does. Raises `UNSUPPORTED_VERSION` if a later version
 * of Odradek wrote them, and an error that says what is wrong if they are damaged.
 */
export function readEarlierBatches(bytes: Buffer, entries: readonly ProducerStateEntry[]): void {
  if (!bytes.subarray(0, MAGIC.byteLength).equals(MAGIC)) return;
  if (bytes.byteLength < HEADER_BYTES) throw new Error('the batches behind it are cut off');
  checkVersion(bytes.readInt16BE(MAGIC.byteLength));
  let at = HEADER_BYTES;
  for (const entry of entries) at = readEarlier(bytes, at, entry);
  if (at !== bytes.byteLength) throw new Error(`it has ${bytes.byteLength - at} bytes too many`);
}

function checkVersion(version: number): void {
  if (version === VERSION) return;
  throw new KafkaError(
    'UNSUPPORTED_VERSION',
    `it remembers batches of producers in format ${version}, and this version of Odradek knows ` +
      `format ${VERSION}`,
  );
}

function readEarlier(bytes: Buffer, start: number, entry: ProducerStateEntry): number {
  const at = start + PRODUCER_BYTES;
  const count = at <= bytes.byteLength ? bytes.readInt8(start + 8) : 0;
  const end = at + count * BATCH_BYTES;
  const last = entry.batches.at(-1);
  if (count < 0 || count > (last === undefined ? 0 : EARLIER_MAX) || end > bytes.byteLength) {
    throw new Error(`the earlier batches of producer ${entry.producerId} are damaged`);
  }
  if (last === undefined) return end;
  const earlier = Array.from({ length: count }, (_, index) =>
    readBatch(bytes, at + index * BATCH_BYTES),
  );
  entry.batches = [...earlier, { ...last, timestamp: timestampAt(bytes, start) }];
  return end;
}

function readBatch(bytes: Buffer, at: number): RememberedBatch {
  return {
    baseSequence: bytes.readInt32BE(at),
    lastSequence: bytes.readInt32BE(at + 4),
    baseOffset: offsetAt(bytes, at + 8),
    lastOffset: offsetAt(bytes, at + 16),
    timestamp: timestampAt(bytes, at + 24),
  };
}

/** The offset at `at`. Raises an error if it is none that we can have. */
export function offsetAt(bytes: Buffer, at: number): Offset {
  const offset = Number(bytes.readBigInt64BE(at));
  if (isOutOfRangeInt64(offset)) throw new Error(`it speaks of offset ${offset}`);
  return offset;
}

/** The timestamp at `at`; `±OUT_OF_RANGE_INT64` outside of ±(2^53-1), as in a record batch. */
export function timestampAt(bytes: Buffer, at: number): Timestamp {
  const timestamp = Number(bytes.readBigInt64BE(at));
  if (!isOutOfRangeInt64(timestamp)) return timestamp;
  return Math.sign(timestamp) * OUT_OF_RANGE_INT64;
}
