import assert from 'node:assert/strict';
import { test } from 'node:test';

import { collisionForm, invalidTopicName, isInternalTopic } from './topic-name.ts';

for (const name of ['a', 'orders', 'a.b_c-D9', '...', '-', 'x'.repeat(249)]) {
  test(`"${name.slice(0, 20)}" may be the name of a topic`, () => {
    assert.equal(invalidTopicName(name), undefined);
  });
}

for (const [name, message] of [
  ['', /is empty/],
  ['.', /cannot be "\."/],
  ['..', /cannot be "\.\."/],
  ['x'.repeat(250), /250 characters, more than 249/],
  ['a b', /may have only ASCII/],
  ['größe', /may have only ASCII/],
  ['a/b', /may have only ASCII/],
  ['a\n', /may have only ASCII/],
  ['a\u0000', /may have only ASCII/],
] as const) {
  test(`${JSON.stringify(name.slice(0, 20))} may not be the name of a topic`, () => {
    assert.match(invalidTopicName(name) ?? '', message);
  });
}

test('names that differ in nothing but dots and underscores have one form', () => {
  assert.equal(collisionForm('a.b_c'), collisionForm('a_b.c'));
  assert.notEqual(collisionForm('a.b'), collisionForm('a-b'));
});

test('the topics that coordinators write to are internal', () => {
  assert.equal(isInternalTopic('__consumer_offsets'), true);
  assert.equal(isInternalTopic('__transaction_state'), true);
  assert.equal(isInternalTopic('__share_group_state'), true);
  assert.equal(isInternalTopic('__orders'), false);
});
