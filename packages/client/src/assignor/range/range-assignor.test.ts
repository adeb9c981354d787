import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { member, texts, topicsOf } from '../../testing/assignor-group.ts';
import { rangeAssignor } from './range-assignor.ts';

describe('range', () => {
  test('gives the first members one partition more if there is a rest', () => {
    const members = [member('b', ['t']), member('a', ['t']), member('c', ['t'])];
    assert.deepEqual(texts(rangeAssignor.assign(members, topicsOf({ t: 5 }))), {
      a: 't-0 t-1',
      b: 't-2 t-3',
      c: 't-4',
    });
  });

  test('leaves members without partitions if there are too few, and topics that nobody knows', () => {
    const members = [member('a', ['t', 'unknown']), member('b', ['t'])];
    assert.deepEqual(texts(rangeAssignor.assign(members, topicsOf({ t: 1 }))), { a: 't-0', b: '' });
  });

  test('serves static members first, by group.instance.id, whatever their member ids are', () => {
    const members = [
      member('a', ['t']),
      member('y', ['t'], { groupInstanceId: 'instance-2' }),
      member('z', ['t'], { groupInstanceId: 'instance-1' }),
    ];
    assert.deepEqual(texts(rangeAssignor.assign(members, topicsOf({ t: 3 }))), {
      a: 't-2',
      y: 't-1',
      z: 't-0',
    });
  });

  test('gives a partition to a member in the rack of a replica, but no member more than its share', () => {
    const members = [
      member('a', ['t'], { rackId: 'east' }),
      member('b', ['t'], { rackId: 'west' }),
    ];
    const racks = new Map([['t', [['west'], ['west'], ['west'], ['east']]]]);
    assert.deepEqual(texts(rangeAssignor.assign(members, racks)), {
      a: 't-2 t-3',
      b: 't-0 t-1',
    });
  });

  test('lets topics with the same members and as many partitions meet in one member, racks or not', () => {
    const members = [
      member('a', ['t', 'u'], { rackId: 'east' }),
      member('b', ['t', 'u'], { rackId: 'west' }),
    ];
    const racks = new Map([
      ['t', [['west'], ['east']]],
      ['u', [['west'], ['east']]],
    ]);
    assert.deepEqual(texts(rangeAssignor.assign(members, racks)), { a: 't-1 u-1', b: 't-0 u-0' });
  });

  test('does not think of racks if every partition is in all of them', () => {
    const members = [
      member('a', ['t'], { rackId: 'east' }),
      member('b', ['t'], { rackId: 'west' }),
    ];
    const everywhere = ['west', 'east'];
    const racks = new Map([['t', [everywhere, everywhere]]]);
    assert.deepEqual(texts(rangeAssignor.assign(members, racks)), { a: 't-0', b: 't-1' });
  });
});
