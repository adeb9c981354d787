import { compress, CompressionType } from '@odradek/protocol';

import type { Check, Sending, Variant } from '../append-case.ts';
import { COMPRESSING_CODECS, type Draw } from '../draw.ts';
import { withRightCrc } from '../forged-batch.ts';
import { type ForgedRecord, forgeRecord, longVarint, varint } from '../forged-record.ts';
import type { TopicName } from '../topics.ts';

/** In how many ways a broker reads records: as they are, inflated in part, inflated whole. */
interface Reading {
  readonly name: string;
  readonly topic: TopicName;
  readonly codecs: readonly CompressionType[];
}

const READINGS: readonly Reading[] = [
  { name: 'uncompressed', topic: 'plain', codecs: [CompressionType.NONE] },
  { name: 'compressed', topic: 'plain', codecs: COMPRESSING_CODECS },
  { name: 'compressed anew', topic: 'uncompressed', codecs: COMPRESSING_CODECS },
  { name: 'compressed at first', topic: 'gzip', codecs: [CompressionType.NONE] },
];

/** The same batch in every way in which records are read. */
function inEveryReading(name: string, records: (draw: Draw) => readonly Buffer[]): Variant[] {
  return READINGS.map(({ name: reading, topic, codecs }) => ({
    name: `${name}, ${reading}`,
    make: (draw): Sending => {
      const fields = draw.fields([draw.record(0)], draw.pick(codecs));
      const forged = records(draw);
      const changes = { records: forged, maxTimestamp: draw.pick([fields.maxTimestamp, -1]) };
      return { topic, records: draw.batch({ ...fields, ...changes }) };
    },
  }));
}

/** Good records, of which the last or another one is changed. */
function oneChanged(
  draw: Draw,
  change: (record: ForgedRecord) => Partial<ForgedRecord>,
): readonly Buffer[] {
  const records = draw.records();
  const changed = draw.random.below(records.length);
  return records.map((record, index) =>
    forgeRecord(index === changed ? { ...record, ...change(record) } : record),
  );
}

const NO_BYTES = Buffer.alloc(0);

const recordLength: Check = {
  name: 'length of a record',
  variants: [
    ...inEveryReading('a little more or less', (draw) =>
      oneChanged(draw, (record) => {
        const length = forgeRecord(record).byteLength;
        return { length: Math.max(0, length - 1 + draw.pick([-3, -2, -1, 1, 2, 3])) };
      }),
    ),
    ...inEveryReading('anything', (draw) =>
      oneChanged(draw, () => ({ length: draw.random.between(-100, 1000) })),
    ),
    ...inEveryReading('huge', (draw) =>
      oneChanged(draw, () => ({ length: draw.pick([2 ** 24, 2 ** 20, -(2 ** 31), -1]) })),
    ),
    ...inEveryReading('a record of no bytes', (draw) => {
      const records = draw.records().map(forgeRecord);
      records[draw.random.below(records.length)] = varint(draw.pick([0, 0, 1, 5]));
      return records;
    }),
  ],
};

const moreOrLess: Check = {
  name: 'bytes that are missing or too many',
  variants: [
    ...inEveryReading('bytes between headers and end', (draw) =>
      oneChanged(draw, () => ({ rest: draw.random.bytes(draw.random.between(1, 9)) })),
    ),
    ...inEveryReading('bytes behind the last record', (draw) => {
      const records = draw.records().map(forgeRecord);
      const last = records.length - 1;
      const noise = draw.random.bytes(draw.random.between(1, 20));
      records[last] = Buffer.concat([records[last] ?? NO_BYTES, noise]);
      return records;
    }),
    ...inEveryReading('the last record cut off', (draw) => {
      const records = draw.records().map(forgeRecord);
      const last = records.at(-1) ?? NO_BYTES;
      records[records.length - 1] = last.subarray(0, draw.random.below(last.byteLength));
      return records;
    }),
    ...inEveryReading('noise', (draw) => [draw.noise(100)]),
  ],
};

const keyAndValue: Check = {
  name: 'length of key and value',
  variants: [
    ...inEveryReading('a negative key', (draw) =>
      oneChanged(draw, () => ({ key: null, keyLength: draw.pick([-2, -7, -(2 ** 31)]) })),
    ),
    ...inEveryReading('a negative value', (draw) =>
      oneChanged(draw, () => ({ value: null, valueLength: draw.pick([-2, -7, -(2 ** 31)]) })),
    ),
    ...inEveryReading('a key that is too long', (draw) =>
      oneChanged(draw, () => ({ keyLength: draw.random.between(100, 10_000) })),
    ),
    ...inEveryReading('a value that is too long', (draw) =>
      oneChanged(draw, () => ({
        valueLength: draw.pick([draw.random.between(100, 10_000), 2 ** 31 - 1]),
      })),
    ),
    ...inEveryReading('a key or value a little longer', (draw) =>
      oneChanged(draw, ({ key, value }) =>
        draw.pick([
          { keyLength: (key?.byteLength ?? -1) + 1 },
          { valueLength: (value?.byteLength ?? -1) + 1 },
        ]),
      ),
    ),
  ],
};

const headers: Check = {
  name: 'headers of records',
  variants: [
    ...inEveryReading('a negative count', (draw) =>
      oneChanged(draw, () => ({ headersCount: draw.pick([-1, -2, -(2 ** 31)]) })),
    ),
    ...inEveryReading('too many', (draw) =>
      oneChanged(draw, ({ headers: some = [] }) => ({
        headersCount: some.length + draw.pick([1, 2, 50, 10_000, 2 ** 31 - 1]),
      })),
    ),
    ...inEveryReading('too few', (draw) =>
      oneChanged(draw, () => ({
        headers: [{ key: Buffer.from('h'), value: draw.text(10) }],
        headersCount: 0,
      })),
    ),
    ...inEveryReading('a null key', (draw) =>
      oneChanged(draw, () => ({ headers: [{ key: null, value: draw.text(10) }] })),
    ),
    ...inEveryReading('a key that is no UTF-8', (draw) =>
      oneChanged(draw, () => ({
        headers: [
          { key: draw.pick([Buffer.from([0xff]), Buffer.from([0xc3, 0x28])]), value: null },
        ],
      })),
    ),
    ...inEveryReading('a negative value', (draw) =>
      oneChanged(draw, () => ({
        headers: [{ key: Buffer.from('h'), value: null, valueLength: draw.pick([-2, -100]) }],
      })),
    ),
    ...inEveryReading('a key or value that is too long', (draw) =>
      oneChanged(draw, () => ({
        headers: [
          {
            key: Buffer.from('h'),
            value: draw.text(5),
            ...draw.pick([{ keyLength: 900 }, { valueLength: 900 }]),
          },
        ],
      })),
    ),
  ],
};

const offsetDeltas: Check = {
  name: 'relative offsets',
  variants: [
    ...inEveryReading('one that is too large', (draw) =>
      oneChanged(draw, ({ offsetDelta }) => ({
        offsetDelta: offsetDelta + draw.pick([1, 2, 100, 2 ** 30]),
      })),
    ),
    ...inEveryReading('one that is negative', (draw) =>
      oneChanged(draw, () => ({ offsetDelta: draw.pick([-1, -5, -(2 ** 31)]) })),
    ),
    ...inEveryReading('all the same', (draw) => {
      const offsetDelta = draw.random.below(3);
      return draw.records().map((record) => forgeRecord({ ...record, offsetDelta }));
    }),
    ...inEveryReading('backwards', (draw) =>
      draw
        .records()
        .toReversed()
        .map((record) => forgeRecord(record)),
    ),
    ...inEveryReading('from 1 on', (draw) =>
      draw
        .records()
        .map((record) => forgeRecord({ ...record, offsetDelta: record.offsetDelta + 1 })),
    ),
  ],
};

const varints: Check = {
  name: 'varints',
  variants: [
    ...inEveryReading('longer than they need to be', (draw) => {
      const [record = draw.record(0)] = draw.records({ count: 1 });
      const bytes = forgeRecord(record);
      const lengthBytes = varint(bytes.byteLength).byteLength;
      const body = bytes.subarray(lengthBytes);
      return [Buffer.concat([longVarint(body.byteLength, draw.random.between(2, 5)), body])];
    }),
    ...inEveryReading('a length without an end', (draw) => {
      const endless = Buffer.alloc(draw.random.between(1, 12), 0xff);
      return [Buffer.concat([endless, forgeRecord(draw.record(0))])];
    }),
    ...inEveryReading('a timestamp without an end', (draw) => {
      const record = forgeRecord({ ...draw.record(0), rest: Buffer.alloc(12) });
      record.fill(0xff, 3, 3 + draw.random.between(9, 12));
      return [record];
    }),
    ...inEveryReading('a length of more than 32 bits', (draw) => {
      const body = forgeRecord({ ...draw.record(0), key: null, headers: [] }).subarray(1);
      const length = longVarint(body.byteLength, 5);
      length[4] = draw.pick([0x10, 0x20, 0x40, 0x70]);
      return [Buffer.concat([length, body])];
    }),
    ...inEveryReading('a timestamp of ten bytes', (draw) => {
      const bytes = forgeRecord({ offsetDelta: 0, key: null, value: draw.text(5) });
      const fields = bytes.subarray(3);
      const timestamp = longVarint(draw.random.below(1000), 10);
      timestamp[9] = draw.pick([0, 1, 2, 0x7f]);
      const body = Buffer.concat([Buffer.from([0]), timestamp, fields]);
      return [Buffer.concat([varint(body.byteLength), body])];
    }),
  ],
};

const recordAttributes: Check = {
  name: 'attributes of records',
  variants: inEveryReading('which mean nothing', (draw) =>
    oneChanged(draw, () => ({ attributes: draw.random.between(1, 255) })),
  ),
};

const keys: Check = {
  name: 'keys on compacted topics',
  variants: [
    {
      name: 'some are missing',
      make: (draw) => keyless(draw, 'compacted', 0.4),
    },
    { name: 'all are missing', make: (draw) => keyless(draw, 'compacted', 1) },
    { name: 'none is missing', make: (draw) => keyless(draw, 'compacted', 0) },
    {
      name: 'some are missing, another codec',
      make: (draw) => keyless(draw, 'compacted-gzip', 0.4),
    },
    {
      name: 'some are missing, and timestamps out of bounds',
      make: (draw) => {
        const records = draw.records({ count: 6 }).map((record) => ({
          ...record,
          key: draw.random.chance(0.3) ? null : draw.text(5),
          ...(draw.random.chance(0.3) ? { timestampDelta: 10 ** 9 } : {}),
        }));
        const topic: TopicName = 'compacted-bounded';
        return { topic, records: draw.batch(draw.fields(records, draw.codec())) };
      },
    },
    {
      name: 'more than a thousand are missing',
      make: (draw) => {
        const count = draw.pick([999, 1000, 1001, 1500]);
        const records = Array.from({ length: count }, (_, offsetDelta) => ({
          offsetDelta,
          key: null,
          value: null,
        }));
        const topic: TopicName = 'compacted';
        return { topic, records: draw.batch(draw.fields(records, draw.codec())) };
      },
    },
    {
      name: 'a key of a negative length',
      make: (draw) => {
        const records = [{ ...draw.record(0), key: null, keyLength: draw.pick([-2, -9]) }];
        const topic = draw.pick<TopicName>(['compacted', 'compacted-gzip']);
        return { topic, records: draw.batch(draw.fields(records, draw.codec())) };
      },
    },
    {
      name: 'one is missing, and the last record is broken',
      make: (draw) => {
        const records = [
          { ...draw.record(0), key: null },
          { ...draw.record(1), length: 3 },
        ];
        return { topic: 'compacted', records: draw.batch(draw.fields(records, draw.codec())) };
      },
    },
  ],
};

function keyless(draw: Draw, topic: TopicName, rate: number): Sending {
  const records = draw.records().map((record) => ({
    ...record,
    key: draw.random.chance(rate) ? null : draw.text(8),
  }));
  return { topic, records: draw.batch(draw.fields(records, draw.codec())) };
}

/** Whatever a bit can do to a batch whose checksum is right again. */
const anyBit: Check = {
  name: 'any bit',
  variants: [
    { name: 'uncompressed', make: (draw) => bitFlipped(draw, 'plain') },
    { name: 'to be compressed', make: (draw) => bitFlipped(draw, 'snappy') },
    { name: 'to be stamped', make: (draw) => bitFlipped(draw, 'append-time') },
    { name: 'on a compacted topic', make: (draw) => bitFlipped(draw, 'compacted-bounded') },
    { name: 'compressed', make: (draw) => bitFlippedInside(draw, 'plain') },
    { name: 'to be inflated', make: (draw) => bitFlippedInside(draw, 'uncompressed') },
  ],
};

/** From the attributes on; transactional and control batches have checks of their own. */
function bitFlipped(draw: Draw, topic: TopicName): Sending {
  const batch = draw.batch();
  const at = draw.random.between(23, batch.byteLength - 1);
  batch[at] = (batch[at] ?? 0) ^ (1 << draw.random.below(8));
  return { topic, records: withRightCrc(batch) };
}

function bitFlippedInside(draw: Draw, topic: TopicName): Sending {
  const fields = draw.fields(draw.records(), draw.pick(COMPRESSING_CODECS));
  const records = Buffer.concat(fields.records);
  const at = draw.random.below(records.byteLength);
  records[at] = (records[at] ?? 0) ^ (1 << draw.random.below(8));
  const stored = compress(fields.codec ?? CompressionType.NONE, records);
  return { topic, records: draw.batch({ ...fields, stored }) };
}

/** What the records of a batch must be. */
export const RECORD_CHECKS: readonly Check[] = [
  recordLength,
  moreOrLess,
  keyAndValue,
  headers,
  offsetDeltas,
  varints,
  recordAttributes,
  keys,
  anyBit,
];
