import { crc32c } from '@odradek/base';

import {
  encodeEarlierBatches,
  offsetAt,
  readEarlierBatches,
  timestampAt,
} from './earlier-batches-section.ts';
import { NO_TRANSACTION, type ProducerStateEntry } from './producer-state-entry.ts';
import { ProducerStates } from './producer-states.ts';

const VERSION = 1;
const CRC_AT = 2;
const COUNT_AT = 6;
const HEADER_BYTES = 10;
const ENTRY_BYTES = 46;
/** In a snapshot: none of the producer's batches are remembered. */
const NO_OFFSET = -1;

/**
 * A `.snapshot` file of Kafka (`ProducerStateManager.writeSnapshot`, version 1) with the section of
 * `encodeEarlierBatches` behind it, if that says anything. What it says is all that is known, but for
 * transactions whose marker is not below the high watermark yet, as with Kafka. New memory.
 */
export function encodeProducerSnapshot(states: ProducerStates): Buffer {
  const entries = [...states.all()];
  const array = Buffer.alloc(HEADER_BYTES + entries.length * ENTRY_BYTES);
  array.writeInt16BE(VERSION, 0);
  array.writeInt32BE(entries.length, COUNT_AT);
  let at = HEADER_BYTES;
  for (const entry of entries) {
    writeEntry(array, at, entry);
    at += ENTRY_BYTES;
  }
  const bytes = Buffer.concat([array, encodeEarlierBatches(entries)]);
  bytes.writeUInt32BE(crc32c(bytes.subarray(COUNT_AT)), CRC_AT);
  return bytes;
}

function writeEntry(bytes: Buffer, at: number, entry: ProducerStateEntry): void {
  const last = entry.batches.at(-1);
  bytes.writeBigInt64BE(entry.producerId, at);
  bytes.writeInt16BE(entry.epoch, at + 8);
  bytes.writeInt32BE(last?.lastSequence ?? -1, at + 10);
  bytes.writeBigInt64BE(BigInt(last?.lastOffset ?? NO_OFFSET), at + 14);
  bytes.writeInt32BE(last === undefined ? 0 : last.lastOffset - last.baseOffset, at + 22);
  bytes.writeBigInt64BE(BigInt(entry.lastTimestamp), at + 26);
  bytes.writeInt32BE(entry.coordinatorEpoch, at + 34);
  bytes.writeBigInt64BE(BigInt(entry.transactionFirstOffset), at + 38);
}

/**
 * The producers in a `.snapshot` file, of Kafka or ours. Raises `UNSUPPORTED_VERSION` if a later
 * version of Odradek wrote it, any other error says how it is damaged.
 */
export function decodeProducerSnapshot(bytes: Buffer): ProducerStates {
  if (bytes.byteLength < HEADER_BYTES) throw new Error(`it has ${bytes.byteLength} bytes`);
  const version = bytes.readInt16BE(0);
  if (version !== VERSION) throw new Error(`its version is ${version}, not ${VERSION}`);
  const crc = crc32c(bytes.subarray(COUNT_AT));
  const stored = bytes.readUInt32BE(CRC_AT);
  if (crc !== stored) throw new Error(`its checksum is ${crc}, it says ${stored}`);
  const count = bytes.readInt32BE(COUNT_AT);
  const arrayBytes = HEADER_BYTES + count * ENTRY_BYTES;
  if (count < 0 || bytes.byteLength < arrayBytes) {
    throw new Error(`it has ${bytes.byteLength} bytes for ${count} producers`);
  }
  const entries = Array.from({ length: count }, (_, index) =>
    readEntry(bytes, HEADER_BYTES + index * ENTRY_BYTES),
  );
  readEarlierBatches(bytes.subarray(arrayBytes), entries);
  return new ProducerStates(entries);
}

function readEntry(bytes: Buffer, at: number): ProducerStateEntry {
  const lastSequence = bytes.readInt32BE(at + 10);
  const lastOffset = offsetAt(bytes, at + 14);
  const offsetDelta = bytes.readInt32BE(at + 22);
  const lastTimestamp = timestampAt(bytes, at + 26);
  const baseSequence = decrementSequence(lastSequence, offsetDelta);
  const baseOffset = lastOffset - offsetDelta;
  return {
    producerId: bytes.readBigInt64BE(at),
    epoch: bytes.readInt16BE(at + 8),
    batches:
      lastOffset < 0
        ? []
        : [{ baseSequence, lastSequence, baseOffset, lastOffset, timestamp: lastTimestamp }],
    lastTimestamp,
    coordinatorEpoch: bytes.readInt32BE(at + 34),
    transactionFirstOffset: Math.max(NO_TRANSACTION, offsetAt(bytes, at + 38)),
  };
}

/** The sequence number `decrement` before another; before 0 comes 2^31-1. */
function decrementSequence(sequence: number, decrement: number): number {
  return sequence >= decrement ? sequence - decrement : sequence - decrement + 2 ** 31;
}
