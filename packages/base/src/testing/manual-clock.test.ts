import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from './manual-clock.ts';

test('timers run in the order in which they are due, each at its own time', () => {
  const clock = new ManualClock({ now: 1000 });
  const ran: string[] = [];
  const note = (name: string) => () => ran.push(`${name} at ${clock.now()}`);
  clock.setTimer(20, note('b'));
  clock.setTimer(10, note('a'));
  clock.setTimer(20, note('c'));
  clock.setTimer(-5, note('first'));
  assert.equal(clock.nextTimerMs, 0);
  clock.advance(19);
  assert.deepEqual(ran, ['first at 1000', 'a at 1010']);
  clock.advance(1);
  assert.deepEqual(ran.slice(2), ['b at 1020', 'c at 1020']);
  assert.equal(clock.nextTimerMs, undefined);
  assert.equal(clock.monotonicMs(), 20);
});

test('a timer that a timer sets runs within the same advance if it becomes due', () => {
  const clock = new ManualClock();
  let ticks = 0;
  const tick = (): void => {
    ticks++;
    clock.setTimer(10, tick);
  };
  clock.setTimer(10, tick);
  clock.advance(35);
  assert.equal(ticks, 3);
  assert.equal(clock.nextTimerMs, 5);
});

test('a cancelled timer does not run', () => {
  const clock = new ManualClock();
  const timer = clock.setTimer(10, () => assert.fail('it ran'));
  timer.cancel();
  timer.cancel();
  clock.advance(100);
  assert.equal(clock.timersCount, 0);
});

test('the wall clock jumps without the timers', () => {
  const clock = new ManualClock({ now: 1000 });
  let ran = false;
  clock.setTimer(10, () => (ran = true));
  clock.jumpTo(500_000);
  assert.equal(clock.now(), 500_000);
  assert.equal(ran, false);
  clock.advance(10);
  assert.equal(clock.now(), 500_010);
  assert.equal(ran, true);
});
