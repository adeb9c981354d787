import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { MemberSubscription } from '../partition-assignor.ts';
import { member, partitions, texts, topicsOf } from '../../testing/assignor-group.ts';
import { cooperativeStickyAssignor } from './cooperative-sticky-assignor.ts';

function owner(memberId: string, topics: readonly string[], owned: string): MemberSubscription {
  return member(memberId, topics, { ownedPartitions: partitions(owned), generationId: 3 });
}

describe('cooperative-sticky', () => {
  test('gives a partition that its owner has to give back to nobody, until it is given back', () => {
    const racks = topicsOf({ t: 4 });
    const first = [owner('a', ['t'], 't-0 t-1 t-2 t-3'), member('b', ['t'])];
    assert.deepEqual(texts(cooperativeStickyAssignor.assign(first, racks)), {
      a: 't-0 t-1',
      b: '',
    });
    const second = [owner('a', ['t'], 't-0 t-1'), owner('b', ['t'], '')];
    assert.deepEqual(texts(cooperativeStickyAssignor.assign(second, racks)), {
      a: 't-0 t-1',
      b: 't-2 t-3',
    });
  });

  test('does so too if members subscribe to different topics', () => {
    const racks = topicsOf({ t: 4, u: 1 });
    const first = [owner('a', ['t'], 't-0 t-1 t-2 t-3'), member('b', ['t', 'u'])];
    const { a, b } = texts(cooperativeStickyAssignor.assign(first, racks));
    assert.equal(a?.split(' ').length, 3);
    assert.equal(b, 'u-0');
  });

  test('withholds a partition that two members claim in one generation', () => {
    const members = [owner('a', ['t'], 't-0 t-1'), owner('b', ['t'], 't-1 t-2')];
    assert.deepEqual(texts(cooperativeStickyAssignor.assign(members, topicsOf({ t: 3 }))), {
      a: 't-0',
      b: 't-2',
    });
  });

  test('reads the generation of a member of version 1 in its user data', () => {
    const last = { partitions: [], generationId: 5 };
    const userData = cooperativeStickyAssignor.subscriptionUserData(last);
    const ownedPartitions = partitions('t-0');
    const older = member('a', ['t'], { ownedPartitions, generationId: 4 });
    const newer = member('b', ['t'], { ownedPartitions, userData });
    const assignment = cooperativeStickyAssignor.assign([older, newer], topicsOf({ t: 2 }));
    assert.deepEqual(texts(assignment), { a: 't-1', b: 't-0' });
  });

  test('says in the first subscription of a member that there is no generation', () => {
    assert.deepEqual(
      cooperativeStickyAssignor.subscriptionUserData(undefined),
      Buffer.from('ffffffff', 'hex'),
    );
  });
});
