import assert from 'node:assert/strict';
import { test } from 'node:test';

import { judgeHistory } from './judge-history.ts';
import type { MemberEvent, TortureEvent } from './torture-event.ts';

type Untimed<Event> = Event extends unknown ? Omit<Event, 't'> : never;

/** What members tell one after the other, a millisecond between two. */
function history(...told: readonly (readonly [string, Untimed<MemberEvent>])[]): TortureEvent[] {
  return told.map(([member, event], t) => ({ t, member, ...event }) as TortureEvent);
}

function faultsOf(events: readonly TortureEvent[], end = 0): readonly string[] {
  return judgeHistory(events, new Map([[0, end]])).faults;
}

const ASSIGNED = { e: 'assigned', p: [0] } as const;
const REVOKED = { e: 'revoked', p: [0] } as const;
const read = (from: number, to: number) => ({ e: 'read', p: 0, from, to }) as const;
const commit = (id: number, offset: number) => ({ e: 'commit', id, o: { 0: offset } }) as const;
const committed = (id: number) => ({ e: 'committed', id }) as const;

test('a partition that goes from one member to the next is processed once', () => {
  const events = history(
    ['a', ASSIGNED],
    ['a', read(0, 5)],
    ['a', commit(1, 5)],
    ['a', committed(1)],
    ['a', REVOKED],
    ['b', ASSIGNED],
    ['b', read(5, 9)],
  );
  assert.deepEqual(faultsOf(events, 9), []);
});

test('a member that was killed without a commit leaves its records to the next', () => {
  const events = history(['a', ASSIGNED], ['a', read(0, 5)], ['b', ASSIGNED], ['b', read(0, 9)]);
  assert.deepEqual(faultsOf(events, 9), []);
});

test('an acknowledged record that nobody processed is lost', () => {
  const events = history(['a', ASSIGNED], ['a', read(0, 5)]);
  assert.deepEqual(faultsOf(events, 6), ['partition 0: offset 5 of 6 was never processed']);
});

test('a commit that was acknowledged before is gone', () => {
  const events = history(
    ['a', ASSIGNED],
    ['a', read(0, 5)],
    ['a', commit(1, 5)],
    ['a', committed(1)],
    ['b', ASSIGNED],
    ['b', read(3, 9)],
  );
  assert.deepEqual(faultsOf(events), ['b began with 0 at 3, 5 was committed before']);
});

test('a commit whose acknowledgement is still under way may not count yet', () => {
  const events = history(
    ['a', ASSIGNED],
    ['a', read(0, 5)],
    ['a', commit(1, 5)],
    ['b', ASSIGNED],
    ['a', committed(1)],
    ['b', read(0, 9)],
  );
  assert.deepEqual(faultsOf(events), []);
});

test('two members of the current epoch own a partition', () => {
  const events = history(
    ['a', ASSIGNED],
    ['b', ASSIGNED],
    ['a', read(0, 5)],
    ['b', read(0, 5)],
    ['a', commit(1, 5)],
    ['b', commit(1, 5)],
    ['a', committed(1)],
    ['b', committed(1)],
  );
  assert.deepEqual(faultsOf(events), ['0 is owned by b and a, and commits of both are accepted']);
});

test('a member that does not know that it was thrown out owns nothing', () => {
  const events = history(
    ['a', ASSIGNED],
    ['a', read(0, 5)],
    ['b', ASSIGNED],
    ['a', commit(1, 5)],
    ['a', { e: 'refused', id: 1 }],
    ['b', read(0, 5)],
    ['b', commit(1, 5)],
    ['b', committed(1)],
    ['a', { e: 'lost', p: [0] }],
  );
  assert.deepEqual(faultsOf(events), []);
});

test('records of a partition that was given up are not processed', () => {
  const events = history(['a', ASSIGNED], ['a', read(0, 5)], ['a', REVOKED], ['a', read(5, 6)]);
  assert.deepEqual(faultsOf(events), ['a read 0 at 5 without having it']);
});

test('a member leaves a gap, or goes back', () => {
  const events = history(['a', ASSIGNED], ['a', read(0, 5)], ['a', read(6, 8)], ['a', read(7, 9)]);
  assert.deepEqual(faultsOf(events), [
    'a read 0 at 6, after it came to 5',
    'a read 0 at 7, after it came to 8',
  ]);
});
