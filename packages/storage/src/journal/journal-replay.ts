import { KafkaError, type Uuid } from '@odradek/base';

import {
  formatPartitionMetadata,
  PARTITION_METADATA_FILE,
  parsePartitionMetadata,
} from '../log-manager/partition-metadata.ts';
import { reasonOf, storageError } from '../log/storage-error.ts';
import { type File, type FileSystem, isMissingFile } from '../ports/file-system.ts';
import type { RecoveredEntry } from './entry-codec.ts';
import type { JournalTarget } from './journal-entry.ts';
import { ReplayedSegment } from './segment-replay.ts';

/** Where entries are replayed to. */
export interface JournalReplayOptions {
  readonly fileSystem: FileSystem;
  /** The log directory. */
  readonly directory: string;
  readonly entries: readonly RecoveredEntry[];
  /**
   * The topic that a folder is of, as far as that was durable before anything was appended to it; by
   * default each folder is looked at.
   */
  readonly topicIdOf?: ((folder: string) => Uuid | undefined) | undefined;
}

/** What became of the entries of a partition. */
export interface ReplayedPartition {
  /** The name of its folder in the log directory. */
  readonly folder: string;
  readonly topicId: Uuid;
  /** The segments that have the entries now, by base offset; none of them is durable yet. */
  readonly segments: readonly ReplayedSegment[];
  /** Why not all of them could be written: the partition must not be opened. */
  readonly error: KafkaError | undefined;
}

/** What `Journal.open` and whoever opens the logs need to know of a replay. */
export interface JournalReplay {
  readonly partitions: readonly ReplayedPartition[];
  /** The segments that were written to: the first targets of the journal that goes on. */
  readonly targets: readonly JournalTarget[];
}

/** How many partitions are written to at a time. */
const PARTITIONS_MAX = 16;
const METADATA_BYTES_MAX = 4096;

/**
 * Writes entries into the segments that they belong to, where they were before: doing it again gives
 * the same. Nothing else may use the logs meanwhile. What is not there any more is never made again,
 * except the file of a segment that begins with an entry: its name may have been lost.
 *
 * An entry that cannot be written because its folder or segment is missing, is another topic's or has
 * less than comes before it is told with its partition, and the others of the partition with it. Rejects with `KAFKA_STORAGE_ERROR` if the disk
 * fails or has no room.
 */
export async function replayJournal(options: JournalReplayOptions): Promise<JournalReplay> {
  const partitions: ReplayedPartition[] = [];
  const left = groupBy(options.entries, ({ folder }) => folder).values();
  const replayNext = async (): Promise<void> => {
    for (const entries of left) partitions.push(...(await replayFolder(options, entries)));
  };
  await Promise.all(Array.from({ length: PARTITIONS_MAX }, replayNext));
  return { partitions, targets: partitions.flatMap(({ segments }) => segments) };
}

/** The entries of a folder; they are of one topic, unless it was created again without a release. */
async function replayFolder(
  options: JournalReplayOptions,
  entries: readonly RecoveredEntry[],
): Promise<readonly ReplayedPartition[]> {
  const replayed: ReplayedPartition[] = [];
  for (const [topicId, ofTopic] of groupBy(entries, (entry) => entry.topicId)) {
    const folder = ofTopic[0]?.folder ?? '';
    const segments: ReplayedSegment[] = [];
    const path = `${options.directory}/${folder}`;
    const error = await failureOf(path, () =>
      inFolderOf({ ...options, folder, topicId }, async () => {
        for (const [baseOffset, ofSegment] of groupBy(ofTopic, (entry) => entry.baseOffset)) {
          const replay = { ...options, folder: path, baseOffset, entries: ofSegment };
          const segment = new ReplayedSegment(replay);
          await segment.write(ofSegment);
          segments.push(segment);
        }
      }),
    );
    replayed.push({ folder, topicId, segments, error });
  }
  return replayed;
}

/** What concerns the partition alone; everything else is thrown. */
async function failureOf(path: string, act: () => Promise<void>): Promise<KafkaError | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof KafkaError) return error;
    throw storageError(`The journal cannot be replayed into ${path}: ${reasonOf(error)}.`, error);
  }
}

interface FolderOfTopic extends JournalReplayOptions {
  readonly folder: string;
  readonly topicId: Uuid;
}

/**
 * Does something in a folder if it is of a topic. Where that is known no look at the folder is needed,
 * unless something goes wrong: then the folder itself may be what is missing.
 */
async function inFolderOf(
  { fileSystem, directory, folder, topicId, topicIdOf }: FolderOfTopic,
  act: () => Promise<void>,
): Promise<void> {
  const isKnown = topicIdOf?.(folder) === topicId;
  if (!isKnown) await checkTopic(fileSystem, `${directory}/${folder}`, topicId);
  try {
    await act();
  } catch (error) {
    if (isKnown && error instanceof KafkaError) {
      await checkTopic(fileSystem, `${directory}/${folder}`, topicId);
    }
    throw error;
  }
}

/** Whether the folder is there and belongs to the topic. */
async function checkTopic(fileSystem: FileSystem, path: string, topicId: Uuid): Promise<void> {
  const metadataPath = `${path}/${PARTITION_METADATA_FILE}`;
  const found = await readTopic(fileSystem, metadataPath, topicId);
  if (found === topicId) return;
  throw storageError(
    `${path} belongs to topic ${found}, and the journal has records for topic ${topicId} in it.`,
  );
}

/** There may be a file for each partition: one that says what is expected is read with one read. */
async function readTopic(fileSystem: FileSystem, path: string, expected: Uuid): Promise<Uuid> {
  const text = Buffer.from(formatPartitionMetadata(expected));
  const file = await openMetadata(fileSystem, path);
  try {
    if (text.equals(await file.read(0, text.byteLength))) return expected;
    return parsePartitionMetadata(path, (await file.read(0, METADATA_BYTES_MAX)).toString());
  } finally {
    await file.close();
  }
}

async function openMetadata(fileSystem: FileSystem, path: string): Promise<File> {
  try {
    return await fileSystem.open(path, { isReadOnly: true });
  } catch (error) {
    if (!isMissingFile(error)) throw error;
    throw storageError(`${path} is missing, and the journal has records of its partition.`, error);
  }
}

/** In the order in which each group came first. */
export function groupBy<Key>(
  entries: readonly RecoveredEntry[],
  keyOf: (entry: RecoveredEntry) => Key,
): ReadonlyMap<Key, readonly RecoveredEntry[]> {
  const groups = new Map<Key, RecoveredEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}
