import type { CompressionName } from '@odradek/protocol';

/** What the connections of a driver send. */
export interface ProduceWork {
  /** The value of each record, in bytes. */
  readonly recordBytes: number;
  /** About how large a batch is; one record at least. */
  readonly batchBytes: number;
  readonly connections: number;
  /** Requests that each connection has under way at a time. */
  readonly inFlight: number;
  readonly partitions: number;
  /** What its batches, which hold text then, are compressed with; the size of a batch is before. */
  readonly compression?: CompressionName;
  /** Whether each connection is an idempotent producer, which counts its records. */
  readonly isIdempotent?: boolean;
}

/** Batches of a codec: the size that a producer fills within a few milliseconds. */
function compressed(compression: CompressionName): ProduceWork {
  return {
    recordBytes: 1024,
    batchBytes: 60_000,
    connections: 4,
    inFlight: 5,
    partitions: 6,
    compression,
  };
}

/** The works by which brokers are compared, each bound by something else. */
export const PRODUCE_WORKS: Readonly<Record<string, ProduceWork>> = {
  w1: { recordBytes: 100, batchBytes: 16_384, connections: 1, inFlight: 5, partitions: 1 },
  'w1-4': { recordBytes: 100, batchBytes: 16_384, connections: 4, inFlight: 5, partitions: 6 },
  w2: { recordBytes: 1024, batchBytes: 16_384, connections: 4, inFlight: 5, partitions: 6 },
  w3: { recordBytes: 1024, batchBytes: 1_000_000, connections: 2, inFlight: 5, partitions: 6 },
  w4: { recordBytes: 100, batchBytes: 1, connections: 1, inFlight: 1, partitions: 1 },
  w5: { recordBytes: 100, batchBytes: 1, connections: 16, inFlight: 5, partitions: 100 },
  headline: { recordBytes: 100, batchBytes: 65_536, connections: 3, inFlight: 5, partitions: 6 },
  idempotent: {
    recordBytes: 100,
    batchBytes: 16_384,
    connections: 1,
    inFlight: 5,
    partitions: 1,
    isIdempotent: true,
  },
  'idempotent-1k': {
    recordBytes: 1024,
    batchBytes: 16_384,
    connections: 4,
    inFlight: 5,
    partitions: 6,
    isIdempotent: true,
  },
  lz4: compressed('lz4'),
  zstd: compressed('zstd'),
  snappy: compressed('snappy'),
  gzip: compressed('gzip'),
};

/** A work in the words of a table. */
export function describeWork(work: ProduceWork): string {
  const batches =
    recordsIn(work) === 1
      ? `single records of ${bytes(work.recordBytes)}`
      : `${bytes(work.recordBytes)} records in batches of ${bytes(work.batchBytes)}`;
  const compression = work.compression === undefined ? '' : ` before ${work.compression}`;
  const producers = work.isIdempotent === true ? ' of an idempotent producer' : '';
  const connections = counted(work.connections, 'connection');
  return `${batches}${compression}, ${connections}${producers} with ${work.inFlight} in flight, ${counted(work.partitions, 'partition')}`;
}

/** A record of a batch takes about these bytes beside its value. */
const RECORD_OVERHEAD = 8;

/** How many records a batch of the work has. */
export function recordsIn({ recordBytes, batchBytes }: ProduceWork): number {
  return Math.max(1, Math.floor(batchBytes / (recordBytes + RECORD_OVERHEAD)));
}

function bytes(count: number): string {
  if (count % 1024 === 0) return `${count / 1024} KiB`;
  if (count % 1_000_000 === 0) return `${count / 1_000_000} MB`;
  return count % 1000 === 0 ? `${count / 1000} KB` : `${count} B`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
