import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ConfigEntry, TopicDescription } from '@odradek/client';

import { describeTopicsText } from './describe-topics.ts';
import { topicListText } from './list-topics.ts';

const ID = 'Xm3OFuNARSaqp5dUrL09MA';

function config(name: string, value: string | null, source: ConfigEntry['source']): ConfigEntry {
  return { name, value, source, isReadOnly: false, isSensitive: value === null };
}

const ORDERS: TopicDescription = {
  name: 'orders',
  topicId: ID,
  isInternal: false,
  partitions: [
    { partition: 0, leader: 1, leaderEpoch: 0, replicas: [1, 12], isr: [1], offline: [12] },
    { partition: 1, leader: -1, leaderEpoch: 0, replicas: [2], isr: [], offline: [2] },
  ],
};

test('topics are listed by the code units of their names', () => {
  const listing = { topicId: ID, isInternal: false, partitionsCount: 1 };
  const names = ['b', 'a10', 'B', 'a2'];
  assert.equal(topicListText(names.map((name) => ({ name, ...listing }))), 'B\na10\na2\nb\n');
  assert.equal(topicListText([]), '');
});

test('a described topic has its configs that are no defaults and a row for each partition', () => {
  const configs = [
    config('retention.ms', '1000', 'topic'),
    config('segment.bytes', '1073741824', 'default'),
    config('min.insync.replicas', '2', 'dynamic-default-broker'),
    config('cleanup.policy', 'compact', 'topic'),
    config('secret', null, 'topic'),
  ];
  const offsets = new Map([[0, { start: 5, end: 1_000_000 }]]);
  assert.equal(
    describeTopicsText([{ topic: ORDERS, configs, offsets }]),
    `Topic orders
  topic id            ${ID}
  partitions          2
  replication factor  2
  configs             cleanup.policy=compact min.insync.replicas=2 retention.ms=1000 secret=(hidden)

  partition  leader  replicas  isr  start  end
  0          1       1,12      1    5      1000000
  1          none    2         -    -      -
`,
  );
});

test('a topic that brokers keep for themselves is marked as internal', () => {
  const text = (isInternal: boolean): string =>
    describeTopicsText([{ topic: { ...ORDERS, isInternal }, configs: [], offsets: new Map() }]);
  assert.match(text(true), /^ {2}internal +yes$/m);
  assert.doesNotMatch(text(false), /internal/);
});

test('described topics stand in the order of their names, with an empty line between', () => {
  const offsets = new Map();
  const topics = ['b', 'a'].map((name) => ({
    topic: { ...ORDERS, name, partitions: [] },
    configs: [],
    offsets,
  }));
  const text = describeTopicsText(topics);
  assert.match(text, /^Topic a\n[^]*\n\nTopic b\n/);
  assert.match(text, /configs +none but defaults\n/);
  assert.equal(describeTopicsText([]), '');
});
