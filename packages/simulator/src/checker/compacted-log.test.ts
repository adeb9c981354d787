import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EventCounts } from '../events/named-events.ts';
import type { KeyedRecord, KeyedWrite } from '../history/keyed-write.ts';
import { CompactedLog } from './compacted-log.ts';

const DELETE_RETENTION_MS = 1_000;
const LAG_MS = 100;

/** A compacted log, and what a reader sees of it. */
class Scene {
  readonly events = new EventCounts();
  readonly log = new CompactedLog(
    'compacted-0',
    { deleteRetentionMs: DELETE_RETENTION_MS, minCompactionLagMs: LAG_MS },
    this.events,
  );
  readonly records: KeyedRecord[] = [];
  nowMs = 0;
  private nextOffset = 0;
  private order = 0;

  write(key: string, value: string | null = 'value'): KeyedWrite {
    const order = this.order++;
    const write: KeyedWrite = {
      name: `writer/${order}`,
      producer: 'writer',
      order,
      key,
      value,
      sentMs: this.nowMs,
      fate: { type: 'pending' },
    };
    this.log.write(write);
    return write;
  }

  append({ name, key, value }: KeyedWrite): number {
    const offset = this.nextOffset++;
    this.records.push({ name, key, value, offset });
    return offset;
  }

  acknowledged(key: string, value?: string | null): KeyedWrite {
    const write = this.write(key, value);
    this.log.acknowledge(write, this.append(write));
    return write;
  }

  /** What compaction does, or must not do. */
  remove(...offsets: readonly number[]): void {
    const left = this.records.filter(({ offset }) => !offsets.includes(offset));
    this.records.splice(0, this.records.length, ...left);
  }

  read(): void {
    const reading = this.log.beginReading();
    const { records, nowMs: atMs } = this;
    reading.see({ from: 0, to: this.nextOffset, records: [...records], atMs });
    reading.end(0);
  }

  fails(invariant: string): void {
    assert.throws(() => this.read(), { invariant });
  }
}

test('a log of which superseded records and old tombstones go, oldest first, is well', () => {
  const scene = new Scene();
  for (const value of ['a', 'b', null]) scene.acknowledged('key', value);
  scene.acknowledged('other');
  scene.read();
  scene.nowMs = 2_000;
  scene.remove(0, 1);
  scene.read();
  scene.remove(2);
  scene.read();
  assert.equal(scene.events.of('record compacted away'), 2);
  assert.equal(scene.events.of('tombstone compacted away'), 1);
});

test('the last value of a key that is missing is told', () => {
  const scene = new Scene();
  scene.acknowledged('key', 'a');
  scene.acknowledged('key', 'b');
  scene.nowMs = 2_000;
  scene.remove(1);
  scene.fails('a compacted log has the last record of each key');
});

test('a record is told that went for one that is not in the log', () => {
  const scene = new Scene();
  scene.acknowledged('key', 'a');
  scene.write('key', 'never appended');
  scene.acknowledged('other');
  scene.nowMs = 2_000;
  scene.remove(0);
  scene.fails('a compacted log has the last record of each key');
});

test('a value that was removed and comes back is told', () => {
  const scene = new Scene();
  scene.acknowledged('key', 'a');
  scene.acknowledged('key', 'b');
  const [first] = scene.records;
  scene.nowMs = 2_000;
  scene.remove(0);
  scene.read();
  assert.ok(first !== undefined);
  scene.records.unshift(first);
  scene.fails('a compacted log keeps no record that a newer one of its key was removed for');
});

test('a value that outlives its tombstone is told', () => {
  const scene = new Scene();
  scene.acknowledged('key', 'a');
  scene.acknowledged('key', null);
  scene.nowMs = 2_000;
  scene.remove(1);
  scene.read();
  scene.fails('a compacted log keeps no record that a newer one of its key was removed for');
});

test('a tombstone that goes too early is told', () => {
  const scene = new Scene();
  scene.acknowledged('key', null);
  scene.nowMs = DELETE_RETENTION_MS / 2;
  scene.remove(0);
  scene.fails('a tombstone stays for delete.retention.ms');
});

test('a record that goes too early is told', () => {
  const scene = new Scene();
  scene.acknowledged('key', 'a');
  scene.acknowledged('key', 'b');
  scene.nowMs = LAG_MS / 2;
  scene.remove(0);
  scene.fails('a record stays for min.compaction.lag.ms');
});

test('a record at another offset than before is told', () => {
  const scene = new Scene();
  scene.acknowledged('key', 'a');
  const [record] = scene.records;
  assert.ok(record !== undefined);
  scene.records.splice(0, 1, { ...record, offset: 7 });
  scene.fails('a compacted record keeps its offset');
});

test('a record with another value than was sent is told', () => {
  const scene = new Scene();
  scene.acknowledged('key', 'a');
  const [record] = scene.records;
  assert.ok(record !== undefined);
  scene.records.splice(0, 1, { ...record, value: 'b' });
  scene.fails('a record is read as it was sent');
});

test('records of a producer in another order than it sent them are told', () => {
  const scene = new Scene();
  const first = scene.write('key', 'a');
  scene.append(scene.write('other', 'b'));
  scene.append(first);
  scene.fails('the records of a producer are in the order in which it sent them');
});
