import assert from 'node:assert/strict';
import { test } from 'node:test';

import { collisionForm, invalidTopicName, isInternalTopic } from './topic-name.ts';

for (const name of ['a', 'orders', 'a.b_c-D9', '...', '-', 'x'.repeat(249)]) {
  test(`"${name.slice(0, 20)}" may be the name of a topic`, () => {
    assert.equal(invalidTopicName(name), undefined);
  });
}

const ILLEGAL = "contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'";

for (const [name, reason] of [
  ['', 'the empty string is not allowed'],
  ['.', "'.' is not allowed"],
  ['..', "'..' is not allowed"],
  ['x'.repeat(250), `the length of '${'x'.repeat(250)}' is longer than the max allowed length 249`],
  ['a b', `'a b' ${ILLEGAL}`],
  ['größe', `'größe' ${ILLEGAL}`],
  ['a/b', `'a/b' ${ILLEGAL}`],
  ['a\n', `'a\n' ${ILLEGAL}`],
  ['a\u0000', `'a\u0000' ${ILLEGAL}`],
] as const) {
  test(`${JSON.stringify(name.slice(0, 20))} may not be the name of a topic`, () => {
    assert.equal(invalidTopicName(name), `Topic name is invalid: ${reason}`);
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
