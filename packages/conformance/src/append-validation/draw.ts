import type { SeededRandom } from '@odradek/base/testing';
import { CompressionType } from '@odradek/protocol';

import { type ForgedBatch, forgeBatch } from './forged-batch.ts';
import { type ForgedHeader, type ForgedRecord, forgeRecord } from './forged-record.ts';

/** Every codec, none among them. */
export const ALL_CODECS: readonly CompressionType[] = Object.values(CompressionType);
/** The codecs that compress. */
export const COMPRESSING_CODECS: readonly CompressionType[] = ALL_CODECS.filter(
  (codec) => codec !== CompressionType.NONE,
);

const LATEST_VERSION_WITH_NAMES = 12;
const FIRST_VERSION_WITH_ZSTD = 7;
const SPREAD_MS = 100_000;
const FIRST_PRODUCER_ID = 1000n;

/** What may be asked of the good records of a batch. */
export interface RecordsWish {
  readonly count?: number;
  /** Whether some keys may be null. */
  readonly nullKeys?: boolean;
  /** How long a value may be, in bytes. */
  readonly valueBytesMax?: number;
}

/** Good batches and parts of them that follow from a seed, for checks to spoil. */
export class Draw {
  readonly random: SeededRandom;
  /** The time around which timestamps lie. */
  readonly now: number;
  private producers = 0n;

  constructor(random: SeededRandom, now: number) {
    this.random = random;
    this.now = now;
  }

  /** One of several. */
  pick<Element>(elements: readonly Element[]): Element {
    const element = elements[this.random.below(elements.length)];
    if (element === undefined) throw new Error('There is nothing to pick from.');
    return element;
  }

  /** Any codec. */
  codec(): CompressionType {
    return this.pick(ALL_CODECS);
  }

  /** A version of Produce that names topics and takes every codec. */
  version(): number {
    return this.random.between(FIRST_VERSION_WITH_ZSTD, LATEST_VERSION_WITH_NAMES);
  }

  /** A producer id that no other batch has. */
  producerId(): bigint {
    this.producers++;
    return FIRST_PRODUCER_ID + this.producers;
  }

  /** Bytes that compress, at least one. */
  text(bytesMax: number): Buffer {
    const words = Buffer.alloc(this.random.between(1, bytesMax));
    for (let at = 0; at < words.byteLength; at++) words[at] = 97 + this.random.below(7);
    return words;
  }

  /**
   * Random bytes that do not begin with a huge length: Kafka allocates what a record says that it
   * has, and so its heap decides what it answers.
   */
  noise(bytesMax: number): Buffer {
    const bytes = this.random.bytes(this.random.between(1, bytesMax));
    bytes[0] = (bytes[0] ?? 0) & 0x7f;
    return bytes;
  }

  private bytesOrNull(bytesMax: number, nullRate: number): Buffer | null {
    if (this.random.chance(nullRate)) return null;
    return this.random.chance(0.1) ? Buffer.alloc(0) : this.text(bytesMax);
  }

  private headers(): ForgedHeader[] {
    const count = this.random.chance(0.6) ? 0 : this.random.between(1, 3);
    return Array.from({ length: count }, () => ({
      key: Buffer.from(this.pick(['', 'h', 'trace-id', 'größe', '鍵'])),
      value: this.bytesOrNull(20, 0.3),
    }));
  }

  /** The fields of a good record. */
  record(offsetDelta: number, wish: RecordsWish = {}): ForgedRecord {
    return {
      timestampDelta: this.random.between(-SPREAD_MS, SPREAD_MS),
      offsetDelta,
      key: this.bytesOrNull(12, wish.nullKeys === false ? 0 : 0.3),
      value: this.bytesOrNull(wish.valueBytesMax ?? 60, 0.1),
      headers: this.headers(),
    };
  }

  /** The fields of good records, with offsets from 0. */
  records(wish: RecordsWish = {}): ForgedRecord[] {
    const count = wish.count ?? this.random.between(1, 8);
    return Array.from({ length: count }, (_, index) => this.record(index, wish));
  }

  /** The fields of a good batch of records, which have timestamps in the last few minutes. */
  fields(records: readonly ForgedRecord[], codec: CompressionType = 0): ForgedBatch {
    const baseTimestamp = this.now - 2 * SPREAD_MS;
    const deltas = records.map(({ timestampDelta = 0 }) => BigInt(timestampDelta));
    const largest = deltas.reduce((max, delta) => (delta > max ? delta : max), deltas[0] ?? 0n);
    return {
      codec,
      baseTimestamp,
      maxTimestamp: BigInt.asIntN(64, BigInt(baseTimestamp) + largest),
      records: records.map(forgeRecord),
    };
  }

  /** A good batch but for these changes. */
  batch(changes: Partial<ForgedBatch> = {}, wish: RecordsWish = {}): Buffer {
    return forgeBatch({ ...this.fields(this.records(wish)), ...changes });
  }
}
