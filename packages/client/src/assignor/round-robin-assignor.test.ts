import assert from 'node:assert/strict';
import { test } from 'node:test';

import { member, texts, topicsOf } from '../testing/assignor-group.ts';
import { roundRobinAssignor } from './round-robin-assignor.ts';

test('roundrobin deals the partitions of all topics out one by one', () => {
  const members = [member('b', ['t', 'u']), member('a', ['t', 'u'])];
  assert.deepEqual(texts(roundRobinAssignor.assign(members, topicsOf({ u: 3, t: 3 }))), {
    a: 't-0 t-2 u-1',
    b: 't-1 u-0 u-2',
  });
});

test('roundrobin passes over a member that does not subscribe to the topic', () => {
  const members = [member('a', ['t']), member('b', ['t', 'u']), member('c', [])];
  assert.deepEqual(texts(roundRobinAssignor.assign(members, topicsOf({ t: 2, u: 2 }))), {
    a: 't-0',
    b: 't-1 u-0 u-1',
    c: '',
  });
});
