import { KraftFileBuilder, kraftRecord, type KraftRecordValue } from '@odradek/cluster/testing';
import { batchesIn, RecordBatchBuilder, recordsOf } from '@odradek/protocol';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { type FileSystem, LogManager, type Report } from '@odradek/storage';
import { MemoryFileSystem, SMALL_JOURNAL, testEndOfTurn } from '@odradek/storage/testing';

import { importStorage, type ImportOutcome, type ImportStorageOptions } from './import-storage.ts';

export const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg';
export const DIRECTORY_ID = '0UlODVQJSLmjnRxy44wJug';
export const OTHER_DIRECTORY_ID = 'wDSc4WsqSzK0t3ayqNjI1Q';
export const ORDERS_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';
export const SEGMENT = '00000000000000000000.log';
const TIMESTAMP = 1_767_225_600_000;

/** What a log directory of Kafka in a test has that differs from `writeKafkaDirectory`'s. */
export interface KafkaDirectoryChanges {
  readonly path?: string;
  readonly clusterId?: string;
  readonly nodeId?: number;
  readonly directoryId?: string;
  readonly version?: number;
  readonly isRunning?: boolean;
  /** Records of the metadata behind those of `orders`; `undefined` for a directory without any. */
  readonly metadata?: readonly KraftRecordValue[] | undefined;
  /** How many records each partition of `orders` has. */
  readonly partitions?: readonly number[];
}

/** The records of a topic whose partitions are all on these nodes. */
export function topicValues(
  name: string,
  topicId: string,
  partitions: readonly (readonly number[])[],
): readonly KraftRecordValue[] {
  return [
    kraftRecord.topic({ name, topicId }),
    ...partitions.map((replicas, partitionId) =>
      kraftRecord.partition({
        partitionId,
        topicId,
        replicas: [...replicas],
        isr: [...replicas],
        leader: replicas[0] ?? -1,
        leaderEpoch: 2,
        partitionEpoch: 3,
        directories: replicas.map(() => DIRECTORY_ID),
      }),
    ),
  ];
}

/** A batch of records with values `base`, `base + 1`, … */
export function batchOf(base: number, count: number): Buffer {
  const builder = new RecordBatchBuilder({ baseOffset: base, partitionLeaderEpoch: 0 });
  for (let offset = base; offset < base + count; offset++) {
    builder.append({ timestamp: TIMESTAMP, key: null, value: Buffer.from(String(offset)) });
  }
  return builder.build();
}

/** Writes a log directory as a Kafka that was stopped in order leaves it, with the topic `orders`. */
export async function writeKafkaDirectory(
  fileSystem: FileSystem,
  changes: KafkaDirectoryChanges = {},
): Promise<void> {
  const { path = '/kafka', clusterId = CLUSTER_ID, nodeId = 1, version = 1 } = changes;
  const { directoryId = DIRECTORY_ID, isRunning = false, partitions = [3, 0] } = changes;
  await fileSystem.createDirectory(path);
  await write(
    fileSystem,
    `${path}/meta.properties`,
    `#\n#Sat Nov 21 17:10:55 UTC 2026\nnode.id=${nodeId}\ndirectory.id=${directoryId}\n` +
      `version=${version}\ncluster.id=${clusterId}\n`,
  );
  if (!isRunning) await write(fileSystem, `${path}/.kafka_cleanshutdown`, '{"version":0}');
  await write(fileSystem, `${path}/.lock`, '');
  if (!('metadata' in changes) || changes.metadata !== undefined) {
    const orders = topicValues(
      'orders',
      ORDERS_ID,
      partitions.map(() => [nodeId]),
    );
    await writeMetadata(fileSystem, path, [...orders, ...(changes.metadata ?? [])]);
  }
  for (const [partition, count] of partitions.entries()) {
    await writePartition(fileSystem, `${path}/orders-${partition}`, ORDERS_ID, count);
  }
  const lines = partitions.map((count, partition) => `orders ${partition} ${count}\n`);
  await write(
    fileSystem,
    `${path}/recovery-point-offset-checkpoint`,
    `0\n${lines.length}\n${lines.join('')}`,
  );
}

async function writeMetadata(
  fileSystem: FileSystem,
  path: string,
  values: readonly KraftRecordValue[],
): Promise<void> {
  const folder = `${path}/__cluster_metadata-0`;
  await fileSystem.createDirectory(folder);
  const bytes = new KraftFileBuilder().control('LEADER_CHANGE').batch(...values);
  await fileSystem.writeWhole(`${folder}/${SEGMENT}`, bytes.bytes());
}

/** Writes the folder of a partition with one segment. */
export async function writePartition(
  fileSystem: FileSystem,
  folder: string,
  topicId: string,
  count: number,
): Promise<void> {
  await fileSystem.createDirectory(folder);
  const bytes = count === 0 ? Buffer.alloc(0) : batchOf(0, count);
  await fileSystem.writeWhole(`${folder}/${SEGMENT}`, bytes);
  await write(fileSystem, `${folder}/00000000000000000000.index`, '');
  await write(fileSystem, `${folder}/leader-epoch-checkpoint`, '0\n0\n');
  await write(fileSystem, `${folder}/partition.metadata`, `version: 0\ntopic_id: ${topicId}`);
}

/** Replaces a file by a text. */
export function write(fileSystem: FileSystem, path: string, text: string): Promise<void> {
  return fileSystem.writeWhole(path, Buffer.from(text));
}

/** A memory file system has no times: what it has is compared itself. */
async function stampOf(fileSystem: FileSystem, path: string): Promise<string> {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  const entry = (await fileSystem.list(parent)).find(({ name }) => path.endsWith(`/${name}`));
  if (entry?.type === 'file') return (await fileSystem.readWhole(path)).toString('latin1');
  return (await fileSystem.list(path)).map(({ name }) => name).join('\n');
}

/** What an import in a test needs. */
function importOptions(
  fileSystem: MemoryFileSystem,
  changes: Partial<ImportStorageOptions> = {},
): ImportStorageOptions {
  return {
    fileSystem,
    runningProcess: { holding: () => Promise.resolve(undefined) },
    fileStamps: { of: (path) => stampOf(fileSystem, path) },
    random: new SeededRandom(1),
    endOfTurn: testEndOfTurn,
    clock: new ManualClock(),
    lock: () => Promise.resolve({ release: () => Promise.resolve() }),
    from: ['/kafka'],
    directory: '/data',
    isAfterCrash: false,
    onProgress: () => {},
    ...changes,
  };
}

/** Imports `/kafka` into `/data`, but for the changes. */
export function runImport(
  fileSystem: MemoryFileSystem,
  changes: Partial<ImportStorageOptions> = {},
): Promise<ImportOutcome> {
  return importStorage(importOptions(fileSystem, changes));
}

/** The bytes of every file in a directory, at any depth, by path. */
export async function filesIn(
  fileSystem: FileSystem,
  directory: string,
): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for (const { name, type } of await fileSystem.list(directory)) {
    const path = `${directory}/${name}`;
    if (type === 'file') files[path] = (await fileSystem.readWhole(path)).toString('latin1');
    else if (type === 'directory') Object.assign(files, await filesIn(fileSystem, path));
  }
  return files;
}

/** Our logs of what was imported. */
export function logManagerOf(fileSystem: MemoryFileSystem, report: Report = () => {}): LogManager {
  return new LogManager({
    journal: SMALL_JOURNAL,
    random: new SeededRandom(1),
    fileSystem,
    endOfTurn: testEndOfTurn,
    clock: new ManualClock(),
    report,
    directories: ['/data'],
    config: {},
  });
}

/** The values of all records of a partition, as our log reads them. */
export async function readValues(
  fileSystem: MemoryFileSystem,
  partition: number,
): Promise<string[]> {
  const topic = { topic: 'orders', topicId: ORDERS_ID, partition };
  const log = await logManagerOf(fileSystem).getOrCreate(topic);
  const values: string[] = [];
  let offset = log.logStartOffset;
  while (offset < log.logEndOffset) {
    const bytes = await log.read({ offset, bytesMax: 1_000_000, atLeastOneBatch: true });
    for (const record of batchesIn(bytes).batches.flatMap((batch) => recordsOf(batch))) {
      values.push(String(record.value));
      offset = record.offset + 1;
    }
  }
  await log.close();
  return values;
}

/** A file system with the log directory of a Kafka. */
export async function newKafka(
  changes: Parameters<typeof writeKafkaDirectory>[1] = {},
): Promise<MemoryFileSystem> {
  const fileSystem = new MemoryFileSystem();
  await writeKafkaDirectory(fileSystem, changes);
  return fileSystem;
}

/** The items of a notice of an import, if there is one. */
export function aboutOf(
  { notices }: Awaited<ReturnType<typeof runImport>>,
  about: RegExp,
): readonly string[] | undefined {
  return notices.find((notice) => about.test(notice.about))?.items;
}
