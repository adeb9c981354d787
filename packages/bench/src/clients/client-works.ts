import type { ClientRun } from './client-run.ts';
import { runFastClient } from './fast-client.ts';
import { runProducerPerformance, runVerifiableProducer } from './kafka-producers.ts';

/** Where a client works, and how much. */
export interface ClientPlace {
  readonly address: string;
  readonly topic: string;
  readonly records: number;
}

/** What a client does with a topic that is made for it. */
export interface ClientWork {
  /** What it is, in the words of a heading. */
  readonly description: string;
  readonly partitions: number;
  /** About how many records a second it gets through, which says how many make a sample. */
  readonly recordsPerSecond: number;
  produce(place: ClientPlace): Promise<ClientRun>;
  /** Reads what was produced, from the beginning. */
  consume?(place: ClientPlace): Promise<ClientRun>;
}

const BATCHES_16_KIB = { 'batch-bytes': 16_384, 'linger-ms': 5 };

/** The clients by which brokers are compared, as they are used. */
export const CLIENT_WORKS: Readonly<Record<string, ClientWork>> = {
  'franz-go': fastClient({
    description: 'batches of 16 KiB',
    partitions: 1,
    recordBytes: 100,
    recordsPerSecond: 700_000,
    flags: BATCHES_16_KIB,
  }),
  'franz-go-4': fastClient({
    description: 'batches of 16 KiB',
    partitions: 4,
    recordBytes: 100,
    recordsPerSecond: 1_000_000,
    flags: BATCHES_16_KIB,
  }),
  'franz-go-1mb': fastClient({
    description: 'batches of 1 MB, which are its default',
    partitions: 1,
    recordBytes: 100,
    recordsPerSecond: 1_000_000,
    flags: { 'batch-bytes': 1_000_012, 'linger-ms': 5 },
  }),
  'franz-go-1k': fastClient({
    description: 'batches of 16 KiB',
    partitions: 4,
    recordBytes: 1024,
    recordsPerSecond: 150_000,
    flags: BATCHES_16_KIB,
  }),
  'producer-performance': producerPerformance(100, 500_000),
  'producer-performance-1k': producerPerformance(1024, 100_000),
  'verifiable-producer': {
    description: "Kafka's VerifiableProducer, a line for each record, 1 partition",
    partitions: 1,
    recordsPerSecond: 20_000,
    produce: runVerifiableProducer,
  },
};

function fastClient({
  description,
  partitions,
  recordBytes,
  recordsPerSecond,
  flags,
}: {
  readonly description: string;
  readonly partitions: number;
  readonly recordBytes: number;
  readonly recordsPerSecond: number;
  readonly flags: Readonly<Record<string, string | number | boolean>>;
}): ClientWork {
  return {
    description: `franz-go, idempotent, ${recordBytes} B, ${description}, ${partitionsOf(partitions)}`,
    partitions,
    recordsPerSecond,
    produce: ({ address: broker, topic, records }) =>
      runFastClient('produce', { broker, topic, records, 'record-bytes': recordBytes, ...flags }),
    consume: ({ address: broker, topic, records }) =>
      runFastClient('consume', { broker, topic, records }),
  };
}

function producerPerformance(recordBytes: number, recordsPerSecond: number): ClientWork {
  const partitions = 6;
  return {
    description: `Kafka's ProducerPerformance, idempotent, ${recordBytes} B, batch.size=65536, linger.ms=5, ${partitionsOf(partitions)}`,
    partitions,
    recordsPerSecond,
    produce: (place) =>
      runProducerPerformance({
        ...place,
        recordBytes,
        properties: { 'batch.size': 65_536, 'linger.ms': 5, acks: 'all' },
      }),
  };
}

function partitionsOf(count: number): string {
  return `${count} partition${count === 1 ? '' : 's'}`;
}
