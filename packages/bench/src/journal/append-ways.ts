import { SystemClock, SystemRandom } from '@odradek/base/node';
import { LogManager, type PartitionLog } from '@odradek/storage';
import { DirectJournalDevice, nodeEndOfTurn, NodeFileSystem } from '@odradek/storage/node';

import { BatchSource } from '../log/paths/logs.ts';
import { type Sample, timed } from './timed-loop.ts';

const TOPIC_ID = 'b3JkZXJzLW9yZGVycy1vcg';
const MIB: number = 1024 * 1024;
const NEVER: number = Number.MAX_SAFE_INTEGER;
/** Frames may be larger than those of a broker, so that all batches can be in the journal. */
const SIZES = { firstFileBytes: 8 * MIB, frameBytesMax: 4 * MIB };

/** How batches become durable: with their bytes in the journal, or synced in their segments. */
export type AppendWay = 'bytes' | 'by reference';

/** Logs that are appended to in one of the ways. */
export interface AppendedLogs {
  readonly way: AppendWay;
  /** Appends batches with one record of so many bytes, as many to each log at a time. */
  append(work: AppendWork): Promise<Sample>;
  close(): Promise<void>;
}

/** What is appended. */
export interface AppendWork {
  readonly valueBytes: number;
  readonly partitions: number;
  readonly inFlight: number;
  readonly sampleMs: number;
}

/** Opens logs in a new directory. */
export async function openLogs(
  way: AppendWay,
  directory: string,
  partitions: number,
): Promise<AppendedLogs> {
  const fileSystem = new NodeFileSystem();
  const manager = new LogManager({
    fileSystem,
    random: new SystemRandom(),
    directories: [`${directory}/${way.replace(' ', '-')}`],
    endOfTurn: nodeEndOfTurn,
    clock: new SystemClock(),
    report: (event) => console.error(event),
    config: { retentionMs: -1 },
    journal: {
      sizes: SIZES,
      byReferenceBytes: way === 'bytes' ? NEVER : 1,
      deviceOf: () => Promise.resolve(new DirectJournalDevice(fileSystem)),
    },
  });
  const logs: PartitionLog[] = [];
  for (let partition = 0; partition < partitions; partition++) {
    logs.push(await manager.getOrCreate({ topic: 'bench', topicId: TOPIC_ID, partition }));
  }
  return {
    way,
    append: (work) => appendTo(logs, work),
    close: () => manager.close(),
  };
}

function appendTo(
  logs: readonly PartitionLog[],
  { valueBytes, inFlight, sampleMs }: AppendWork,
): Promise<Sample> {
  const source = new BatchSource({ records: 1, valueBytes });
  return timed({ sampleMs, inFlight: inFlight * logs.length }, (slot) => {
    const log = logs[slot % logs.length];
    if (log === undefined) throw new Error('There are logs to append to.');
    return new Promise<void>((resolve, reject) => {
      const appended = log.appendAsLeader(source.next(), {
        leaderEpoch: 0,
        onDurable: (error) => (error === undefined ? resolve() : reject(error)),
      });
      if (appended.type !== 'appended') reject(new Error(`A batch was ${appended.type}.`));
    });
  });
}
