import { crc32c, type Offset } from '@odradek/base';
import {
  ATTRIBUTES_AT,
  magicAt,
  readRecordBatchHeader,
  RECORD_BATCH_MAGIC,
  RECORD_BATCH_OVERHEAD,
  sizeInBytesAt,
} from '@odradek/protocol';

/** What is wrong with a segment, and where. */
export interface SegmentDamage {
  /** Where the batch begins that is damaged, in bytes. */
  readonly position: number;
  readonly reason: string;
}

/** What a segment holds. */
export interface CheckedSegment {
  /** The offset behind its last batch; its base offset if it has none. */
  readonly nextOffset: Offset;
  /** Whether offsets are missing between batches, as compaction leaves it. */
  readonly hasGaps: boolean;
  /** The first damage; batches behind it may not have been looked at. */
  readonly damage: SegmentDamage | undefined;
}

/** A message of the old formats; what is smaller, such as zeros, is none of them. */
const LEGACY_SIZE_MIN = 26;
const NONE: Buffer = Buffer.alloc(0);

/**
 * Looks through the record batches of a segment while its bytes go by in chunks of any size: their
 * headers, the order of their offsets and their checksums. Keeps no more than a header of them.
 */
export class SegmentCheck {
  private nextOffset: Offset;
  private hasGaps = false;
  private damage: SegmentDamage | undefined;
  /** Where the batch begins that is being looked at, and what of its header was there so far. */
  private position = 0;
  private header: Buffer = NONE;
  private bodyBytesLeft = 0;
  private crc = 0;
  private expected:
    | { readonly crc: number; readonly size: number; readonly next: Offset }
    | undefined;

  constructor(baseOffset: Offset) {
    this.nextOffset = baseOffset;
  }

  /** Takes the next bytes; none of them is kept after this. */
  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.byteLength > 0 && this.damage === undefined) {
      rest = this.expected === undefined ? this.takeHeader(rest) : this.takeBody(rest);
    }
  }

  /** What was found, after the last byte. */
  finish(): CheckedSegment {
    const isTorn = this.header.byteLength > 0 || this.expected !== undefined;
    if (isTorn && this.damage === undefined) this.fail('the file ends within this batch');
    return { nextOffset: this.nextOffset, hasGaps: this.hasGaps, damage: this.damage };
  }

  private takeHeader(bytes: Buffer): Buffer {
    const missing = RECORD_BATCH_OVERHEAD - this.header.byteLength;
    this.header = Buffer.concat([this.header, bytes.subarray(0, missing)]);
    if (this.header.byteLength === RECORD_BATCH_OVERHEAD) this.readHeader(this.header);
    return bytes.subarray(Math.min(missing, bytes.byteLength));
  }

  private readHeader(header: Buffer): void {
    const magic = magicAt(header, 0);
    const size = sizeInBytesAt(header, 0);
    if ((magic === 0 || magic === 1) && size >= LEGACY_SIZE_MIN) {
      this.fail(`its format is ${magic}, of before Kafka 0.11, which Odradek does not serve`);
      return;
    }
    if (magic !== RECORD_BATCH_MAGIC) return this.fail('there is no record batch');
    if (size < RECORD_BATCH_OVERHEAD) return this.fail(`its size is ${size}`);
    const { baseOffset, lastOffsetDelta, crc } = readRecordBatchHeader(header);
    if (baseOffset < this.nextOffset || lastOffsetDelta < 0) {
      this.fail(`its offset is ${baseOffset}, and the one before it ends at ${this.nextOffset}`);
      return;
    }
    if (baseOffset > this.nextOffset) this.hasGaps = true;
    this.expected = { crc, size, next: baseOffset + lastOffsetDelta + 1 };
    this.crc = crc32c(header.subarray(ATTRIBUTES_AT));
    this.bodyBytesLeft = size - RECORD_BATCH_OVERHEAD;
    this.header = NONE;
    if (this.bodyBytesLeft === 0) this.endBatch();
  }

  private takeBody(bytes: Buffer): Buffer {
    const body = bytes.subarray(0, this.bodyBytesLeft);
    this.crc = crc32c(body, this.crc);
    this.bodyBytesLeft -= body.byteLength;
    if (this.bodyBytesLeft === 0) this.endBatch();
    return bytes.subarray(body.byteLength);
  }

  private endBatch(): void {
    const { expected } = this;
    if (expected === undefined) return;
    if (this.crc !== expected.crc) {
      this.fail(`its checksum is ${this.crc} and ${expected.crc} is stored`);
      return;
    }
    this.position += expected.size;
    this.nextOffset = expected.next;
    this.expected = undefined;
  }

  private fail(reason: string): void {
    this.damage = { position: this.position, reason };
  }
}
