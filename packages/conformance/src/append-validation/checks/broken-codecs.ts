import { compress, CompressionType } from '@odradek/protocol';

import type { Check, Sending, Variant } from '../append-case.ts';
import { COMPRESSING_CODECS, type Draw } from '../draw.ts';
import type { TopicName } from '../topics.ts';

const { GZIP, LZ4, SNAPPY, ZSTD } = CompressionType;

/** A topic that keeps the codec, and two that make another of it or look into the batch at least. */
export const LOOKING_TOPICS: readonly TopicName[] = ['plain', 'uncompressed', 'append-time'];

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

/** A variant that says which codec it is about. */
function naming(name: string): (what: string, make: Variant['make']) => Variant {
  return (what, make) => ({ name: `${name}: ${what}`, make });
}

/** What stands in place of compressed records. */
function replacing(codec: CompressionType, name: string): Variant[] {
  const of = naming(name);
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

/** What stands behind compressed records. */
function following(codec: CompressionType, name: string): Variant[] {
  const of = naming(name);
  return [
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
  ];
}

/** The codecs that compress, and their names. */
export const CODEC_NAMES: readonly (readonly [CompressionType, string])[] = [
  [GZIP, 'gzip'],
  [SNAPPY, 'snappy'],
  [LZ4, 'lz4'],
  [ZSTD, 'zstd'],
];

function brokenCodec(codec: CompressionType, name: string): Check {
  const variants = [...replacing(codec, name), ...following(codec, name)];
  return { name: `what ${name} cannot read`, variants };
}

/** What each codec must be able to read. */
export const BROKEN_CODEC_CHECKS: readonly Check[] = CODEC_NAMES.map(([codec, name]) =>
  brokenCodec(codec, name),
);
