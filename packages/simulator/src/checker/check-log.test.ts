import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FetchedBatch } from '../client/log-reader.ts';
import { EventCounts } from '../events/named-events.ts';
import {
  History,
  type ProducerTraits,
  type ReadRecord,
  type SentRecord,
  type TopicPartition,
  UNPLACED,
} from '../history/history.ts';
import { checkLog } from './check-log.ts';

const ORDERS: TopicPartition = { topic: 'orders', partition: 0 };
const IDEMPOTENT: ProducerTraits = {
  name: 'producer-0.1',
  acks: -1,
  idempotent: true,
  keepsOrder: true,
};
const PLAIN: ProducerTraits = { ...IDEMPOTENT, name: 'producer-1.1', idempotent: false };

/** A history, and the log that it ends with. */
class Scene {
  readonly history = new History();
  readonly events = new EventCounts();
  readonly log: ReadRecord[] = [];
  private readonly orders = new Map<string, number>();

  send(producer: ProducerTraits = IDEMPOTENT): SentRecord {
    const order = this.orders.get(producer.name) ?? 0;
    this.orders.set(producer.name, order + 1);
    const name = `orders-0/${producer.name}/${order}`;
    const record: SentRecord = {
      name,
      topicPartition: ORDERS,
      producer,
      lane: 'orders-0',
      order,
      key: 'key',
      value: `${name}|padding`,
      headers: [['header', '1']],
      timestamp: 1000 + order,
      fate: { type: 'pending' },
    };
    this.history.send(record);
    return record;
  }

  append({ key, value, headers, timestamp }: SentRecord): number {
    return this.log.push({ key, value, headers, timestamp, offset: this.log.length }) - 1;
  }

  acknowledged(producer: ProducerTraits = IDEMPOTENT): SentRecord {
    const record = this.send(producer);
    this.history.acknowledge(record, this.append(record));
    return record;
  }

  check(startOffset: number = 0): void {
    const records = this.log.map((record, offset) => ({ ...record, offset })).slice(startOffset);
    // The records are all that the checks look at.
    const batches = [{ header: {} as FetchedBatch['header'], records }];
    checkLog(this, {
      topicPartition: ORDERS,
      startOffset,
      batches,
      highWatermark: this.log.length,
    });
  }

  fails(invariant: RegExp): void {
    assert.throws(() => this.check(), { invariant });
  }
}

test('a log that has what was acknowledged, in order and once, is well', () => {
  const scene = new Scene();
  for (let count = 0; count < 5; count++) scene.acknowledged();
  scene.acknowledged(PLAIN);
  scene.history.see('consumer', ORDERS, scene.log[2]!);
  scene.check();
});

test('a record of unknown fate may be there or not, and both are counted', () => {
  const scene = new Scene();
  for (const isStored of [true, false]) {
    const record = scene.send();
    if (isStored) scene.append(record);
    scene.history.giveUp(record, 'no response');
  }
  scene.check();
  assert.equal(scene.events.of('record stored although its send failed'), 1);
  assert.equal(scene.events.of('record lost although it was sent'), 1);
});

test('a record that is lost, displaced or replaced is found', () => {
  for (const damage of [
    (log: ReadRecord[]): void => void log.pop(),
    (log: ReadRecord[]): void => void log.shift(),
    (log: ReadRecord[]): void => void log.reverse(),
  ]) {
    const scene = new Scene();
    scene.acknowledged();
    scene.acknowledged();
    damage(scene.log);
    scene.fails(/acknowledged records are there/);
  }
});

test('a copy is found if the producer is idempotent, and counted if it is not', () => {
  const scene = new Scene();
  scene.append(scene.acknowledged(PLAIN));
  scene.check();
  assert.equal(scene.events.of('record stored twice'), 1);
  scene.append(scene.acknowledged());
  scene.fails(/once/);
});

test('records of an idempotent producer that changed places are found, acknowledged or not', () => {
  const scene = new Scene();
  const [first, second] = [scene.send(), scene.send()];
  for (const record of [second, first]) {
    scene.append(record);
    scene.history.giveUp(record, 'no response');
  }
  scene.fails(/in the order/);
});

test('a record that nobody sent, or that has changed, is found', () => {
  const invented = new Scene();
  invented.acknowledged();
  invented.log.push({ ...invented.log[0]!, value: 'orders-0/nobody/0|' });
  invented.fails(/only what was sent/);

  const changed = new Scene();
  changed.acknowledged();
  changed.log[0] = { ...changed.log[0]!, timestamp: 7 };
  changed.fails(/as it was sent/);
});

test('what a consumer has seen and is gone is found', () => {
  const scene = new Scene();
  const record = scene.send();
  scene.append(record);
  scene.history.see('consumer', ORDERS, scene.log[0]!);
  scene.history.giveUp(record, 'no response');
  scene.log.pop();
  scene.fails(/visible before it is durable/);
});

test('a send that has not ended is found', () => {
  const scene = new Scene();
  scene.append(scene.send());
  scene.fails(/every send ends/);
});

test('two consumers that read different records at one offset are found at once', () => {
  const scene = new Scene();
  const [first, second] = [scene.acknowledged(), scene.acknowledged()];
  scene.history.see('consumer', ORDERS, { ...first, offset: 0 });
  const again = { ...second, offset: 0 };
  assert.throws(() => scene.history.see('another', ORDERS, again), { invariant: /stays/ });
});

test('a high watermark that goes back is found', () => {
  const { history } = new Scene();
  history.seeHighWatermark('consumer', ORDERS, { before: 0, now: 10 });
  const before = history.highWatermarkOf(ORDERS);
  assert.throws(() => history.seeHighWatermark('consumer', ORDERS, { before, now: 9 }), {
    invariant: /never goes back/,
  });
});

test('what was deleted is not missed, and what is behind it is', () => {
  const scene = new Scene();
  for (let count = 0; count < 5; count++) scene.acknowledged();
  scene.history.see('consumer', ORDERS, scene.log[1]!);
  scene.check(3);
  scene.log.pop();
  assert.throws(() => scene.check(3), { invariant: /acknowledged records are there/ });
});

test('records of a key that are in two partitions are found', () => {
  const { history } = new Scene();
  const [first, second] = [keyed(0), keyed(1)];
  history.place(first, ORDERS);
  history.place(second, ORDERS);
  assert.deepEqual(second.topicPartition, ORDERS);
  const elsewhere = { topic: 'orders', partition: 1 };
  assert.throws(() => history.place(keyed(2), elsewhere), { invariant: /records of a key/ });
});

function keyed(order: number): SentRecord {
  const topicPartition = { topic: 'orders', partition: UNPLACED };
  const record = { key: 'key', value: '|', headers: [], timestamp: 0, fate: { type: 'pending' } };
  return {
    ...record,
    name: `${order}`,
    topicPartition,
    producer: PLAIN,
    lane: 'orders/key',
    order,
  } as SentRecord;
}
