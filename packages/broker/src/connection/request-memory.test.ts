import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RequestMemory } from './request-memory.ts';
import type { RoomSeeker } from './room-seekers.ts';

/** A connection that wants requests of a size let in, and says when each was. */
class Seeker implements RoomSeeker {
  private readonly memory: RequestMemory;
  private readonly log: string[];
  private readonly name: string;
  private readonly bytes: number;
  private wanted: number;

  constructor(memory: RequestMemory, log: string[], name: string, bytes: number, wanted = 1) {
    this.memory = memory;
    this.log = log;
    this.name = name;
    this.bytes = bytes;
    this.wanted = wanted;
  }

  onRoom(): void {
    while (this.wanted > 0 && this.memory.hasRoom) {
      this.wanted--;
      this.memory.takeBytes(this.bytes);
      this.log.push(this.name);
    }
    if (this.wanted > 0) this.memory.waitForRoom(this);
  }
}

function memoryOf(queuedMaxRequestBytes: number, queuedMaxRequests = 500): RequestMemory {
  return new RequestMemory({ queuedMaxRequestBytes, queuedMaxRequests });
}

test('by default there is room for any number of bytes', () => {
  for (const unlimited of [-1, 0]) {
    const memory = memoryOf(unlimited);
    memory.takeBytes(1e15);
    assert.equal(memory.hasRoom, true);
  }
});

test('a request is let in as long as anything is left, and the next one waits', () => {
  const memory = memoryOf(100);
  memory.takeBytes(99);
  assert.equal(memory.hasRoom, true);
  memory.takeBytes(50);
  assert.equal(memory.hasRoom, false);
  memory.giveBackBytes(49);
  assert.equal(memory.hasRoom, false);
  memory.giveBackBytes(1);
  assert.equal(memory.hasRoom, true);
  assert.equal(memory.usedBytes, 99);
});

test('requests that are larger than the limit get through one at a time', () => {
  const memory = memoryOf(100);
  const log: string[] = [];
  for (const name of ['a', 'b', 'c']) new Seeker(memory, log, name, 1_000).onRoom();
  assert.deepEqual(log, ['a']);
  assert.equal(memory.waiting, 2);
  memory.giveBackBytes(1_000);
  assert.deepEqual(log, ['a', 'b']);
  memory.giveBackBytes(1_000);
  assert.deepEqual(log, ['a', 'b', 'c']);
  assert.equal(memory.waiting, 0);
});

test('room is given in the order in which it was asked for, and whoever wants more waits again behind', () => {
  const memory = memoryOf(100);
  const log: string[] = [];
  memory.takeBytes(100);
  new Seeker(memory, log, 'a', 100, 2).onRoom();
  new Seeker(memory, log, 'b', 100).onRoom();
  for (let times = 0; times < 3; times++) memory.giveBackBytes(100);
  assert.deepEqual(log, ['a', 'b', 'a']);
});

test('a connection that is gone is not called', () => {
  const memory = memoryOf(100);
  const log: string[] = [];
  memory.takeBytes(100);
  const seeker = new Seeker(memory, log, 'a', 100);
  seeker.onRoom();
  memory.forget(seeker);
  memory.giveBackBytes(100);
  assert.deepEqual(log, []);
});

test('bytes that are given back while room is given do not call anybody twice', () => {
  const memory = memoryOf(100);
  const log: string[] = [];
  memory.takeBytes(100);
  const once: RoomSeeker = {
    onRoom: () => {
      log.push('once');
      memory.takeBytes(10);
      memory.giveBackBytes(10);
    },
  };
  memory.waitForRoom(once);
  new Seeker(memory, log, 'a', 10).onRoom();
  memory.giveBackBytes(100);
  assert.deepEqual(log, ['once', 'a']);
});

test('queued.max.requests bounds how many requests wait for their turn', () => {
  const memory = memoryOf(-1, 2);
  const log: string[] = [];
  memory.takeRequest();
  assert.equal(memory.hasRoom, true);
  memory.takeRequest();
  assert.equal(memory.hasRoom, false);
  new Seeker(memory, log, 'a', 1).onRoom();
  assert.deepEqual(log, []);
  memory.giveBackRequest();
  assert.deepEqual(log, ['a']);
  assert.equal(memory.queuedRequests, 1);
});
