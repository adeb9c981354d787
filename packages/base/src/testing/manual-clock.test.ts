import assert from 'node:assert/strict';
import { test } from 'node:test';

import { testClock } from './clock-conformance.ts';
import { ManualClock } from './manual-clock.ts';
import { SeededRandom } from './seeded-random.ts';

/** What passes besides `ms`, so that a node whose clock is slow has seen `ms` pass too. */
const SLOW_NODE_MS = 5;

testClock('ManualClock', () => {
  const clock = new ManualClock();
  return {
    clock,
    pass: (ms) => {
      clock.advance(ms);
      return Promise.resolve();
    },
  };
});

for (const drift of [0, 0.013, -0.017]) {
  testClock(`NodeClock with drift ${drift}`, () => {
    const shared = new ManualClock({ random: new SeededRandom(3) });
    shared.advance(1234.567);
    return {
      clock: shared.node({ drift, offsetMs: 3_600_000 }),
      pass: (ms) => {
        shared.advance(ms + SLOW_NODE_MS);
        return Promise.resolve();
      },
    };
  });
}

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

test('the next timer runs alone, at its time, even if others are due with it', () => {
  const clock = new ManualClock();
  const ran: string[] = [];
  for (const name of ['a', 'b']) clock.setTimer(10, () => ran.push(name));
  assert.equal(clock.nextTimerAt, 10);
  assert.equal(clock.advanceToNextTimer(), true);
  assert.deepEqual(ran, ['a']);
  assert.equal(clock.monotonicMs(), 10);
  assert.equal(clock.advanceToNextTimer(), true);
  assert.deepEqual(ran, ['a', 'b']);
  assert.equal(clock.advanceToNextTimer(), false);
  assert.equal(clock.nextTimerAt, undefined);
});

test('the order of timers that are due at the same time follows from the seed', () => {
  const order = (seed: number): string => {
    const clock = new ManualClock({ random: new SeededRandom(seed) });
    const ran: number[] = [];
    for (let index = 0; index < 8; index++) clock.setTimer(10, () => ran.push(index));
    clock.setTimer(9, () => ran.push(9));
    clock.advance(10);
    return ran.join('');
  };
  assert.equal(order(1), order(1));
  assert.notEqual(order(1), order(2));
  assert.match(order(1), /^9[0-7]{8}$/);
});

test('nodes share the passing of time, each with its own offset and drift', () => {
  const clock = new ManualClock({ now: 1_000_000 });
  clock.advance(500);
  const ahead = clock.node({ offsetMs: 50 });
  const fast = clock.node({ drift: 0.5 });
  assert.equal(ahead.now(), 1_000_550);
  assert.equal(ahead.monotonicMs(), 0);
  let ranAtMs = 0;
  fast.setTimer(30, () => (ranAtMs = clock.monotonicMs()));
  clock.advance(100);
  assert.equal(ranAtMs, 520);
  assert.deepEqual([ahead.now(), fast.now()], [1_000_650, 1_000_650]);
  assert.deepEqual([ahead.monotonicMs(), fast.monotonicMs()], [100, 150]);
  ahead.jump(-10_000);
  assert.equal(ahead.now(), 990_650);
  assert.equal(ahead.monotonicMs(), 100);
});

test('the timers of a paused node wait, and come in a burst in their order', () => {
  const clock = new ManualClock({ random: new SeededRandom(1) });
  const node = clock.node();
  const ran: string[] = [];
  for (const delayMs of [30, 10, 20, 200]) {
    node.setTimer(delayMs, () => ran.push(`${delayMs} at ${node.monotonicMs()}`));
  }
  node.pause();
  node.pause();
  assert.equal(node.isPaused, true);
  node.setTimer(5, () => ran.push('set while paused'));
  clock.advance(100);
  assert.deepEqual(ran, []);
  assert.equal(clock.timersCount, 0);
  node.resume();
  node.resume();
  assert.deepEqual(ran, []);
  clock.advance(0);
  assert.deepEqual(ran, ['set while paused', '10 at 100', '20 at 100', '30 at 100']);
  clock.advance(100);
  assert.equal(ran[4], '200 at 200');
});

test('a node that crashed has no timers, whatever its code still sets', () => {
  const clock = new ManualClock();
  const node = clock.node();
  const other = clock.node();
  let ran = false;
  const timer = node.setTimer(10, () => assert.fail('it ran'));
  other.setTimer(10, () => (ran = true));
  node.stop();
  node.setTimer(5, () => assert.fail('it ran')).cancel();
  node.setTimer(5, () => assert.fail('it ran'));
  node.resume();
  timer.cancel();
  clock.advance(100);
  assert.equal(node.timersCount, 0);
  assert.equal(ran, true);
});
