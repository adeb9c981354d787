import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Command } from '../command-line/command.ts';
import { CommandArguments } from '../command-line/command-arguments.ts';
import { parseAlterTopics, TOPIC_ALTER } from './alter-topics.ts';
import { parseCreateTopics, TOPIC_CREATE } from './create-topics.ts';
import { parseDeleteTopics, TOPIC_DELETE } from './delete-topics.ts';
import { parseDescribeTopics, TOPIC_DESCRIBE } from './describe-topics.ts';
import { parseListTopics, TOPIC_LIST } from './list-topics.ts';

function typed(command: Command, line: string): CommandArguments {
  return new CommandArguments(command, line.split(' ').filter(Boolean));
}

test('a topic to create leaves to the broker what is not said', () => {
  assert.deepEqual(parseCreateTopics(typed(TOPIC_CREATE, 'orders')), {
    topics: [{ name: 'orders', configs: {} }],
    ifNotExists: false,
  });
});

test('all topics to create get the same settings, and each is created once', () => {
  const line =
    'a b a --partitions 6 --replication-factor 3 --if-not-exists ' +
    '--config cleanup.policy=compact,delete --config retention.ms=1000';
  const configs = { 'cleanup.policy': 'compact,delete', 'retention.ms': '1000' };
  const settings = { partitions: 6, replicationFactor: 3, configs };
  assert.deepEqual(parseCreateTopics(typed(TOPIC_CREATE, line)), {
    topics: [
      { name: 'a', ...settings },
      { name: 'b', ...settings },
    ],
    ifNotExists: true,
  });
});

for (const line of ['', 'a --partitions 0', 'a --replication-factor 32768', 'a --config compact']) {
  test(`"topic create ${line}" makes no sense`, () => {
    assert.throws(() => parseCreateTopics(typed(TOPIC_CREATE, line)), { name: 'UsageError' });
  });
}

test('topics to delete are named', () => {
  assert.deepEqual(parseDeleteTopics(typed(TOPIC_DELETE, 'a b --if-exists')), {
    names: ['a', 'b'],
    ifExists: true,
  });
  assert.throws(() => parseDeleteTopics(typed(TOPIC_DELETE, '--if-exists')), {
    name: 'UsageError',
  });
});

test('topics are altered by configs that are set or deleted, and by partitions', () => {
  const line = 'a --partitions 9 --config retention.ms=1 --delete-config cleanup.policy';
  assert.deepEqual(parseAlterTopics(typed(TOPIC_ALTER, line)), {
    names: ['a'],
    partitions: 9,
    configs: [
      { name: 'retention.ms', operation: 'set', value: '1' },
      { name: 'cleanup.policy', operation: 'delete' },
    ],
  });
});

test('topics to which nothing is to happen are refused', () => {
  assert.throws(() => parseAlterTopics(typed(TOPIC_ALTER, 'a')), /Say what is to change/);
});

test('topics to describe may be all', () => {
  assert.deepEqual(parseDescribeTopics(typed(TOPIC_DESCRIBE, '')), {
    names: [],
    includeInternal: false,
  });
  assert.deepEqual(parseDescribeTopics(typed(TOPIC_DESCRIBE, 'a b a --internal')), {
    names: ['a', 'b'],
    includeInternal: true,
  });
});

test('a list of topics takes no names', () => {
  assert.deepEqual(parseListTopics(typed(TOPIC_LIST, '--internal')), { includeInternal: true });
  assert.throws(() => parseListTopics(typed(TOPIC_LIST, 'orders')), /Unexpected argument "orders"/);
});
