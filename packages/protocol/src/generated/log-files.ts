// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import { type ByteReader, type ByteWriter, type Offset, type Timestamp } from '@odradek/base';
import { NO_ELEMENTS } from '../codec/no-elements.ts';

/** An entry of a transaction index: the offsets that an aborted transaction spans. */
export interface AbortedTxn {
  readonly producerId: bigint;
  readonly firstOffset: Offset;
  readonly lastOffset: Offset;
  /** The last stable offset once the transaction was over. */
  readonly lastStableOffset: Offset;
}

/** Every field of `AbortedTxn` at its default. */
export const defaultAbortedTxn: AbortedTxn = {
  producerId: 0n,
  firstOffset: 0,
  lastOffset: 0,
  lastStableOffset: 0,
};

/**
 * Reads a `AbortedTxn` of version 0. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readAbortedTxn(reader: ByteReader, _version: number): AbortedTxn {
  const producerId = reader.readInt64();
  const firstOffset = reader.readInt64AsNumber();
  const lastOffset = reader.readInt64AsNumber();
  const lastStableOffset = reader.readInt64AsNumber();
  return { producerId, firstOffset, lastOffset, lastStableOffset };
}

/**
 * Writes a `AbortedTxn`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeAbortedTxn(writer: ByteWriter, value: AbortedTxn, _version: number): void {
  writer.writeInt64(value.producerId);
  writer.writeInt64FromNumber(value.firstOffset);
  writer.writeInt64FromNumber(value.lastOffset);
  writer.writeInt64FromNumber(value.lastStableOffset);
}

/** A struct of `ProducerSnapshot`. */
export interface ProducerEntry {
  readonly producerId: bigint;
  readonly epoch: number;
  readonly lastSequence: number;
  readonly lastOffset: Offset;
  /** The last offset minus the first of the last batch. */
  readonly offsetDelta: number;
  readonly timestamp: Timestamp;
  readonly coordinatorEpoch: number;
  /** Where the open transaction begins; -1 if there is none. */
  readonly currentTxnFirstOffset: Offset;
}

/** Every field of `ProducerEntry` at its default. */
export const defaultProducerEntry: ProducerEntry = {
  producerId: 0n,
  epoch: 0,
  lastSequence: 0,
  lastOffset: 0,
  offsetDelta: 0,
  timestamp: 0,
  coordinatorEpoch: 0,
  currentTxnFirstOffset: 0,
};

/** A producer snapshot: the state of each producer id as of the offset in the file name. */
export interface ProducerSnapshot {
  /** CRC-32C of all that follows. */
  readonly crc: number;
  readonly producerEntries: readonly ProducerEntry[];
}

/** Every field of `ProducerSnapshot` at its default. */
export const defaultProducerSnapshot: ProducerSnapshot = {
  crc: 0,
  producerEntries: NO_ELEMENTS,
};

/**
 * Reads a `ProducerSnapshot` of version 1. Bytes are views of the input.
 * Raises `ODRADEK_MALFORMED_MESSAGE` if the input is none.
 */
export function readProducerSnapshot(reader: ByteReader, version: number): ProducerSnapshot {
  const crc = reader.readUint32();
  const producerEntries = readProducerEntryArray(reader, reader.readArrayLength(46, 176), version);
  return { crc, producerEntries };
}

/**
 * Writes a `ProducerSnapshot`. Fields that `version` does not carry are left out; large bytes are
 * passed on by reference. Raises `UNSUPPORTED_VERSION` for a null that `version` does not allow.
 */
export function writeProducerSnapshot(writer: ByteWriter, value: ProducerSnapshot, version: number): void {
  writer.writeUint32(value.crc);
  writer.writeArrayLength(value.producerEntries.length);
  for (const element of value.producerEntries) writeProducerEntry(writer, element, version);
}

/** Reads a struct of `ProducerSnapshot`. */
function readProducerEntry(reader: ByteReader, _version: number): ProducerEntry {
  const producerId = reader.readInt64();
  const epoch = reader.readInt16();
  const lastSequence = reader.readInt32();
  const lastOffset = reader.readInt64AsNumber();
  const offsetDelta = reader.readInt32();
  const timestamp = reader.readInt64AsNumber();
  const coordinatorEpoch = reader.readInt32();
  const currentTxnFirstOffset = reader.readInt64AsNumber();
  return { producerId, epoch, lastSequence, lastOffset, offsetDelta, timestamp, coordinatorEpoch, currentTxnFirstOffset };
}

function readProducerEntryArray(reader: ByteReader, length: number, version: number): ProducerEntry[] {
  const elements = new Array<ProducerEntry>(length);
  for (let index = 0; index < length; index++) elements[index] = readProducerEntry(reader, version);
  return elements;
}

/** Writes a struct of `ProducerSnapshot`. */
function writeProducerEntry(writer: ByteWriter, value: ProducerEntry, _version: number): void {
  writer.writeInt64(value.producerId);
  writer.writeInt16(value.epoch);
  writer.writeInt32(value.lastSequence);
  writer.writeInt64FromNumber(value.lastOffset);
  writer.writeInt32(value.offsetDelta);
  writer.writeInt64FromNumber(value.timestamp);
  writer.writeInt32(value.coordinatorEpoch);
  writer.writeInt64FromNumber(value.currentTxnFirstOffset);
}
