import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { SystemClock, SystemRandom } from '@odradek/base/node';
import { NO_PRODUCER_ID, RecordBatchBuilder } from '@odradek/protocol';
import type { AcceptedRecords, LogManager, PartitionLog } from '@odradek/storage';

import { type Disk, onDisk } from './disk.ts';
import type { StorageUnderTest } from './storage-under-test.ts';

const TOPIC_ID = 'b3JkZXJzLW9yZGVycy1vcg';
const BASE_TIMESTAMP_AT = 27;
const MAX_TIMESTAMP_AT = 35;
const BASE_SEQUENCE_AT = 53;
/** The timestamp of the first record. */
export const BEGIN_TIMESTAMP = 1_700_000_000_000;

/** What a batch has. */
export interface BatchKind {
  readonly records: number;
  readonly valueBytes: number;
}

/** What kind of batches are appended, by their names. */
export const BATCHES: Readonly<Record<string, BatchKind>> = {
  '1 x 100 B': { records: 1, valueBytes: 100 },
  '10 x 100 B': { records: 10, valueBytes: 100 },
  '100 x 1 KiB': { records: 100, valueBytes: 1024 },
  '1 x 1 MB': { records: 1, valueBytes: 1_000_000 },
};

/** The kind of this name. */
export function batchKind(name: string): BatchKind {
  const kind = BATCHES[name];
  if (kind === undefined) throw new Error(`There is no kind of batches named ${name}.`);
  return kind;
}

/** The logs of a directory that is removed at the end. */
export interface Logs {
  readonly logs: readonly PartitionLog[];
  readonly manager: LogManager;
  readonly remove: () => Promise<void>;
}

/** Opens empty logs in a new directory in `parent`. */
export async function openLogs(
  { LogManager, NodeFileSystem, nodeEndOfTurn }: StorageUnderTest,
  options: { readonly parent: string; readonly partitions: number; readonly disk: Disk },
): Promise<Logs> {
  const directory = mkdtempSync(join(options.parent, 'odradek-bench-log-'));
  // A tree of before there could be several log directories takes the one by its name.
  const places = { directory, directories: [directory] };
  const manager = new LogManager({
    random: new SystemRandom(),
    ...places,
    fileSystem: onDisk(new NodeFileSystem(), options.disk),
    endOfTurn: nodeEndOfTurn,
    clock: new SystemClock(),
    report: (event) => console.error(event),
    config: { retentionMs: -1 },
  });
  const logs: PartitionLog[] = [];
  for (let partition = 0; partition < options.partitions; partition++) {
    logs.push(await manager.getOrCreate({ topic: 'bench', topicId: TOPIC_ID, partition }));
  }
  const remove = async (): Promise<void> => {
    await manager.close();
    rmSync(directory, { recursive: true });
  };
  return { logs, manager, remove };
}

/** Makes batches of one kind as a validated request has them, each in memory of its own. */
export class BatchSource {
  readonly bytes: number;
  private readonly template: Buffer;
  private readonly records: number;
  private readonly producerId: bigint;
  private nextSequence = 0;

  constructor({ records, valueBytes }: BatchKind, producerId: bigint = NO_PRODUCER_ID) {
    const isIdempotent = producerId !== NO_PRODUCER_ID;
    const producer = isIdempotent ? { producerId, producerEpoch: 0, baseSequence: 0 } : {};
    const builder = new RecordBatchBuilder(producer);
    const value = Buffer.alloc(valueBytes, 'value');
    for (let record = 0; record < records; record++) {
      builder.append({ timestamp: BEGIN_TIMESTAMP + record, key: null, value });
    }
    this.template = builder.build();
    this.bytes = this.template.byteLength;
    this.records = records;
    this.producerId = producerId;
  }

  /** The next batch; its checksum is that of the first, as nobody looks at it here. */
  next(): AcceptedRecords {
    const batch = Buffer.allocUnsafeSlow(this.bytes);
    batch.set(this.template);
    const isIdempotent = this.producerId !== NO_PRODUCER_ID;
    const baseSequence = isIdempotent ? this.nextSequence : -1;
    if (isIdempotent) batch.writeInt32BE(baseSequence, BASE_SEQUENCE_AT);
    this.nextSequence += this.records;
    return {
      type: 'accepted',
      batch,
      recordsCount: this.records,
      maxTimestamp: BEGIN_TIMESTAMP + this.records - 1,
      logAppendTime: -1,
      compressionType: 0,
      producerId: this.producerId,
      producerEpoch: isIdempotent ? 0 : -1,
      baseSequence,
      isTransactional: false,
    };
  }

  /** As `next`; its first record has the timestamp, each further one the next millisecond. */
  nextAt(timestamp: number): AcceptedRecords {
    const accepted = this.next();
    const maxTimestamp = timestamp + this.records - 1;
    accepted.batch.writeBigInt64BE(BigInt(timestamp), BASE_TIMESTAMP_AT);
    accepted.batch.writeBigInt64BE(BigInt(maxTimestamp), MAX_TIMESTAMP_AT);
    return { ...accepted, maxTimestamp };
  }
}
