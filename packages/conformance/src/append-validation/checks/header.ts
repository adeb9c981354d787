import type { Check } from '../append-case.ts';
import { COMPRESSING_CODECS } from '../draw.ts';
import { CODEC_TOPICS } from '../topics.ts';

const INT32_MAX = 2 ** 31 - 1;
const DELETE_HORIZON_FLAG = 0x40;
const CONTROL_FLAG = 0x20;
const TRANSACTIONAL_FLAG = 0x10;

const good: Check = {
  name: 'nothing, as the batch is good',
  variants: [
    { name: 'uncompressed', make: (draw) => ({ topic: 'plain', records: draw.batch() }) },
    {
      name: 'any codec',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch(draw.fields(draw.records(), draw.codec())),
      }),
    },
    {
      name: 'many records',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch(draw.fields(draw.records({ count: 200 }), draw.codec())),
      }),
    },
    {
      name: 'a large value',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch(
          draw.fields(draw.records({ count: 1, valueBytesMax: 70_000 }), draw.codec()),
        ),
      }),
    },
  ],
};

const baseOffset: Check = {
  name: 'base offset',
  variants: [
    {
      name: 'a small one',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ baseOffset: BigInt(draw.random.between(1, 100)) }),
      }),
    },
    {
      name: 'a negative one',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ baseOffset: -BigInt(draw.random.between(1, 100)) }),
      }),
    },
    {
      name: 'a huge one',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ baseOffset: draw.pick([2n ** 62n, -(2n ** 63n), 2n ** 53n]) }),
      }),
    },
    {
      name: 'one in a compressed batch with a wrong checksum',
      make: (draw) => ({
        topic: draw.pick(CODEC_TOPICS),
        records: draw.batch({ baseOffset: 1n, codec: draw.pick(COMPRESSING_CODECS), crc: 0 }),
      }),
    },
  ],
};

const lastOffsetDelta: Check = {
  name: 'last offset delta and count',
  variants: [
    {
      name: 'more offsets than records',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ lastOffsetDelta: draw.random.between(3, 50) }, { count: 3 }),
      }),
    },
    {
      name: 'fewer offsets than records',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ lastOffsetDelta: draw.random.between(0, 1) }, { count: 3 }),
      }),
    },
    {
      name: 'a negative delta',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ lastOffsetDelta: draw.pick([-1, -2, -(2 ** 31)]) }),
      }),
    },
    {
      name: 'a negative count',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: draw.batch({ recordsCount: draw.pick([-1, -5, -(2 ** 31)]) }),
      }),
    },
    {
      name: 'a count of 0',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: draw.batch({ recordsCount: 0, lastOffsetDelta: draw.pick([0, -1, 2]) }),
      }),
    },
    {
      name: 'the largest delta and count',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: draw.batch(
          draw.pick([
            { lastOffsetDelta: INT32_MAX },
            { recordsCount: INT32_MAX },
            { lastOffsetDelta: INT32_MAX - 1, recordsCount: INT32_MAX },
            { lastOffsetDelta: INT32_MAX, recordsCount: -(2 ** 31) },
          ]),
        ),
      }),
    },
  ],
};

const recordsCount: Check = {
  name: 'as many records as the header says',
  variants: [
    {
      name: 'fewer are there',
      make: (draw) => {
        const records = draw.records();
        const said = records.length + draw.random.between(1, 4);
        const changes = { recordsCount: said, lastOffsetDelta: said - 1 };
        return {
          topic: draw.pick(['plain', 'gzip']),
          records: draw.batch({ ...draw.fields(records), ...changes }),
        };
      },
    },
    {
      name: 'more are there',
      make: (draw) => {
        const records = draw.records({ count: draw.random.between(3, 9) });
        const said = draw.random.between(1, records.length - 1);
        const changes = { recordsCount: said, lastOffsetDelta: said - 1 };
        return {
          topic: draw.pick(['plain', 'gzip']),
          records: draw.batch({ ...draw.fields(records), ...changes }),
        };
      },
    },
    {
      name: 'fewer are in a codec',
      make: (draw) => {
        const records = draw.records();
        const said = records.length + draw.random.between(1, 4);
        const changes = { recordsCount: said, lastOffsetDelta: said - 1 };
        return {
          topic: draw.pick(['plain', 'gzip', 'uncompressed']),
          records: draw.batch({
            ...draw.fields(records, draw.pick(COMPRESSING_CODECS)),
            ...changes,
          }),
        };
      },
    },
    {
      name: 'more are in a codec',
      make: (draw) => {
        const records = draw.records({ count: draw.random.between(3, 9) });
        const said = draw.random.between(1, records.length - 1);
        const changes = { recordsCount: said, lastOffsetDelta: said - 1 };
        return {
          topic: draw.pick(['plain', 'gzip', 'uncompressed']),
          records: draw.batch({
            ...draw.fields(records, draw.pick(COMPRESSING_CODECS)),
            ...changes,
          }),
        };
      },
    },
  ],
};

const attributes: Check = {
  name: 'attributes',
  variants: [
    {
      name: 'a codec that there is not',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip', 'append-time']),
        records: draw.batch({ flags: draw.random.between(5, 7) }),
      }),
    },
    {
      name: 'bits that mean nothing, and a true greatest timestamp',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ flags: draw.random.between(1, 0x1ff) << 7 }),
      }),
    },
    {
      name: 'bits that mean nothing, and a wrong greatest timestamp',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ flags: draw.random.between(1, 0x1ff) << 7, maxTimestamp: 5 }),
      }),
    },
    {
      name: 'bits that mean nothing, where the broker stamps or encodes',
      make: (draw) => ({
        topic: draw.pick(['append-time', 'gzip', 'uncompressed', 'append-time-lz4']),
        records: draw.batch({
          ...draw.fields(draw.records(), draw.codec()),
          flags: draw.random.between(1, 0x1ff) << 7,
        }),
      }),
    },
    {
      name: 'a delete horizon',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip', 'append-time', 'compacted']),
        records: draw.batch({
          ...draw.fields(draw.records({ nullKeys: false }), draw.codec()),
          flags: DELETE_HORIZON_FLAG,
          ...draw.pick([{}, { maxTimestamp: 7 }]),
        }),
      }),
    },
  ],
};

const control: Check = {
  name: 'control records',
  variants: [
    {
      name: 'uncompressed',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip', 'append-time']),
        records: draw.batch({ flags: CONTROL_FLAG }),
      }),
    },
    {
      name: 'compressed',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: draw.batch({
          ...draw.fields(draw.records(), draw.pick(COMPRESSING_CODECS)),
          flags: CONTROL_FLAG,
        }),
      }),
    },
    {
      name: 'the marker of a transaction',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({
          ...draw.fields([
            {
              offsetDelta: 0,
              key: Buffer.from([0, 0, 0, draw.random.below(2)]),
              value: Buffer.alloc(6),
            },
          ]),
          flags: CONTROL_FLAG | TRANSACTIONAL_FLAG,
          producerId: draw.producerId(),
          producerEpoch: 0,
        }),
      }),
    },
    {
      name: 'of a producer without a sequence',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({
          flags: CONTROL_FLAG,
          producerId: draw.producerId(),
          producerEpoch: 0,
          baseSequence: -1,
        }),
      }),
    },
  ],
};

/** What the header of a batch must say. */
export const HEADER_CHECKS: readonly Check[] = [
  good,
  baseOffset,
  lastOffsetDelta,
  recordsCount,
  attributes,
  control,
];
