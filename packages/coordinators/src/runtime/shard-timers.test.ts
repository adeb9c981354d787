import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import { NOTHING_TO_DO } from './coordinator-result.ts';
import { ShardTimers } from './shard-timers.ts';

function timersAndRuns() {
  const clock = new ManualClock();
  const runs: string[] = [];
  const timers = new ShardTimers<never>(clock, (operation) => operation());
  const note = (name: string) => () => {
    runs.push(`${name} at ${clock.monotonicMs()}`);
    return NOTHING_TO_DO;
  };
  return { clock, runs, timers, note };
}

test('a timer runs once, when it is due', () => {
  const { clock, runs, timers, note } = timersAndRuns();
  timers.schedule('a', 100, note('a'));
  clock.advance(99);
  assert.deepEqual([runs, timers.isScheduled('a')], [[], true]);
  clock.advance(500);
  assert.deepEqual([runs, timers.isScheduled('a')], [['a at 100'], false]);
});

test('a timer that is put off again and again is set on the clock once for each delay', () => {
  const { clock, runs, timers, note } = timersAndRuns();
  for (let beat = 0; beat < 50; beat++) {
    timers.schedule('session', 100, note(`session ${beat}`));
    assert.equal(clock.timersCount, 1);
    clock.advance(10);
  }
  assert.deepEqual(runs, []);
  clock.advance(1_000);
  assert.deepEqual(runs, ['session 49 at 590']);
});

test('a timer that is brought forward runs at its new time', () => {
  const { clock, runs, timers, note } = timersAndRuns();
  timers.schedule('a', 100, note('late'));
  timers.schedule('a', 20, note('early'));
  clock.advance(1_000);
  assert.deepEqual(runs, ['early at 20']);
});

test('a timer that is scheduled if absent leaves the one that is there', () => {
  const { clock, runs, timers, note } = timersAndRuns();
  timers.schedule('a', 100, note('first'));
  timers.scheduleIfAbsent('a', 20, note('second'));
  timers.scheduleIfAbsent('b', 20, note('third'));
  clock.advance(1_000);
  assert.deepEqual(runs, ['third at 20', 'first at 100']);
});

test('a timer that was cancelled does not run, also if it was put off before', () => {
  const { clock, runs, timers, note } = timersAndRuns();
  timers.schedule('a', 100, note('a'));
  timers.schedule('a', 200, note('a'));
  timers.cancel('a');
  timers.cancel('nothing');
  clock.advance(1_000);
  assert.deepEqual([runs, timers.size, clock.timersCount], [[], 0, 0]);
});

test('a timer may schedule itself again', () => {
  const { clock, runs, timers, note } = timersAndRuns();
  const again = () => {
    timers.schedule('a', 100, again);
    return note('a')();
  };
  timers.schedule('a', 100, again);
  clock.advance(350);
  assert.deepEqual(runs, ['a at 100', 'a at 200', 'a at 300']);
});
