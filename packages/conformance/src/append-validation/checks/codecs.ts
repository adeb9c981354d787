import { deflateRawSync, gzipSync } from 'node:zlib';

import { CompressionType } from '@odradek/protocol';

import type { Check, Variant } from '../append-case.ts';
import { ALL_CODECS } from '../draw.ts';
import { CODEC_TOPICS } from '../topics.ts';
import { BROKEN_CODEC_CHECKS, CODEC_NAMES, LOOKING_TOPICS } from './broken-codecs.ts';

const FIRST_VERSION = 3;
const LAST_VERSION_WITHOUT_ZSTD = 6;
const { GZIP, LZ4, NONE, SNAPPY, ZSTD } = CompressionType;

const codecOfTopic: Check = {
  name: 'compression.type of the topic',
  variants: CODEC_TOPICS.flatMap((topic) =>
    ALL_CODECS.map((codec): Variant => ({
      name: `codec ${codec} on topic ${topic}`,
      make: (draw) => ({
        topic,
        records: draw.batch(draw.fields(draw.records({ valueBytesMax: 300 }), codec)),
      }),
    })),
  ),
};

const zstdVersion: Check = {
  name: 'zstd and the version of Produce',
  variants: [
    {
      name: 'zstd before version 7',
      make: (draw) => ({
        topic: draw.pick(['plain', 'zstd', 'append-time']),
        records: draw.batch(draw.fields(draw.records(), ZSTD)),
        produceVersion: draw.random.between(FIRST_VERSION, LAST_VERSION_WITHOUT_ZSTD),
      }),
    },
    {
      name: 'zstd before version 7 and a wrong checksum',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch({ codec: ZSTD, crc: 0 }),
        produceVersion: draw.random.between(FIRST_VERSION, LAST_VERSION_WITHOUT_ZSTD),
      }),
    },
    {
      name: 'two batches of zstd before version 7',
      make: (draw) => ({
        topic: 'plain',
        records: Buffer.concat([draw.batch({ codec: ZSTD }), draw.batch({ codec: ZSTD })]),
        produceVersion: draw.random.between(FIRST_VERSION, LAST_VERSION_WITHOUT_ZSTD),
      }),
    },
    {
      name: 'another codec before version 7',
      make: (draw) => ({
        topic: draw.pick(['plain', 'zstd']),
        records: draw.batch(draw.fields(draw.records(), draw.pick([NONE, GZIP, SNAPPY, LZ4]))),
        produceVersion: draw.random.between(FIRST_VERSION, LAST_VERSION_WITHOUT_ZSTD),
      }),
    },
    {
      name: 'zstd from version 7 on',
      make: (draw) => ({
        topic: 'plain',
        records: draw.batch(draw.fields(draw.records(), ZSTD)),
      }),
    },
  ],
};

/** Ways to write gzip that no producer uses and every reader reads. */
const gzipHeaders: Check = {
  name: 'gzip as others write it',
  variants: [
    {
      name: 'with a name, a comment and extra bytes',
      make: (draw) => {
        const fields = draw.fields(draw.records(), GZIP);
        const records = Buffer.concat(fields.records);
        const plain = gzipSync(records);
        const header = Buffer.from([0x1f, 0x8b, 8, 0x1c, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2]);
        const names = Buffer.from('name\0comment\0');
        const stored = Buffer.concat([header, names, deflateRawSync(records), plain.subarray(-8)]);
        return { topic: draw.pick(LOOKING_TOPICS), records: draw.batch({ ...fields, stored }) };
      },
    },
    {
      name: 'at every level',
      make: (draw) => {
        const fields = draw.fields(draw.records(), GZIP);
        const level = draw.random.below(10);
        const stored = gzipSync(Buffer.concat(fields.records), { level });
        return { topic: draw.pick(LOOKING_TOPICS), records: draw.batch({ ...fields, stored }) };
      },
    },
    {
      name: 'with flags that mean nothing',
      make: (draw) => {
        const fields = draw.fields(draw.records(), GZIP);
        const stored = gzipSync(Buffer.concat(fields.records));
        stored[3] = draw.pick([0x20, 0x40, 0x80, 0x01, 0x02]);
        return { topic: draw.pick(LOOKING_TOPICS), records: draw.batch({ ...fields, stored }) };
      },
    },
    {
      name: 'with a wrong size or checksum at the end',
      make: (draw) => {
        const fields = draw.fields(draw.records(), GZIP);
        const stored = gzipSync(Buffer.concat(fields.records));
        const at = stored.byteLength - draw.random.between(1, 8);
        stored[at] = (stored[at] ?? 0) ^ 1;
        return { topic: draw.pick(LOOKING_TOPICS), records: draw.batch({ ...fields, stored }) };
      },
    },
  ],
};

const BOUND_BYTES = 16 * 1024 * 1024;

/** Good batches that inflate to more than this broker inflates; not of the 10,000. */
export const BEYOND_BOUND: Check = {
  name: 'more than odradek.max.decompressed.batch.bytes',
  variants: CODEC_NAMES.map(([codec, name]): Variant => ({
    name,
    make: (draw) => {
      const record = { ...draw.record(0), value: Buffer.alloc(BOUND_BYTES + 1) };
      return {
        topic: 'plain',
        records: draw.batch(draw.fields([record], codec)),
        apart: 'more than odradek.max.decompressed.batch.bytes',
      };
    },
  })),
};

/** What the codecs must be able to read, and what the topic makes of it. */
export const CODEC_CHECKS: readonly Check[] = [
  codecOfTopic,
  zstdVersion,
  gzipHeaders,
  ...BROKEN_CODEC_CHECKS,
];
