import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import { type IdleCloseable, IdleConnections, type LastUse } from './idle-connections.ts';

interface Named extends IdleCloseable {
  readonly name: string;
}

/** Connections with names, and when each was closed after how long. */
class Watched {
  readonly clock: ManualClock = new ManualClock();
  readonly closed: string[] = [];
  /** Those that say once that they were used. */
  readonly busy: Set<string> = new Set();
  readonly idle: IdleConnections<Named>;
  private readonly uses = new Map<string, LastUse<Named>>();

  constructor(idleMsMax: number) {
    this.idle = new IdleConnections(this.clock, idleMsMax);
  }

  open(name: string): void {
    const closeIdle = (idleMs: number): boolean => {
      if (this.busy.delete(name)) return false;
      this.closed.push(`${name} at ${this.clock.monotonicMs()} after ${idleMs}`);
      this.close(name);
      return true;
    };
    this.uses.set(name, this.idle.add({ name, closeIdle }, this.clock.monotonicMs()));
  }

  use(name: string): void {
    const use = this.uses.get(name);
    assert(use !== undefined);
    this.idle.touch(use, this.clock.monotonicMs());
  }

  close(name: string): void {
    const use = this.uses.get(name);
    assert(use !== undefined);
    this.idle.remove(use);
  }
}

test('a connection is closed when it was not used for connections.max.idle.ms', () => {
  const watched = new Watched(1_000);
  watched.clock.advance(300);
  watched.open('a');
  watched.clock.advance(999);
  assert.deepEqual(watched.closed, []);
  watched.clock.advance(1);
  assert.deepEqual(watched.closed, ['a at 1300 after 1000']);
});

test('what is used stays, and the others go in the order of their last use', () => {
  const watched = new Watched(1_000);
  for (const name of ['a', 'b', 'c', 'd']) {
    watched.open(name);
    watched.clock.advance(10);
  }
  watched.clock.advance(460);
  watched.use('b');
  watched.use('d');
  watched.clock.advance(100);
  watched.use('d');
  watched.clock.advance(2_000);
  assert.deepEqual(watched.closed, [
    'a at 1000 after 1000',
    'c at 1020 after 1000',
    'b at 1500 after 1000',
    'd at 1600 after 1000',
  ]);
});

test('a connection that was closed by its client is forgotten, wherever it stands', () => {
  for (const gone of ['a', 'b', 'c']) {
    const watched = new Watched(1_000);
    for (const name of ['a', 'b', 'c']) watched.open(name);
    watched.close(gone);
    watched.close(gone);
    watched.use(gone);
    watched.clock.advance(3_000);
    const left = ['a', 'b', 'c'].filter((name) => name !== gone);
    assert.deepEqual(
      watched.closed,
      left.map((name) => `${name} at 1000 after 1000`),
    );
  }
});

test('a connection that says it was used after all is asked again that much later', () => {
  const watched = new Watched(1_000);
  for (const name of ['a', 'b']) watched.open(name);
  watched.busy.add('a');
  watched.clock.advance(5_000);
  assert.deepEqual(watched.closed, ['b at 1000 after 1000', 'a at 2000 after 1000']);
});

test('below zero no connection is closed, and no timer is set', () => {
  const watched = new Watched(-1);
  watched.open('a');
  watched.clock.advance(1e12);
  assert.deepEqual(watched.closed, []);
  assert.equal(watched.clock.timersCount, 0);
});

test('there is one timer for any number of connections, and none when it was stopped', () => {
  const watched = new Watched(1_000);
  assert.equal(watched.clock.timersCount, 1);
  for (let name = 0; name < 100; name++) watched.open(String(name));
  assert.equal(watched.clock.timersCount, 1);
  watched.idle.stop();
  assert.equal(watched.clock.timersCount, 0);
});

test('a limit of no time at all does not keep the clock busy', () => {
  const watched = new Watched(0);
  watched.open('a');
  watched.clock.advance(100);
  assert.deepEqual(watched.closed, ['a at 100 after 100']);
  assert.equal(watched.clock.nextTimerMs, 100);
});

test('the one that was not used for longest is found, among those that are wanted', () => {
  const watched = new Watched(1_000);
  const oldest = (...names: string[]): string | undefined =>
    watched.idle.findOldest(({ name }) => names.includes(name))?.name;
  for (const name of ['a', 'b', 'c']) watched.open(name);
  assert.equal(oldest('c', 'b', 'a'), 'a');
  watched.use('a');
  assert.equal(oldest('c', 'b', 'a'), 'b');
  assert.equal(oldest('c', 'a'), 'c');
  assert.equal(oldest('d'), undefined);
});
