import {
  BASE_SEQUENCE_AT,
  computeCrc,
  CRC_AT,
  PRODUCER_EPOCH_AT,
  PRODUCER_ID_AT,
  recordsCountAt,
} from '@odradek/protocol';

const SEQUENCE_BITS = 31;
const SEQUENCE_MASK = 0x7fffffff;

/**
 * Copies of the batch of an idempotent producer, which differ only in their sequences. Their
 * checksums are not computed anew: a checksum is linear, so each bit of a sequence changes the same
 * bits of it.
 */
export class SequencedBatch {
  /** The batch with sequence 0. */
  readonly batch: Buffer;
  private readonly recordsCount: number;
  private readonly crc: number;
  /** What each bit of the sequence changes of the checksum, lowest first. */
  private readonly changes: readonly number[];
  /** The next sequence for each partition. */
  private readonly next: Int32Array;

  constructor(batch: Buffer, producerId: number, partitions: number) {
    this.batch = Buffer.from(batch);
    this.batch.writeBigInt64BE(BigInt(producerId), PRODUCER_ID_AT);
    this.batch.writeInt16BE(0, PRODUCER_EPOCH_AT);
    this.crc = this.crcWith(0);
    this.changes = Array.from(
      { length: SEQUENCE_BITS },
      (_, bit) => this.crcWith(2 ** bit) ^ this.crc,
    );
    this.batch.writeInt32BE(0, BASE_SEQUENCE_AT);
    this.batch.writeUInt32BE(this.crc, CRC_AT);
    this.recordsCount = recordsCountAt(batch, 0);
    this.next = new Int32Array(partitions);
  }

  /** Makes the copy at a position the next batch for a partition. */
  writeNext(bytes: Buffer, at: number, partition: number): void {
    const sequence = this.next[partition] ?? 0;
    this.next[partition] = (sequence + this.recordsCount) & SEQUENCE_MASK;
    bytes.writeInt32BE(sequence, at + BASE_SEQUENCE_AT);
    bytes.writeUInt32BE(this.crcOf(sequence), at + CRC_AT);
  }

  private crcOf(sequence: number): number {
    let { crc } = this;
    for (let rest = sequence, bit = 0; rest > 0; rest >>>= 1, bit++) {
      if ((rest & 1) !== 0) crc ^= this.changes[bit] ?? 0;
    }
    return crc >>> 0;
  }

  private crcWith(sequence: number): number {
    this.batch.writeInt32BE(sequence, BASE_SEQUENCE_AT);
    return computeCrc(this.batch);
  }
}
