import type { Check } from '../append-case.ts';
import { COMPRESSING_CODECS, type Draw } from '../draw.ts';
import type { ForgedBatch } from '../forged-batch.ts';

const TRANSACTIONAL_FLAG = 0x10;
const CONTROL_FLAG = 0x20;
const SEQUENCE_MAX = 2 ** 31 - 1;
const EPOCH_MAX = 32_767;

/** Where a producer is that sends one batch after the other. */
interface Producer {
  producerId: bigint;
  producerEpoch: number;
  next: number;
  /** The last batch of it, to be sent again. */
  last: Buffer;
}

/** Producers that go on from batch to batch, of one run: made anew with every seed. */
class Producers {
  private readonly producers: Producer[] = [];

  /** One of the producers that have sent a batch; makes them at first. */
  some(draw: Draw): Producer {
    if (this.producers.length >= 20 || (this.producers.length > 0 && draw.random.chance(0.8))) {
      return draw.pick(this.producers);
    }
    const next = draw.pick([0, 0, 0, 5, SEQUENCE_MAX - 3]);
    const producer = {
      producerId: draw.producerId(),
      producerEpoch: draw.random.below(3),
      next,
      last: Buffer.alloc(0),
    };
    this.producers.push(producer);
    return producer;
  }

  /** The next batch of a producer. */
  nextBatch(draw: Draw): Buffer {
    return this.send(draw, this.some(draw));
  }

  private send(draw: Draw, producer: Producer): Buffer {
    const records = draw.records();
    const fields = draw.fields(records, draw.codec());
    const { producerId, producerEpoch } = producer;
    const baseSequence = producer.next;
    producer.last = draw.batch({ ...fields, producerId, producerEpoch, baseSequence });
    producer.next = (producer.next + records.length) % 2 ** 31;
    return producer.last;
  }

  /** The last batch of a producer again. */
  duplicate(draw: Draw): Buffer {
    const { last } = this.some(draw);
    return last.byteLength === 0 ? this.nextBatch(draw) : last;
  }

  /** The first batch of a producer's next epoch. */
  nextEpoch(draw: Draw): Buffer {
    const producer = this.some(draw);
    producer.producerEpoch++;
    producer.next = 0;
    return this.send(draw, producer);
  }

  /** What a producer that has sent something sends with a wrong sequence or epoch. */
  wrong(draw: Draw, change: (producer: Producer) => Partial<ForgedBatch>): Buffer {
    const producer = this.some(draw);
    if (producer.last.byteLength === 0) return this.send(draw, producer);
    const { producerId, producerEpoch, next: baseSequence } = producer;
    const fields = { producerId, producerEpoch, baseSequence, ...change(producer) };
    return draw.batch({ ...draw.fields(draw.records(), draw.codec()), ...fields });
  }
}

/** The checks of producers, which remember what they sent. */
export function producerChecks(): readonly Check[] {
  const producers = new Producers();
  return [inSequence(producers), outOfSequence(producers), PRODUCER_FIELDS, TRANSACTIONAL];
}

function inSequence(producers: Producers): Check {
  return {
    name: 'sequences that go on',
    variants: [
      {
        name: 'the next batch',
        make: (draw) => ({ topic: 'producers', records: producers.nextBatch(draw) }),
      },
      {
        name: 'the next batch of another',
        make: (draw) => ({ topic: 'producers', records: producers.nextBatch(draw) }),
      },
      {
        name: 'the last batch again',
        make: (draw) => ({ topic: 'producers', records: producers.duplicate(draw) }),
      },
      {
        name: 'a new epoch',
        make: (draw) => ({ topic: 'producers', records: producers.nextEpoch(draw) }),
      },
      {
        name: 'a producer that begins anywhere',
        make: (draw) => ({
          topic: draw.pick(['producers', 'gzip', 'append-time']),
          records: draw.batch({
            producerId: draw.producerId(),
            producerEpoch: draw.random.between(0, EPOCH_MAX),
            baseSequence: draw.random.between(0, SEQUENCE_MAX),
          }),
        }),
      },
    ],
  };
}

function outOfSequence(producers: Producers): Check {
  return {
    name: 'sequences and epochs that do not fit',
    variants: [
      {
        name: 'a gap',
        make: (draw) => ({
          topic: 'producers',
          records: producers.wrong(draw, ({ next }) => ({
            baseSequence: (next + draw.random.between(1, 100)) % 2 ** 31,
          })),
        }),
      },
      {
        name: 'a step back',
        make: (draw) => ({
          topic: 'producers',
          records: producers.wrong(draw, ({ next }) => ({
            baseSequence: Math.max(0, next - draw.random.between(1, 3)),
            records: draw.fields(draw.records({ count: 50 })).records,
          })),
        }),
      },
      {
        name: 'an older epoch',
        make: (draw) => ({
          topic: 'producers',
          records: producers.wrong(draw, ({ producerEpoch }) => ({
            producerEpoch: Math.max(0, producerEpoch - 1),
            baseSequence: 7_000_000,
          })),
        }),
      },
      {
        name: 'a new epoch that does not begin at 0',
        make: (draw) => ({
          topic: 'producers',
          records: producers.wrong(draw, ({ producerEpoch }) => ({
            producerEpoch: producerEpoch + 1,
            baseSequence: draw.random.between(1, 1000),
          })),
        }),
      },
    ],
  };
}

function withProducer(draw: Draw, fields: Partial<ForgedBatch>): Buffer {
  return draw.batch({ ...draw.fields(draw.records(), draw.codec()), ...fields });
}

const PRODUCER_FIELDS: Check = {
  name: 'producer id, epoch and sequence together',
  variants: [
    {
      name: 'a producer without a sequence',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: withProducer(draw, {
          producerId: draw.producerId(),
          producerEpoch: 0,
          baseSequence: draw.pick([-1, -2, -(2 ** 31)]),
        }),
      }),
    },
    {
      name: 'a sequence without a producer',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip', 'uncompressed']),
        records: withProducer(draw, { baseSequence: draw.random.between(0, SEQUENCE_MAX) }),
      }),
    },
    {
      name: 'an epoch without a producer',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip', 'uncompressed']),
        records: withProducer(draw, { producerEpoch: draw.random.between(0, EPOCH_MAX) }),
      }),
    },
    {
      name: 'a producer without an epoch',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip', 'uncompressed']),
        records: withProducer(draw, {
          producerId: draw.producerId(),
          producerEpoch: draw.pick([-1, -2, -32768]),
          baseSequence: 0,
        }),
      }),
    },
    {
      name: 'a negative producer',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip', 'uncompressed']),
        records: withProducer(draw, {
          producerId: draw.pick([-2n, -1000n, -(2n ** 63n)]),
          producerEpoch: 0,
          baseSequence: draw.pick([0, 5, -1]),
        }),
      }),
    },
    {
      name: 'a huge producer',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip', 'uncompressed']),
        records: withProducer(draw, {
          producerId: 2n ** 63n - 1n - draw.producerId(),
          producerEpoch: 0,
          baseSequence: 0,
        }),
      }),
    },
  ],
};

const TRANSACTIONAL: Check = {
  name: 'transactional batches that nobody verified',
  variants: [
    {
      name: 'no transactional id in the request',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: withProducer(draw, {
          flags: TRANSACTIONAL_FLAG,
          producerId: draw.producerId(),
          producerEpoch: 0,
          baseSequence: 0,
        }),
      }),
    },
    {
      name: 'no transactional id and no producer',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: withProducer(draw, { flags: TRANSACTIONAL_FLAG }),
      }),
    },
    {
      name: 'no transactional id and another defect',
      make: (draw) => ({
        topic: draw.pick(['plain', 'small']),
        records: draw.batch({
          flags: TRANSACTIONAL_FLAG | draw.pick([0, CONTROL_FLAG]),
          codec: draw.pick(COMPRESSING_CODECS),
          ...draw.pick([{ crc: 0 }, { baseOffset: 3n }, { recordsCount: 0 }]),
        }),
      }),
    },
    {
      name: 'a transactional id in the request of a batch that is not transactional',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: withProducer(draw, {}),
        transactionalId: 'somebody',
      }),
    },
    {
      name: 'a transactional id in the request of a batch of an idempotent producer',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: withProducer(draw, {
          producerId: draw.producerId(),
          producerEpoch: 0,
          baseSequence: 0,
        }),
        transactionalId: 'somebody',
      }),
    },
    {
      name: 'a transactional id that is not known',
      make: (draw) => ({
        topic: draw.pick(['plain', 'gzip']),
        records: withProducer(draw, {
          flags: TRANSACTIONAL_FLAG,
          producerId: draw.producerId(),
          producerEpoch: 0,
          baseSequence: 0,
        }),
        transactionalId: 'somebody',
      }),
      apart: 'transactions are not served yet',
    },
  ],
};
