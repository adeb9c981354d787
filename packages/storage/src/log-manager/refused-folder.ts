import { KafkaError, METADATA_TOPIC_ID, type Uuid } from '@odradek/base';

import { storageError } from '../log/storage-error.ts';
import type { TopicIdPartition } from './partition-directory.ts';
import { PARTITION_METADATA_FILE } from './partition-metadata.ts';

/** The mark is durable only when the segment is, and goes before the folder: no crash has done this. */
export function lostRecords(directory: string, { topicId }: TopicIdPartition): KafkaError {
  const advice =
    topicId === METADATA_TOPIC_ID
      ? 'It is the metadata of the cluster: restore it from a backup. If the cluster is to begin ' +
        'anew, start on another data directory.'
      : 'Restore the folder from a replica or a backup, or delete the topic if its records are not ' +
        'needed any more.';
  return storageError(
    `${directory} had records and is gone, or has no segment any more. ${advice}`,
  );
}

export function inconsistentTopicId(directory: string, found: Uuid, expected: Uuid): KafkaError {
  return new KafkaError(
    'INCONSISTENT_TOPIC_ID',
    `${directory} belongs to a topic with the id ${found}, but the metadata says ${expected}. ` +
      'Move the folder away if the topic was deleted and created again.',
  );
}

/** The file is durable before the first segment is created, so no crash has done this. */
export function missingTopicId(directory: string): KafkaError {
  return storageError(
    `${directory} holds segments, but no ${PARTITION_METADATA_FILE} that says which topic they are ` +
      'of. Restore the file, or move the folder away.',
  );
}

/** Kafka knows nothing of the journal: what only that has was not there for it. */
export function usedByOthers(directory: string): KafkaError {
  return storageError(
    `Something else, such as Apache Kafka, has used ${directory} after Odradek was not stopped in ` +
      'order, and the odradek-journal-* files have records that it did not see. Restore the directory ' +
      'from a replica or a backup; or, to go on with what it left, move those files away, which gives ' +
      'up the records that only they have. (Start and stop Odradek before Kafka takes a directory over.)',
  );
}
