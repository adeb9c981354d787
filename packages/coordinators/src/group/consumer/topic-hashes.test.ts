import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import type { Uuid } from '@odradek/base';

import type { CoordinatedTopic, TopicsImage } from '../../ports/topics-image.ts';
import { TopicHashes } from './topic-hashes.ts';

interface RecordedGroup {
  readonly topics: readonly {
    readonly name: string;
    readonly topicId: Uuid;
    readonly hash: string;
    readonly racks: readonly (readonly string[])[];
  }[];
  readonly hash: string;
}

const FILE = new URL('../../../testdata/kafka-4.3.1/metadata-hashes.jsonl.gz', import.meta.url);

function topicOf({ name, topicId, racks }: RecordedGroup['topics'][number]): CoordinatedTopic {
  return {
    name,
    topicId,
    partitionsCount: racks.length,
    racksOf: (partition) => racks[partition] ?? [],
  };
}

function imageOf(topics: ReadonlyMap<string, CoordinatedTopic>): TopicsImage {
  return {
    topic: (name) => topics.get(name),
    topicById: () => undefined,
    names: () => topics.keys(),
  };
}

test('the hash of the topics that a group subscribes to is the one of Kafka', () => {
  const lines = gunzipSync(readFileSync(FILE)).toString().trim().split('\n');
  assert.equal(lines.length, 1000);
  let topics = 0;
  for (const line of lines) {
    const group = JSON.parse(line) as RecordedGroup;
    const known = new Map<string, CoordinatedTopic>();
    for (const recorded of group.topics) {
      known.set(recorded.name, topicOf(recorded));
      topics++;
    }
    const hashes = new TopicHashes(imageOf(known));
    const names = [...known.keys(), 'there-is-none'].reverse();
    assert.equal(String(hashes.metadataHash(names)), group.hash, line);
    assert.equal(String(hashes.metadataHash(names)), group.hash, 'also when they are known');
  }
  assert.ok(topics > 1500, `${topics} topics`);
});

test('the hash of a topic is another when it has more partitions, once that is told', () => {
  const topics = new Map<string, CoordinatedTopic>();
  const hashes = new TopicHashes(imageOf(topics));
  const withPartitions = (count: number): bigint => {
    const racks = Array.from({ length: count }, () => []);
    topics.set('a', topicOf({ name: 'a', topicId: 'irVaTqjnR_6V4NbkvTW-BA', hash: '', racks }));
    return hashes.metadataHash(['a']);
  };
  const before = withPartitions(1);
  assert.equal(withPartitions(2), before);
  hashes.topicsChanged({ changed: ['a'], deleted: [] });
  assert.notEqual(withPartitions(2), before);
  topics.clear();
  hashes.topicsChanged({ changed: [], deleted: [{ name: 'a', topicId: '' }] });
  assert.equal(hashes.metadataHash(['a']), 0n);
});
