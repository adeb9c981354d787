import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { MemberSubscription } from '../partition-assignor.ts';
import { member, partitions, texts, topicsOf } from '../../testing/assignor-group.ts';
import { stickyAssignor } from './sticky-assignor.ts';

/** A member that had these partitions in a generation. */
function owner(
  memberId: string,
  topics: readonly string[],
  had: string,
  generationId = 3,
): MemberSubscription {
  const last = { partitions: partitions(had), generationId };
  return member(memberId, topics, {
    userData: stickyAssignor.subscriptionUserData(last),
    generationId,
  });
}

describe('sticky', () => {
  test('takes from each member just enough for one that joins', () => {
    const members = [owner('a', ['t'], 't-0 t-2 t-4'), owner('b', ['t'], 't-1 t-3 t-5')];
    const joined = [...members, member('c', ['t'])];
    assert.deepEqual(texts(stickyAssignor.assign(joined, topicsOf({ t: 6 }))), {
      a: 't-0 t-2',
      b: 't-1 t-3',
      c: 't-4 t-5',
    });
  });

  test('shares out what a member has left behind, and moves nothing else', () => {
    const members = [owner('a', ['t'], 't-3'), owner('b', ['t'], 't-1')];
    assert.deepEqual(texts(stickyAssignor.assign(members, topicsOf({ t: 4 }))), {
      a: 't-0 t-3',
      b: 't-1 t-2',
    });
  });

  test('believes the member with the later generation if two claim a partition', () => {
    const members = [owner('a', ['t'], 't-0', 3), owner('b', ['t'], 't-0', 4)];
    assert.deepEqual(texts(stickyAssignor.assign(members, topicsOf({ t: 2 }))), {
      a: 't-1',
      b: 't-0',
    });
  });

  test('believes no claim of one partition in one generation', () => {
    const members = [owner('a', ['t'], 't-1', 3), owner('b', ['t'], 't-1', 3)];
    assert.deepEqual(texts(stickyAssignor.assign(members, topicsOf({ t: 2 }))), {
      a: 't-0',
      b: 't-1',
    });
  });

  test('balances members with different subscriptions, and leaves partitions where they fit', () => {
    const members = [
      owner('a', ['t'], 't-0 t-1'),
      owner('b', ['t', 'u'], 'u-0 u-1'),
      member('c', ['u']),
    ];
    assert.deepEqual(texts(stickyAssignor.assign(members, topicsOf({ t: 2, u: 4 }))), {
      a: 't-0 t-1',
      b: 'u-0 u-1',
      c: 'u-2 u-3',
    });
  });

  test('gives a partition that has to move back to the member that had it before', () => {
    const members = [
      owner('a', ['t', 'u'], 't-0 t-1 t-2 t-3', 4),
      owner('b', ['t'], '', 4),
      owner('z', ['t'], 't-0', 3),
    ];
    assert.deepEqual(texts(stickyAssignor.assign(members, topicsOf({ t: 4 }))), {
      a: 't-2 t-3',
      b: 't-1',
      z: 't-0',
    });
  });

  test('forgets partitions that are not there any more, and topics without subscribers', () => {
    const members = [owner('a', ['t'], 't-0 t-7 gone-0'), owner('b', ['t'], 't-1')];
    assert.deepEqual(texts(stickyAssignor.assign(members, topicsOf({ t: 3, gone: 1 }))), {
      a: 't-0 t-2',
      b: 't-1',
    });
  });

  test('assigns a member nothing of a topic that it gave up, even if it had it before', () => {
    const members = [
      owner('a', ['t'], 't-0 t-1 t-2', 4),
      owner('b', ['u'], 't-0', 3),
      member('c', ['t']),
    ];
    const { b } = texts(stickyAssignor.assign(members, topicsOf({ t: 3, u: 1 })));
    assert.equal(b, 'u-0');
  });

  test('assigns nothing to a member that subscribes to nothing', () => {
    const members = [member('a', []), member('b', ['t'])];
    assert.deepEqual(texts(stickyAssignor.assign(members, topicsOf({ t: 2 }))), {
      a: '',
      b: 't-0 t-1',
    });
  });
});
