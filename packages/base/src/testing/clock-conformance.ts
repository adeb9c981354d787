import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AssertionFailure } from '../assert.ts';
import type { Clock } from '../time/clock.ts';

/** A clock, and the way to let its time pass. */
export interface PassingClock {
  readonly clock: Clock;
  /** Lets at least `ms` milliseconds pass, and everything run that is due then. */
  readonly pass: (ms: number) => Promise<void>;
}

/** What every `Clock` must do. */
export function testClock(name: string, create: () => PassingClock): void {
  testReadings(name, create);
  testTimers(name, create);
  testCancelledTimers(name, create);
}

function testReadings(name: string, create: () => PassingClock): void {
  test(`${name}: the wall clock counts whole milliseconds since 1970`, async () => {
    const { clock, pass } = create();
    const start = clock.now();
    assert.equal(Number.isSafeInteger(start), true);
    assert.equal(start > 1_000_000_000_000, true);
    await pass(20);
    assert.equal(clock.now() - start >= 19, true);
  });

  test(`${name}: the monotonic clock never decreases`, async () => {
    const { clock, pass } = create();
    let last = clock.monotonicMs();
    for (let reading = 0; reading < 1000; reading++) {
      const now = clock.monotonicMs();
      assert.equal(now >= last, true);
      last = now;
    }
    await pass(5);
    assert.equal(clock.monotonicMs() - last >= 5, true);
  });
}

function testTimers(name: string, create: () => PassingClock): void {
  test(`${name}: a timer runs once, and never before its delay has passed`, async () => {
    const { clock, pass } = create();
    const late: number[] = [];
    const delays = [0, 0.3, 1, 1.7, 2, 5, 10.5];
    for (const delayMs of delays) {
      const dueMs = clock.monotonicMs() + delayMs;
      clock.setTimer(delayMs, () => late.push(clock.monotonicMs() - dueMs));
    }
    await pass(40);
    assert.equal(late.length, delays.length);
    assert.deepEqual(
      late.filter((ms) => ms < 0),
      [],
    );
  });

  test(`${name}: timers run in the order in which they are due`, async () => {
    const { clock, pass } = create();
    const ran: string[] = [];
    clock.setTimer(30, () => ran.push('c'));
    clock.setTimer(5, () => ran.push('a'));
    clock.setTimer(15, () => ran.push('b'));
    await pass(60);
    assert.deepEqual(ran, ['a', 'b', 'c']);
  });

  test(`${name}: no timer runs before setTimer returns, one below zero included`, async () => {
    const { clock, pass } = create();
    let ran = 0;
    for (const delayMs of [0, -5, -Infinity]) clock.setTimer(delayMs, () => ran++);
    assert.equal(ran, 0);
    await pass(5);
    assert.equal(ran, 3);
  });

  test(`${name}: a timer sets timers, which run later`, async () => {
    const { clock, pass } = create();
    const ran: string[] = [];
    clock.setTimer(1, () => {
      clock.setTimer(0, () => ran.push('second'));
      ran.push('first');
    });
    await pass(20);
    assert.deepEqual(ran, ['first', 'second']);
  });

  test(`${name}: a timer may lie farther ahead than any process lives`, async () => {
    const { clock, pass } = create();
    const timers = [2 ** 31, 2 ** 40, Infinity].map((delayMs) =>
      clock.setTimer(delayMs, () => assert.fail('it ran')),
    );
    await pass(20);
    for (const timer of timers) timer.cancel();
  });

  test(`${name}: a delay that is no number is a bug of the caller`, () => {
    const { clock } = create();
    assert.throws(() => clock.setTimer(NaN, () => {}), AssertionFailure);
  });
}

function testCancelledTimers(name: string, create: () => PassingClock): void {
  test(`${name}: a cancelled timer does not run, and cancelling it again does nothing`, async () => {
    const { clock, pass } = create();
    let ran = 0;
    const cancelled = clock.setTimer(2, () => assert.fail('it ran'));
    const kept = clock.setTimer(2, () => ran++);
    cancelled.cancel();
    cancelled.cancel();
    await pass(20);
    kept.cancel();
    assert.equal(ran, 1);
  });

  test(`${name}: a timer can cancel another that is due at the same time`, async () => {
    const { clock, pass } = create();
    const timers = [0, 1].map((index) =>
      clock.setTimer(3, () => {
        ran.push(index);
        timers[1 - index]?.cancel();
      }),
    );
    const ran: number[] = [];
    await pass(30);
    assert.equal(ran.length, 1);
  });
}
