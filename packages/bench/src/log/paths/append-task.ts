import type { PartitionLog } from '@odradek/storage';

import { batchKind, BatchSource, openLogs } from './logs.ts';
import { type Cost, costOf } from './cost.ts';
import type { Disk } from './disk.ts';
import type { StorageUnderTest } from './storage-under-test.ts';

/** What is appended, and how. */
export interface AppendTask {
  readonly type: 'append';
  /** A name of `BATCHES`. */
  readonly batch: string;
  readonly partitions: number;
  /** How many appends of each partition are on their way at a time. */
  readonly inFlight: number;
  readonly isIdempotent: boolean;
  readonly disk: Disk;
}

/** No more is written than that for a sample, so that it is not the disk that is measured. */
const BYTES_MAX: number = 192 * 1024 * 1024;
/** No more appends than that: what they leave must fit into new space without a collection. */
const APPENDS_MAX = 20_000;
const SYNCED_APPENDS_MAX = 1500;

/** Measures one append: first some that warm the code up, then as many that count. */
export async function measureAppends(
  storage: StorageUnderTest,
  parent: string,
  task: AppendTask,
): Promise<Cost> {
  const { partitions, disk } = task;
  const { logs, remove } = await openLogs(storage, { parent, partitions, disk });
  const sources = logs.map(
    (_, index) =>
      new BatchSource(batchKind(task.batch), task.isIdempotent ? BigInt(1000 + index) : undefined),
  );
  const { bytes } = sources[0] ?? { bytes: 1 };
  const fitting = Math.floor(BYTES_MAX / bytes);
  const count = Math.min(fitting, disk === 'synced' ? SYNCED_APPENDS_MAX : APPENDS_MAX);
  const run = (): Promise<void> => appendMany(logs, sources, { count, inFlight: task.inFlight });
  await run();
  const cost = await costOf(count, run);
  await remove();
  return cost;
}

/** Appends `count` batches in turn to the logs, as many at a time as may be in flight. */
function appendMany(
  logs: readonly PartitionLog[],
  sources: readonly BatchSource[],
  { count, inFlight }: { readonly count: number; readonly inFlight: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = count;
    let waiting = 0;
    const appendTo = (index: number): void => {
      const [log, source] = [logs[index], sources[index]];
      if (left === 0 || log === undefined || source === undefined) return;
      left--;
      waiting++;
      const appended = log.appendAsLeader(source.next(), {
        leaderEpoch: 0,
        onDurable: (error) => {
          waiting--;
          if (error !== undefined) reject(error);
          else if (left === 0 && waiting === 0) resolve();
          else appendTo(index);
        },
      });
      if (appended.type !== 'appended') reject(new Error(`A batch was ${appended.type}.`));
    };
    for (let round = 0; round < inFlight; round++) {
      for (let index = 0; index < logs.length; index++) appendTo(index);
    }
  });
}
