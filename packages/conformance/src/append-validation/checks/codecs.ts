import { deflateRawSync, gzipSync } from 'node:zlib';

import { compress, CompressionType } from '@odradek/protocol';

import type { Check, Sending, Variant } from '../append-case.ts';
import { ALL_CODECS, COMPRESSING_CODECS, type Draw } from '../draw.ts';
import { CODEC_TOPICS, type TopicName } from '../topics.ts';

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

/** A topic that keeps the codec, and two that make another of it or look into the batch at least. */
const LOOKING_TOPICS: readonly TopicName[] = ['plain', 'uncompressed', 'append-time'];

/** A batch that has `spoil` of its compressed records in their place. */
function spoiled(draw: Draw, codec: CompressionType, spoil: (stored: Buffer) => Buffer): Sending {
  const fields = draw.fields(draw.records({ valueBytesMax: 200 }), codec);
  const stored = spoil(compress(codec, Buffer.concat(fields.records)));
  return { topic: draw.pick(LOOKING_TOPICS), records: draw.batch({ ...fields, stored }) };
}

/** As `spoiled`, by what a library may or may not notice, and sooner or later. */
function damaged(draw: Draw, codec: CompressionType, spoil: (stored: Buffer) => Buffer): Sending {
  return { ...spoiled(draw, codec, spoil), isDamaged: true };
}

/** As `spoiled`; gzip and zstd may take what follows for the beginning of more. */
function behind(draw: Draw, codec: CompressionType, spoil: (stored: Buffer) => Buffer): Sending {
  const isDamaged = codec === GZIP || codec === ZSTD;
  return { ...spoiled(draw, codec, spoil), isDamaged };
}

function spoiling(codec: CompressionType, name: string): Variant[] {
  const of = (what: string, make: (draw: Draw) => Sending): Variant => ({
    name: `${name}: ${what}`,
    make,
  });
  return [
    of('noise', (draw) =>
      spoiled(draw, codec, () => draw.random.bytes(draw.random.between(1, 100))),
    ),
    of('nothing', (draw) => spoiled(draw, codec, () => Buffer.alloc(0))),
    of('not compressed at all', (draw) => {
      const fields = draw.fields(draw.records(), codec);
      const stored = Buffer.concat(fields.records);
      return { topic: draw.pick(LOOKING_TOPICS), records: draw.batch({ ...fields, stored }) };
    }),
    of('cut off', (draw) =>
      spoiled(draw, codec, (stored) =>
        stored.subarray(0, stored.byteLength - draw.random.between(1, stored.byteLength - 1)),
      ),
    ),
    of('its last bytes cut off', (draw) =>
      spoiled(draw, codec, (stored) =>
        stored.subarray(0, stored.byteLength - draw.random.between(1, 12)),
      ),
    ),
    of('a bit flipped', (draw) =>
      damaged(draw, codec, (stored) => {
        const bytes = Buffer.from(stored);
        const at = draw.random.below(bytes.byteLength);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << draw.random.below(8));
        return bytes;
      }),
    ),
    of('a bit of the first bytes flipped', (draw) =>
      damaged(draw, codec, (stored) => {
        const bytes = Buffer.from(stored);
        const at = draw.random.below(10);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << draw.random.below(8));
        return bytes;
      }),
    ),
    of('noise behind', (draw) =>
      behind(draw, codec, (stored) =>
        Buffer.concat([stored, draw.random.bytes(draw.random.between(1, 40))]),
      ),
    ),
    of('a zero behind', (draw) =>
      spoiled(draw, codec, (stored) => Buffer.concat([stored, Buffer.alloc(1)])),
    ),
    of('the beginning of the same behind', (draw) =>
      behind(draw, codec, (stored) =>
        Buffer.concat([stored, stored.subarray(0, draw.random.between(1, 30))]),
      ),
    ),
    of('twice', (draw) => spoiled(draw, codec, (stored) => Buffer.concat([stored, stored]))),
    of('in two parts', (draw) => {
      const fields = draw.fields(draw.records(), codec);
      const whole = Buffer.concat(fields.records);
      const half = draw.random.below(whole.byteLength);
      const parts = [whole.subarray(0, half), whole.subarray(half)];
      const stored = Buffer.concat(parts.map((part) => compress(codec, part)));
      return { topic: draw.pick(LOOKING_TOPICS), records: draw.batch({ ...fields, stored }) };
    }),
    of('another codec', (draw) =>
      spoiled(draw, codec, () => {
        const other = draw.pick(COMPRESSING_CODECS.filter((each) => each !== codec));
        return compress(other, Buffer.concat(draw.fields(draw.records()).records));
      }),
    ),
    of('noise in the codec', (draw) =>
      spoiled(draw, codec, () => compress(codec, draw.noise(200))),
    ),
  ];
}

const CODEC_NAMES: readonly (readonly [CompressionType, string])[] = [
  [GZIP, 'gzip'],
  [SNAPPY, 'snappy'],
  [LZ4, 'lz4'],
  [ZSTD, 'zstd'],
];

function brokenCodec(codec: CompressionType, name: string): Check {
  const variants = spoiling(codec, name);
  return { name: `what ${name} cannot read`, variants };
}

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
  ...CODEC_NAMES.map(([codec, name]) => brokenCodec(codec, name)),
];
