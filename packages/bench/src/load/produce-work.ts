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
};

/** A work in the words of a table. */
export function describeWork(work: ProduceWork): string {
  const batches =
    recordsIn(work) === 1
      ? `single records of ${bytes(work.recordBytes)}`
      : `${bytes(work.recordBytes)} records in batches of ${bytes(work.batchBytes)}`;
  const connections = counted(work.connections, 'connection');
  return `${batches}, ${connections} with ${work.inFlight} in flight, ${counted(work.partitions, 'partition')}`;
}

/** A record of a batch takes about these bytes beside its value. */
const RECORD_OVERHEAD = 8;

/** How many records a batch of the work has. */
export function recordsIn({ recordBytes, batchBytes }: ProduceWork): number {
  return Math.max(1, Math.floor(batchBytes / (recordBytes + RECORD_OVERHEAD)));
}

function bytes(count: number): string {
  if (count % 1024 === 0) return `${count / 1024} KiB`;
  return count % 1_000_000 === 0 ? `${count / 1_000_000} MB` : `${count} B`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
