import { KafkaError, type Uuid, ZERO_UUID } from '@odradek/base';
import {
  type HeldPartition,
  type KraftImage,
  type KraftPartition,
  type KraftTopic,
  TOPIC_CONFIGS,
} from '@odradek/cluster';
import { partitionDirectoryName } from '@odradek/storage';

import { type ImportNotice, noticeOf } from './import-notice.ts';
import type { KafkaPartitionFolder } from './kafka-log-directory.ts';
import type { KafkaSource } from './kafka-source.ts';

/** A folder of a partition, and the topic that it says it is of, if it does. */
export interface IdentifiedFolder extends KafkaPartitionFolder {
  readonly topicId: Uuid | undefined;
}

/** What an import is planned from. */
export interface ImportFindings {
  readonly source: KafkaSource;
  readonly image: KraftImage;
  readonly folders: readonly IdentifiedFolder[];
  /** Whether a checkpoint of Kafka has a partition, so that it had a folder. */
  readonly isInCheckpoint: (folderName: string) => boolean;
}

/** A partition whose folder is copied. */
export interface PlannedPartition extends KafkaPartitionFolder {
  readonly topicId: Uuid;
}

/** What is taken over. */
export interface ImportPlan {
  readonly topics: readonly KraftTopic[];
  readonly partitions: readonly PlannedPartition[];
  /** Whether a partition of one of the topics is led here from now on. */
  readonly isHeld: (partition: HeldPartition) => boolean;
  readonly notices: readonly ImportNotice[];
}

/** Kafka's `DirectoryId.MIGRATING`: of a time before it wrote down where a replica is. */
const MIGRATING_DIRECTORY = 'AAAAAAAAAAAAAAAAAAAAAg';

/**
 * Decides what is taken over of a Kafka: the topics of which this node has a replica, with their
 * folders. Raises `INVALID_CONFIG` if a folder is missing or there twice, or if there is nothing to
 * take over.
 */
export function planImport(findings: ImportFindings): ImportPlan {
  const { nodeId } = findings.source;
  const all = [...findings.image.topics.all()];
  const topics = all.filter((topic) => hasReplicaOn(topic, nodeId));
  if (topics.length === 0 && all.length > 0) throw nothingToTake(all.length, nodeId);
  const folders = new Map<string, IdentifiedFolder>();
  const strays: string[] = [];
  for (const folder of findings.folders) sortFolder(folder, findings, folders, strays);
  const held = topics.flatMap((topic) => partitionsOn(topic, nodeId));
  const empty = held.filter((partition) => !folders.has(folderName(partition)));
  for (const partition of empty) refuseLost(partition, findings);
  const isHeld = ({ partition }: HeldPartition): boolean => partition.replicas.includes(nodeId);
  return {
    topics,
    partitions: held.flatMap((partition) => {
      const folder = folders.get(folderName(partition));
      return folder === undefined ? [] : [{ ...folder, topicId: partition.topic.topicId }];
    }),
    isHeld,
    notices: [
      ...noticeOf(
        'Topics without a replica on this node, left out',
        all.filter((topic) => !topics.includes(topic)).map(({ name }) => name),
      ),
      ...noticeOf(
        'Partitions without a replica on this node, offline until their topic is deleted',
        topics.flatMap((topic) => partitionsElsewhere(topic, nodeId)),
      ),
      ...noticeOf('Folders of partitions that the metadata does not know, left out', strays),
      ...noticeOf('Partitions that had no folder yet, and begin empty', empty.map(folderName)),
      ...noticeOf(
        'Partitions of which this node was not in sync, so that the last records may be missing',
        held.filter(({ partition }) => !isInSync(partition, nodeId)).map(folderName),
      ),
      ...configNotices(topics, findings.image),
      ...clusterNotices(findings),
    ],
  };
}

/** A folder belongs to the partition of its name, unless it says that it is of another topic. */
function sortFolder(
  folder: IdentifiedFolder,
  { image, source }: ImportFindings,
  folders: Map<string, IdentifiedFolder>,
  strays: string[],
): void {
  const topic = image.topics.topic(folder.topic);
  const partition = topic?.partitions.get(folder.partition);
  const isSameTopic = folder.topicId === undefined || folder.topicId === topic?.topicId;
  if (!isSameTopic || partition?.replicas.includes(source.nodeId) !== true) {
    strays.push(folder.path);
    return;
  }
  const name = partitionDirectoryName(folder.topic, folder.partition);
  const before = folders.get(name);
  if (before !== undefined) {
    throw new KafkaError(
      'INVALID_CONFIG',
      `The partition ${name} is in both ${before.path} and ${folder.path}: let Apache Kafka start on ` +
        'them, which decides, stop it in order, and import then.',
    );
  }
  folders.set(name, folder);
}

/** A partition whose folder should be there must not begin empty. */
function refuseLost(
  { topic, partition }: HeldPartition,
  { source, isInCheckpoint }: ImportFindings,
): void {
  const name = folderName({ topic, partition });
  const ids = source.directories.map(({ directoryId }) => directoryId);
  const directory = partition.directories[partition.replicas.indexOf(source.nodeId)] ?? ZERO_UUID;
  const isSomewhere = directory !== ZERO_UUID && directory !== MIGRATING_DIRECTORY;
  if (isSomewhere && !ids.includes(undefined) && !ids.includes(directory)) {
    throw missing(name, `is in the log directory ${directory}, which is none of those named`);
  }
  if (isInCheckpoint(name)) throw missing(name, 'had a folder, which is in none of those named');
}

function missing(name: string, why: string): KafkaError {
  return new KafkaError(
    'INVALID_CONFIG',
    `--from: the partition ${name} ${why}. Name all log directories (log.dirs), with commas between, and ` +
      'restore the folder if it is gone.',
  );
}

function nothingToTake(topicCount: number, nodeId: number): KafkaError {
  return new KafkaError(
    'INVALID_CONFIG',
    `--from: none of the ${topicCount} topics of this cluster has a replica on node ${nodeId}. Name the log ` +
      'directories of a broker that has.',
  );
}

/** Configs that do not do here what they did in Kafka. */
function configNotices(
  topics: readonly KraftTopic[],
  { configs }: KraftImage,
): readonly ImportNotice[] {
  const unknown: string[] = [];
  const tiered: string[] = [];
  for (const { name } of topics) {
    for (const [key, value] of configs.topic(name)) {
      if (!TOPIC_CONFIGS.has(key)) unknown.push(`${key} of ${name}`);
      if (key === 'remote.storage.enable' && value === 'true') tiered.push(name);
    }
  }
  return [
    ...noticeOf('Configs that Odradek does not know, kept without effect', unknown),
    ...noticeOf('Topics with records in remote storage, which are left out', tiered),
  ];
}

function clusterNotices({ image, source }: ImportFindings): readonly ImportNotice[] {
  const { nodeId } = source;
  const others = (ids: ReadonlySet<number>): string[] =>
    [...ids].filter((id) => id !== nodeId).map(String);
  const unheld = image.unheld.kinds().map(({ kind, count }) => `${kind} (${count})`);
  return [
    ...noticeOf('Metadata that Odradek has no place for, left out', unheld),
    ...noticeOf('Other brokers of the cluster, left out', others(image.brokers)),
    ...noticeOf(
      'Controllers on other nodes, which may not have committed the last changes of the metadata that ' +
        'were taken',
      others(image.controllers),
    ),
  ];
}

/** The only replica has whatever there is, also when the ISR was emptied by its shutdown. */
function isInSync(
  { replicas, isr, eligibleLeaderReplicas }: KraftPartition,
  nodeId: number,
): boolean {
  return replicas.length === 1 || isr.includes(nodeId) || eligibleLeaderReplicas.includes(nodeId);
}

function hasReplicaOn(topic: KraftTopic, nodeId: number): boolean {
  return partitionsOn(topic, nodeId).length > 0;
}

function partitionsOn(topic: KraftTopic, nodeId: number): readonly HeldPartition[] {
  return sortedPartitions(topic)
    .filter(({ replicas }) => replicas.includes(nodeId))
    .map((partition) => ({ topic, partition }));
}

function partitionsElsewhere(topic: KraftTopic, nodeId: number): readonly string[] {
  return sortedPartitions(topic)
    .filter(({ replicas }) => !replicas.includes(nodeId))
    .map((partition) => folderName({ topic, partition }));
}

function sortedPartitions({ partitions }: KraftTopic): KraftPartition[] {
  return [...partitions.values()].sort((left, right) => left.index - right.index);
}

function folderName({ topic, partition }: HeldPartition): string {
  return partitionDirectoryName(topic.name, partition.index);
}
