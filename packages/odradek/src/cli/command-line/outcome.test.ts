import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '@odradek/base';

import { type Attempt, outcomeOf } from './outcome.ts';

test('what became of a topic is told in one line', () => {
  const attempt: Attempt = { kind: 'topic', done: 'Created', attempted: 'create' };
  assert.deepEqual(outcomeOf({ name: 'orders' }, attempt), {
    text: 'Created topic orders.',
    isFailure: false,
  });
  const error = new KafkaError('TOPIC_ALREADY_EXISTS', "Topic 'orders' already exists.");
  assert.deepEqual(outcomeOf({ name: 'orders', error }, attempt), {
    text: "Could not create topic orders: TOPIC_ALREADY_EXISTS: Topic 'orders' already exists.",
    isFailure: true,
  });
});

test('an error that is tolerated is no failure, any other is', () => {
  const tolerated = { code: 'TOPIC_ALREADY_EXISTS', text: 'exists already' };
  const attempt: Attempt = { kind: 'topic', done: 'Created', attempted: 'create', tolerated };
  const outcome = (code: string) =>
    outcomeOf({ name: 'orders', error: new KafkaError(code, 'No.') }, attempt);
  assert.deepEqual(outcome('TOPIC_ALREADY_EXISTS'), {
    text: 'Topic orders exists already.',
    isFailure: false,
  });
  assert.equal(outcome('INVALID_PARTITIONS').isFailure, true);
});

test('a group that is tolerated is told as one', () => {
  const tolerated = { code: 'GROUP_ID_NOT_FOUND', text: 'does not exist' };
  const attempt: Attempt = { kind: 'group', done: 'Deleted', attempted: 'delete', tolerated };
  const error = new KafkaError('GROUP_ID_NOT_FOUND', 'No.');
  assert.equal(outcomeOf({ name: 'g', error }, attempt).text, 'Group g does not exist.');
});
