import { RecordBatchBuilder } from '@odradek/protocol';

import type { Check } from '../append-case.ts';
import { COMPRESSING_CODECS, type Draw } from '../draw.ts';
import { withRightCrc } from '../forged-batch.ts';
import { SMALL_MESSAGE_BYTES, SMALL_SEGMENT_BYTES } from '../topics.ts';

const ATTRIBUTES_AT = 21;
const CRC_AT = 17;
const BATCH_LENGTH_AT = 8;
const MAGIC_AT = 16;

function flipped(draw: Draw, bytes: Buffer, from: number, to: number): Buffer {
  const at = draw.random.between(from, to - 1);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << draw.random.below(8));
  return bytes;
}

const crc: Check = {
  name: 'checksum',
  variants: [
    {
      name: 'a bit flipped from the attributes on',
      make: (draw) => {
        const batch = draw.batch({});
        return { topic: 'plain', records: flipped(draw, batch, ATTRIBUTES_AT, batch.byteLength) };
      },
    },
    {
      name: 'a bit flipped in the checksum',
      make: (draw) => ({
        topic: 'plain',
        records: flipped(draw, draw.batch({}), CRC_AT, ATTRIBUTES_AT),
      }),
    },
    {
      name: 'a bit flipped in a compressed batch',
      make: (draw) => {
        const fields = draw.fields(draw.records(), draw.pick(COMPRESSING_CODECS));
        const batch = draw.batch(fields);
        return { topic: 'plain', records: flipped(draw, batch, ATTRIBUTES_AT, batch.byteLength) };
      },
    },
    {
      name: 'a leader epoch, which it does not cover',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ partitionLeaderEpoch: draw.pick([0, 1, 7, 2 ** 31 - 1, -5]) }),
      }),
    },
  ],
};

function withMagic(draw: Draw, magic: number): Buffer {
  const batch = draw.batch({}, { valueBytesMax: 200 });
  batch.writeInt8(magic, MAGIC_AT);
  return withRightCrc(batch);
}

/** A message of the format before record batches: CRC-32 is wrong, nobody gets as far as that. */
function legacyMessage(draw: Draw, magic: number): Buffer {
  const value = draw.text(60);
  const timestampBytes = magic === 1 ? 8 : 0;
  const bytes = Buffer.alloc(12 + 14 + timestampBytes + value.byteLength);
  bytes.writeInt32BE(bytes.byteLength - 12, BATCH_LENGTH_AT);
  bytes.writeInt8(magic, MAGIC_AT);
  bytes.writeInt32BE(-1, 18 + timestampBytes);
  bytes.writeInt32BE(value.byteLength, 22 + timestampBytes);
  value.copy(bytes, 26 + timestampBytes);
  return bytes;
}

const magic: Check = {
  name: 'magic',
  variants: [
    { name: 'magic 0', make: (draw) => ({ topic: 'plain', records: withMagic(draw, 0) }) },
    { name: 'magic 1', make: (draw) => ({ topic: 'plain', records: withMagic(draw, 1) }) },
    {
      name: 'a later magic',
      make: (draw) => ({ topic: 'plain', records: withMagic(draw, draw.random.between(3, 127)) }),
    },
    {
      name: 'a negative magic',
      make: (draw) => ({ topic: 'plain', records: withMagic(draw, -draw.random.between(1, 128)) }),
    },
    {
      name: 'a message of an old format',
      make: (draw) => ({ topic: 'plain', records: legacyMessage(draw, draw.random.below(2)) }),
    },
  ],
};

function withLength(draw: Draw, batchLength: number): Buffer {
  return draw.batch({ batchLength });
}

const batchLength: Check = {
  name: 'length of the batch',
  variants: [
    {
      name: 'less than any batch',
      make: (draw) => ({
        topic: 'plain',
        records: withLength(draw, draw.random.between(-20, 13)),
      }),
    },
    {
      name: 'less than the header',
      make: (draw) => ({
        topic: 'plain',
        records: withLength(draw, draw.random.between(14, 48)),
      }),
    },
    {
      name: 'less than the header, and no more is there',
      make: (draw) => {
        const records = draw.batch().subarray(0, draw.random.between(26, 60));
        records.writeInt32BE(records.byteLength - 12, BATCH_LENGTH_AT);
        return { topic: 'plain', records };
      },
    },
    {
      name: 'nothing but the header',
      make: (draw) => ({ topic: 'plain', records: withLength(draw, 49) }),
    },
    {
      name: 'more than is there',
      make: (draw) => {
        const batch = draw.batch();
        batch.writeInt32BE(batch.byteLength - 12 + draw.random.between(1, 1000), BATCH_LENGTH_AT);
        return { topic: 'plain', records: batch };
      },
    },
    {
      name: 'the largest and the least',
      make: (draw) => ({
        topic: 'plain',
        records: withLength(draw, draw.pick([2 ** 31 - 1, 2 ** 31 - 12, -(2 ** 31)])),
      }),
    },
    {
      name: 'a few bytes less than is there',
      make: (draw) => {
        const batch = draw.batch({}, { valueBytesMax: 200 });
        batch.writeInt32BE(batch.byteLength - 12 - draw.random.between(1, 20), BATCH_LENGTH_AT);
        return { topic: 'plain', records: batch };
      },
    },
    {
      name: 'a few bytes less than is there, with a checksum to it',
      make: (draw) => {
        const batch = draw.batch({}, { valueBytesMax: 200 });
        batch.writeInt32BE(batch.byteLength - 12 - draw.random.between(1, 20), BATCH_LENGTH_AT);
        return { topic: draw.pick(['plain', 'gzip']), records: withRightCrc(batch) };
      },
    },
    {
      name: 'a batch cut anywhere',
      make: (draw) => {
        const batch = draw.batch();
        return {
          topic: 'plain',
          records: batch.subarray(0, draw.random.below(batch.byteLength)),
        };
      },
    },
  ],
};

/** A good batch of exactly so many bytes. */
function batchOfBytes(bytesCount: number): Buffer {
  for (let value = bytesCount; ; value--) {
    const builder = new RecordBatchBuilder();
    builder.append({ timestamp: 1_700_000_000_000, key: 'k', value: Buffer.alloc(value, 0x61) });
    const batch = builder.build();
    if (batch.byteLength <= bytesCount) return batch;
  }
}

const maxMessageBytes: Check = {
  name: 'max.message.bytes of what comes',
  variants: [
    {
      name: 'as large as may be',
      make: () => ({ topic: 'small', records: batchOfBytes(SMALL_MESSAGE_BYTES) }),
    },
    {
      name: 'a little too large',
      make: (draw) => ({
        topic: 'small',
        records: batchOfBytes(SMALL_MESSAGE_BYTES + draw.random.between(2, 20)),
      }),
    },
    {
      name: 'any size',
      make: (draw) => ({
        topic: 'small',
        records: batchOfBytes(draw.random.between(100, 3 * SMALL_MESSAGE_BYTES)),
      }),
    },
    {
      name: 'too large, with a wrong checksum',
      make: (draw) => ({
        topic: 'small',
        records: draw.batch({ crc: draw.random.uint32() }, { count: 40 }),
      }),
    },
    {
      name: 'too large, of control records',
      make: (draw) => ({
        topic: 'small',
        records: draw.batch({ flags: 0x20 }, { count: 60 }),
      }),
    },
  ],
};

/** What shrinks well when it is compressed. */
function longRuns(draw: Draw, valueBytes: number): Buffer {
  const record = { ...draw.record(0), value: Buffer.alloc(valueBytes, draw.random.below(256)) };
  return draw.batch(draw.fields([record], draw.pick(COMPRESSING_CODECS)));
}

const maxMessageBytesStored: Check = {
  name: 'max.message.bytes of what is stored',
  variants: [
    {
      name: 'small as it comes, too large without its codec',
      make: (draw) => ({
        topic: 'small-uncompressed',
        records: longRuns(draw, draw.random.between(SMALL_MESSAGE_BYTES, 5000)),
      }),
    },
    {
      name: 'small both ways',
      make: (draw) => ({
        topic: 'small-uncompressed',
        records: longRuns(draw, draw.random.between(10, 700)),
      }),
    },
    {
      name: 'small as it comes, and kept',
      make: (draw) => ({ topic: 'small', records: longRuns(draw, 4000) }),
    },
  ],
};

const segmentBytes: Check = {
  name: 'segment.bytes',
  variants: [
    {
      name: 'too large without its codec',
      make: (draw) => ({
        topic: 'small-segments',
        records: longRuns(draw, SMALL_SEGMENT_BYTES + draw.random.between(0, 1000)),
      }),
    },
    {
      name: 'much too large without its codec',
      make: (draw) => ({
        topic: 'small-segments',
        records: longRuns(draw, SMALL_SEGMENT_BYTES + draw.random.between(0, 500_000)),
      }),
    },
    {
      name: 'too large for max.message.bytes as well',
      make: (draw) => ({
        topic: 'small-segments',
        records: longRuns(draw, 4_000_000 + draw.random.between(0, 1000)),
      }),
    },
    {
      name: 'of a size that fits',
      make: (draw) => ({
        topic: 'small-segments',
        records: longRuns(draw, draw.random.between(1000, 40_000)),
      }),
    },
  ],
};

const severalBatches: Check = {
  name: 'one batch at a time',
  variants: [
    {
      name: 'two batches',
      make: (draw) => ({ topic: 'plain', records: Buffer.concat([draw.batch(), draw.batch()]) }),
    },
    {
      name: 'a batch and the beginning of another',
      make: (draw) => {
        const second = draw.batch();
        const begun = second.subarray(0, draw.random.below(second.byteLength));
        return { topic: 'plain', records: Buffer.concat([draw.batch(), begun]) };
      },
    },
    {
      name: 'a batch and noise',
      make: (draw) => ({
        topic: 'plain',
        records: Buffer.concat([draw.batch(), draw.random.bytes(draw.random.between(1, 80))]),
      }),
    },
    {
      name: 'a batch and zeros',
      make: (draw) => ({
        topic: 'plain',
        records: Buffer.concat([draw.batch(), Buffer.alloc(draw.random.between(1, 80))]),
      }),
    },
    {
      name: 'a batch and a message of an old format',
      make: (draw) => ({
        topic: 'plain',
        records: Buffer.concat([draw.batch(), legacyMessage(draw, 1)]),
      }),
    },
    {
      name: 'two compressed batches, the second corrupt',
      make: (draw) => {
        const first = draw.batch(draw.fields(draw.records(), draw.pick(COMPRESSING_CODECS)));
        return { topic: 'gzip', records: Buffer.concat([first, draw.batch({ crc: 1 })]) };
      },
    },
  ],
};

/** Not null records: Kafka fails while it looks for them and never answers on that connection again. */
const noRecords: Check = {
  name: 'something to append',
  variants: [
    {
      name: 'no bytes',
      make: (draw) => ({ topic: draw.pick(['plain', 'gzip']), records: Buffer.alloc(0) }),
    },
    {
      name: 'fewer bytes than a header',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch().subarray(0, draw.random.between(1, 60)),
      }),
    },
    {
      name: 'a header of no records',
      make: (draw) => ({
        topic: draw.pick(['plain', 'append-time']),
        records: draw.batch({
          records: [],
          lastOffsetDelta: draw.pick([-1, 0, 3]),
          recordsCount: 0,
        }),
      }),
    },
    {
      name: 'a header of no records in a codec',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: draw.batch({
          records: [],
          codec: draw.pick(COMPRESSING_CODECS),
          lastOffsetDelta: draw.pick([-1, 0]),
          recordsCount: 0,
          stored: Buffer.alloc(0),
        }),
      }),
    },
  ],
};

/** What the bytes of a partition in a Produce request must be before anyone looks into a batch. */
export const FRAMING_CHECKS: readonly Check[] = [
  crc,
  magic,
  batchLength,
  maxMessageBytes,
  maxMessageBytesStored,
  segmentBytes,
  severalBatches,
  noRecords,
];
