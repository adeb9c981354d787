import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FetchedBatch } from '../client/log-reader.ts';
import { EventCounts } from '../events/named-events.ts';
import { History, type SentRecord } from '../history/history.ts';
import type { CleanStop } from '../world/world.ts';
import { UnsyncedRecords, type UnsyncedWorld } from './unsynced-records.ts';

const HASTY = { topic: 'hasty', partition: 0 };
const PRODUCER = { name: 'producer-0.1', acks: -1, idempotent: true, keepsOrder: true } as const;
const LOST = { invariant: 'records are lost by a loss of power alone, and from the end' };

/** A topic whose records are acknowledged without a sync, and what happens to it. */
class Scene implements UnsyncedWorld {
  readonly history = new History();
  readonly events = new EventCounts();
  readonly stops: CleanStop[] = [];
  powerLossesCount = 0;
  failedSyncsCount = 0;
  crashesCount = 0;
  readonly records: UnsyncedRecords;
  private readonly log: SentRecord[] = [];
  private order = 0;

  constructor(flushMessages: number = Number.MAX_SAFE_INTEGER) {
    this.records = new UnsyncedRecords(this, flushMessages);
  }

  acknowledge(count: number): readonly SentRecord[] {
    return Array.from({ length: count }, () => this.acknowledgeOne());
  }

  private acknowledgeOne(): SentRecord {
    const record = this.newRecord();
    this.records.noteSent(record);
    this.history.acknowledge(record, this.log.push(record) - 1);
    this.records.noteSettled(record);
    return record;
  }

  private newRecord(): SentRecord {
    const order = this.order++;
    const name = `hasty-0/${PRODUCER.name}/${order}`;
    const record: SentRecord = {
      name,
      topicPartition: HASTY,
      producer: PRODUCER,
      lane: 'hasty-0',
      order,
      key: null,
      value: `${name}|`,
      headers: [],
      timestamp: 0,
      fate: { type: 'pending' },
    };
    this.history.send(record);
    return record;
  }

  /** What is behind the first `kept` records is gone. */
  losePower(kept: number): void {
    this.powerLossesCount++;
    this.crashesCount++;
    this.log.splice(kept);
  }

  stop(): void {
    const { powerLossesCount, failedSyncsCount } = this;
    const touchedFolders = new Set(['hasty-0']);
    this.stops.push({ touchedFolders, powerLossesCount, failedSyncsCount });
  }

  /** Another record is in the place of one. */
  replace(at: number): void {
    const other = this.newRecord();
    this.history.giveUp(other, 'nobody knows');
    this.log[at] = other;
  }

  /** Takes records away, and those behind move up. */
  drop(at: number): void {
    this.log.splice(at, 1);
  }

  check(): void {
    const records = this.log.map((record, offset) => ({ ...record, offset }));
    // The records are all that the checks look at.
    const batches = [{ header: {} as FetchedBatch['header'], records }];
    const highWatermark = this.log.length;
    this.records.check({ topicPartition: HASTY, startOffset: 0, batches, highWatermark });
  }
}

test('a loss of power may take the last records', () => {
  const scene = new Scene();
  scene.acknowledge(5);
  scene.losePower(3);
  scene.acknowledge(4);
  scene.check();
  assert.equal(scene.events.of('record lost with the page cache'), 2);
});

test('nothing may be missing of what was acknowledged after the last loss of power', () => {
  const scene = new Scene();
  scene.losePower(0);
  scene.acknowledge(3);
  scene.crashesCount++;
  scene.check();
  assert.equal(scene.events.of('record kept in the page cache'), 3);
  scene.drop(2);
  assert.throws(() => scene.check(), LOST);
});

test('a record may not be missing that had others behind it which are there', () => {
  const scene = new Scene();
  scene.acknowledge(2);
  scene.losePower(2);
  scene.acknowledge(1);
  scene.check();
  const other = new Scene();
  other.acknowledge(3);
  other.losePower(3);
  other.replace(0);
  assert.throws(() => other.check(), LOST);
});

test('a record that is there is at its offset', () => {
  const scene = new Scene();
  scene.acknowledge(3);
  scene.losePower(3);
  scene.drop(0);
  assert.throws(() => scene.check(), {
    invariant: 'acknowledged records are there, at their offset',
  });
});

test('a stop in order keeps what was there, and not what had been lost before it', () => {
  const scene = new Scene();
  scene.acknowledge(2);
  scene.losePower(1);
  scene.stop();
  scene.check();
  const other = new Scene();
  other.acknowledge(2);
  other.stop();
  other.losePower(1);
  assert.throws(() => other.check(), LOST);
});

test('what was journalled is never lost', () => {
  const scene = new Scene();
  const records = scene.acknowledge(2);
  for (const record of records) scene.records.noteDurable(record);
  scene.losePower(1);
  assert.throws(() => scene.check(), LOST);
});

test('flush.messages bounds how many records a loss of power takes', () => {
  const scene = new Scene(3);
  scene.acknowledge(5);
  scene.losePower(3);
  scene.check();
  const other = new Scene(3);
  other.acknowledge(5);
  other.losePower(2);
  assert.throws(() => other.check(), {
    invariant: 'flush.messages bounds what a loss of power takes',
  });
  const single = new Scene(1);
  single.acknowledge(1);
  single.losePower(0);
  assert.throws(() => single.check(), LOST);
});

test('where a log ends at least is what no loss of power can have taken', () => {
  const scene = new Scene();
  scene.acknowledge(3);
  assert.equal(scene.records.endOf(0), 3);
  assert.equal(scene.records.endOf(1), 0);
  scene.losePower(1);
  assert.equal(scene.records.endOf(0), 0);
  scene.acknowledge(1);
  assert.equal(scene.records.endOf(0), 2);
});
