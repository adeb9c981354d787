import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError, METADATA_TOPIC_ID, ZERO_UUID } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { TopicsImage } from '@odradek/cluster';
import {
  defaultPartitionRecord,
  defaultTopicRecord,
} from '@odradek/protocol/messages/cluster-metadata';
import { LogManager } from '@odradek/storage';
import { MemoryFileSystem, SMALL_JOURNAL } from '@odradek/storage/testing';

import { ManualTurn } from '../testing/manual-turn.ts';
import { newAssignments } from './assigned-directories.ts';
import { LogDirectories } from './log-directories.ts';
import { placePartition } from './place-partition.ts';

const NODE_ID = 1;
const TOPIC_ID = METADATA_TOPIC_ID;
const DIRECTORY_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';

/** A topic of which the metadata does not say where it is; `/b` can be used or not. */
async function unassigned(isUnusable: boolean) {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/a');
  const logManager = new LogManager({
    journal: SMALL_JOURNAL,
    random: new SeededRandom(1),
    fileSystem,
    endOfTurn: new ManualTurn().endOfTurn,
    clock: new ManualClock(),
    report: () => {},
    directories: ['/a'],
    hasUnusableDirectories: true,
    config: {},
  });
  const error = new KafkaError('KAFKA_STORAGE_ERROR', '/b cannot be used.');
  const directories = [
    { path: '/a', directoryId: DIRECTORY_ID },
    ...(isUnusable ? [{ path: '/b', error }] : []),
  ];
  const logDirectories = new LogDirectories({ nodeId: NODE_ID, directories, logManager });
  const topics = new TopicsImage();
  topics.replayTopic({ ...defaultTopicRecord, name: 'orders', topicId: TOPIC_ID });
  topics.replayPartition({
    ...defaultPartitionRecord,
    partitionId: 0,
    topicId: TOPIC_ID,
    replicas: [NODE_ID],
    isr: [NODE_ID],
    leader: NODE_ID,
    directories: [ZERO_UUID],
  });
  const options = { nodeId: NODE_ID, topics, logManager, logDirectories };
  const image = topics.topic('orders')?.partitions[0];
  assert(image !== undefined);
  const assignments = await newAssignments(options);
  return { assignments, placed: placePartition('orders', image, options) };
}

test('a partition of which nobody knows where it is gets a directory if all can be used', async () => {
  const { assignments, placed } = await unassigned(false);
  assert.deepEqual(assignments, [{ topicId: TOPIC_ID, partition: 0, directoryId: DIRECTORY_ID }]);
  assert.equal(placed, undefined);
});

test('it begins nowhere while a directory cannot be used that may have its records', async () => {
  const { assignments, placed } = await unassigned(true);
  assert.deepEqual(assignments, []);
  assert.equal(placed?.code, 'KAFKA_STORAGE_ERROR');
  assert.match(
    placed.message,
    /may be in a log directory that is not online \(\/b cannot be used\)/,
  );
});
