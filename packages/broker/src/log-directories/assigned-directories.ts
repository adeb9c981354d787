import { type DirectoryAssignment, directoryOfReplica, type TopicsImage } from '@odradek/cluster';
import type { LogManager, TopicIdPartition } from '@odradek/storage';

import type { LogDirectories } from './log-directories.ts';

/** Where the partitions of a broker are by its folders and by the metadata. */
export interface AssignedDirectoriesOptions {
  readonly nodeId: number;
  readonly topics: TopicsImage;
  readonly logManager: LogManager;
  readonly logDirectories: LogDirectories;
}

/**
 * What the metadata has to learn at a start: partitions whose folder somebody has moved to another log
 * directory, and those that have no directory yet, as their metadata is of elsewhere: they are where
 * they had records. Else a directory that cannot be used later would not be known to have them.
 */
export async function newAssignments(
  options: AssignedDirectoriesOptions,
): Promise<readonly DirectoryAssignment[]> {
  const { nodeId, topics, logManager, logDirectories } = options;
  const directoryIds = logDirectories.idsByPath();
  const assignments: DirectoryAssignment[] = [];
  const unassigned: TopicIdPartition[] = [];
  for (const { name: topic, topicId, partitions } of topics.all()) {
    for (const image of partitions) {
      if (image.leader !== nodeId) continue;
      const { index: partition } = image;
      const path = logManager.directoryOf({ topic, partition });
      const actual = path === undefined ? undefined : directoryIds.get(path);
      const known = directoryOfReplica(image, nodeId);
      if (path === undefined && known === undefined) {
        unassigned.push({ topic, topicId, partition });
      } else if (actual !== undefined && actual !== known) {
        assignments.push({ topicId, partition, directoryId: actual });
      }
    }
  }
  return [...assignments, ...(await assign(unassigned, options))];
}

/**
 * Partitions without a folder and without a directory. While one of the directories is offline, which
 * may have them, they get none.
 */
async function assign(
  unassigned: readonly TopicIdPartition[],
  { topics, logManager, logDirectories }: AssignedDirectoriesOptions,
): Promise<readonly DirectoryAssignment[]> {
  if (unassigned.length === 0) return [];
  const marked = new Map<string, string>();
  for (const { topic, partition, directory } of await logManager.listMarked()) {
    marked.set(`${topic}-${partition}`, directory);
  }
  const choose = logDirectories.chooser(topics);
  const mayBeElsewhere = logDirectories.offline.length > 0;
  return unassigned.flatMap(({ topic, topicId, partition }) => {
    const path = marked.get(`${topic}-${partition}`);
    const hadRecords = path === undefined ? undefined : logDirectories.byPath(path)?.directoryId;
    if (hadRecords === undefined && mayBeElsewhere) return [];
    return [{ topicId, partition, directoryId: hadRecords ?? choose() }];
  });
}
