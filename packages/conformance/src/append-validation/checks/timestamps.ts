import type { Check, Sending } from '../append-case.ts';
import { COMPRESSING_CODECS, type Draw } from '../draw.ts';
import type { ForgedRecord } from '../forged-record.ts';
import type { TopicName } from '../topics.ts';

const LOG_APPEND_TIME_FLAG = 0x08;
/** What the bounded topics allow. */
const BEFORE_MAX_MS = 3_600_000;
const AFTER_MAX_MS = 60_000;
/** `message.timestamp.after.max.ms` of a topic that does not set it. */
const AFTER_MAX_MS_DEFAULT = 3_600_000;
/** Both brokers look at their clocks some time after the batch was made. */
const MARGIN_MS = 120_000;
const BASE_AGO_MS = 200_000;

/** A batch whose records, as far as the index is named, lie so far from now. */
function shifted(
  draw: Draw,
  topic: TopicName,
  shifts: (index: number) => number | undefined,
  changes: Partial<ForgedRecord> = {},
): Sending {
  const records = draw.records({ nullKeys: false }).map((record, index) => {
    const shift = shifts(index);
    const delta = shift === undefined ? record.timestampDelta : BASE_AGO_MS + shift;
    return { ...record, ...changes, timestampDelta: delta ?? 0 };
  });
  return { topic, records: draw.batch(draw.fields(records, draw.codec())) };
}

function some(draw: Draw, shift: () => number): (index: number) => number | undefined {
  const certain = draw.random.below(2);
  return (index) => (index === certain || draw.random.chance(0.3) ? shift() : undefined);
}

const bounds: Check = {
  name: 'timestamps within the bounds',
  variants: [
    {
      name: 'too far ahead',
      make: (draw) =>
        shifted(
          draw,
          'bounded',
          some(draw, () => AFTER_MAX_MS + MARGIN_MS + draw.random.below(10 ** 9)),
        ),
    },
    {
      name: 'too long ago',
      make: (draw) =>
        shifted(
          draw,
          'bounded',
          some(draw, () => -BEFORE_MAX_MS - MARGIN_MS - draw.random.below(10 ** 9)),
        ),
    },
    {
      name: 'both',
      make: (draw) =>
        shifted(
          draw,
          'bounded',
          some(draw, () => draw.pick([2, -2]) * (BEFORE_MAX_MS + draw.random.below(10 ** 9))),
        ),
    },
    {
      name: 'within',
      make: (draw) =>
        shifted(
          draw,
          'bounded',
          some(draw, () => draw.random.between(-BEFORE_MAX_MS + MARGIN_MS, 10_000)),
        ),
    },
    {
      name: 'too far ahead by default',
      make: (draw) =>
        shifted(
          draw,
          draw.pick(['plain', 'gzip', 'uncompressed']),
          some(draw, () => AFTER_MAX_MS_DEFAULT + MARGIN_MS + draw.random.below(10 ** 9)),
        ),
    },
    {
      name: 'ago by default, which may be long',
      make: (draw) =>
        shifted(
          draw,
          draw.pick(['plain', 'gzip', 'uncompressed']),
          some(draw, () => -draw.random.below(draw.now)),
        ),
    },
    {
      name: 'none',
      make: (draw) => {
        const records = draw.records({ count: 1 }).map((record) => ({
          ...record,
          timestampDelta: 0,
        }));
        const none = { baseTimestamp: -1, maxTimestamp: draw.pick([-1, draw.now]) };
        const fields = { ...draw.fields(records, draw.codec()), ...none };
        return { topic: draw.pick(['bounded', 'plain', 'gzip']), records: draw.batch(fields) };
      },
    },
  ],
};

/** A batch with one timestamp of 64 bits, whatever it says. */
function extreme(draw: Draw, topic: TopicName, timestamp: bigint): Sending {
  const records = [{ ...draw.record(0, { nullKeys: false }), timestampDelta: 0 }];
  const fields = draw.fields(records, draw.codec());
  const changes = { baseTimestamp: timestamp, maxTimestamp: draw.pick([timestamp, 0n]) };
  return { topic, records: draw.batch({ ...fields, ...changes }) };
}

const APART_NUMBERS =
  'a timestamp outside of ±(2^53-1) is INVALID_TIMESTAMP, as timestamps are numbers';

const extremes: Check = {
  name: 'timestamps that no clock shows',
  variants: [
    {
      name: 'negative',
      make: (draw) =>
        extreme(
          draw,
          draw.pick(['plain', 'bounded', 'gzip', 'uncompressed']),
          -BigInt(draw.random.between(2, 10 ** 6)),
        ),
    },
    {
      name: 'the far future',
      make: (draw) =>
        extreme(
          draw,
          draw.pick(['plain', 'bounded', 'gzip']),
          draw.pick([2n ** 62n, 2n ** 63n - 1n, 2n ** 53n, 2n ** 53n - 1n]),
        ),
    },
    {
      name: 'the far past where it is bounded',
      make: (draw) =>
        extreme(
          draw,
          'bounded',
          draw.pick([-(2n ** 62n), -(2n ** 63n), -(2n ** 53n), -(2n ** 40n)]),
        ),
    },
    {
      name: 'the far past that a number can hold',
      make: (draw) => extreme(draw, 'plain', -BigInt(draw.random.between(2, 2 ** 52))),
    },
    {
      name: 'anything where the broker stamps',
      make: (draw) =>
        extreme(
          draw,
          'append-time',
          draw.pick([2n ** 62n, -(2n ** 62n), -5n, -1n, 2n ** 63n - 1n]),
        ),
    },
    {
      name: 'the sum of base and delta is a time',
      make: (draw) => {
        const base = draw.pick([2n ** 62n, -(2n ** 62n), 2n ** 63n - 1n, -(2n ** 63n)]);
        const records = draw.records({ count: 2 }).map((record) => {
          const timestampDelta = BigInt.asIntN(64, BigInt(draw.now) - base);
          return { ...record, timestampDelta };
        });
        const fields = draw.fields(records, draw.codec());
        const changes = { baseTimestamp: base, maxTimestamp: draw.now };
        return {
          topic: draw.pick(['plain', 'bounded']),
          records: draw.batch({ ...fields, ...changes }),
        };
      },
    },
    {
      name: 'the far past that no number can hold',
      make: (draw) => extreme(draw, 'plain', -(2n ** 60n)),
      apart: APART_NUMBERS,
    },
  ],
};

const type: Check = {
  name: 'timestamp type',
  variants: [
    {
      name: 'LogAppendTime by the producer where the topic has CreateTime',
      make: (draw) => ({
        topic: draw.pick(['plain', 'bounded', 'gzip', 'uncompressed']),
        records: draw.batch({
          ...draw.fields(draw.records(), draw.codec()),
          flags: LOG_APPEND_TIME_FLAG,
        }),
      }),
    },
    {
      name: 'LogAppendTime by the producer, out of bounds',
      make: (draw) => ({
        topic: draw.pick(['bounded', 'compacted-bounded']),
        records: draw.batch({
          ...draw.fields(draw.records(), draw.codec()),
          flags: LOG_APPEND_TIME_FLAG,
          maxTimestamp: draw.pick([draw.now + 10 ** 9, draw.now - 10 ** 9, -1, draw.now - 1000]),
        }),
      }),
    },
    {
      name: 'LogAppendTime by the producer where the topic has it too',
      make: (draw) => ({
        topic: draw.pick(['append-time', 'append-time-lz4']),
        records: draw.batch({
          ...draw.fields(draw.records(), draw.codec()),
          flags: LOG_APPEND_TIME_FLAG,
        }),
      }),
    },
    {
      name: 'CreateTime where the topic has LogAppendTime',
      make: (draw) => ({
        topic: draw.pick(['append-time', 'append-time-lz4']),
        records: draw.batch(draw.fields(draw.records(), draw.codec())),
      }),
    },
  ],
};

const appendTime: Check = {
  name: 'the time of the append',
  variants: [
    {
      name: 'uncompressed',
      make: (draw) => ({ topic: 'append-time', records: draw.batch() }),
    },
    {
      name: 'compressed',
      make: (draw) => ({
        topic: 'append-time',
        records: draw.batch(draw.fields(draw.records(), draw.pick(COMPRESSING_CODECS))),
      }),
    },
    {
      name: 'in another codec',
      make: (draw) => ({
        topic: 'append-time-lz4',
        records: draw.batch(draw.fields(draw.records(), draw.codec())),
      }),
    },
    {
      name: 'timestamps that no bound would allow',
      make: (draw) =>
        shifted(
          draw,
          draw.pick(['append-time', 'append-time-lz4']),
          some(draw, () => draw.random.between(10 ** 8, 10 ** 9)),
        ),
    },
  ],
};

const maxTimestamp: Check = {
  name: 'greatest timestamp',
  variants: [
    {
      name: 'too great',
      make: (draw) => ({
        topic: draw.pick(['plain', 'append-time', 'gzip', 'bounded']),
        records: draw.batch({
          ...draw.fields(draw.records(), draw.codec()),
          maxTimestamp: draw.now + draw.random.below(10 ** 10),
        }),
      }),
    },
    {
      name: 'too small',
      make: (draw) => ({
        topic: draw.pick(['plain', 'uncompressed', 'bounded']),
        records: draw.batch({
          ...draw.fields(draw.records(), draw.codec()),
          maxTimestamp: draw.random.below(10 ** 10),
        }),
      }),
    },
    {
      name: 'none or anything',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: draw.batch({
          ...draw.fields(draw.records(), draw.codec()),
          maxTimestamp: draw.pick([-1n, 0n, 2n ** 63n - 1n, -(2n ** 63n)]),
        }),
      }),
    },
  ],
};

/** What the timestamps of a batch and its records must be. */
export const TIMESTAMP_CHECKS: readonly Check[] = [
  bounds,
  extremes,
  type,
  appendTime,
  maxTimestamp,
];
