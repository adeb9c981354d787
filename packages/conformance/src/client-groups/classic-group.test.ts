import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Consumer, type ConsumerOptions, type ConsumerRecord } from '@odradek/client';

import { VirtualCluster } from './testing/virtual-cluster.ts';

type Options = Omit<ConsumerOptions, 'bootstrapServers' | 'environment'>;

function consumerOf(cluster: VirtualCluster, options: Options = {}): Consumer {
  const group = { groupId: 'group', autoOffsetReset: 'earliest' as const };
  return new Consumer({ ...cluster.clientOptions, ...group, ...options });
}

function valuesOf(records: readonly ConsumerRecord[]): readonly string[] {
  return records.map(({ value }) => value?.toString() ?? 'null').sort();
}

/** Polls until there were so many records. */
async function take(
  cluster: VirtualCluster,
  consumer: Consumer,
  count: number,
): Promise<readonly string[]> {
  const records: ConsumerRecord[] = [];
  for (let polls = 0; records.length < count; polls++) {
    assert.ok(polls < 100, `only ${records.length} of ${count} records came`);
    records.push(...(await cluster.run(consumer.poll())));
  }
  return valuesOf(records);
}

test('a group goes on where a member before has committed', async () => {
  const cluster = await VirtualCluster.start();
  await cluster.createTopic('orders', 2);
  await cluster.produce('orders', 0, 'a', 'b');
  await cluster.produce('orders', 1, 'c');
  const first = consumerOf(cluster);
  await first.subscribe('orders');
  assert.deepEqual(await take(cluster, first, 3), ['a', 'b', 'c']);
  await cluster.run(first.close());
  await cluster.produce('orders', 0, 'd');
  const second = consumerOf(cluster);
  await second.subscribe(['orders']);
  assert.deepEqual(await take(cluster, second, 1), ['d']);
  await cluster.run(second.close());
});

test('two members share the partitions, and what one gives up the other gets', async () => {
  const cluster = await VirtualCluster.start();
  await cluster.createTopic('orders', 2);
  const told: string[] = [];
  const listen = (name: string): object => ({
    onPartitionsAssigned: (partitions: readonly unknown[]) => {
      told.push(`${name} +${partitions.length}`);
    },
    onPartitionsRevoked: (partitions: readonly unknown[]) => {
      told.push(`${name} -${partitions.length}`);
    },
  });
  const consumers = [consumerOf(cluster), consumerOf(cluster)] as const;
  await consumers[0].subscribe('orders', listen('first'));
  await cluster.run(consumers[0].poll({ timeoutMs: 5000 }));
  assert.deepEqual(told, ['first +2']);
  await consumers[1].subscribe('orders', listen('second'));
  for (let polls = 0; polls < 20; polls++) {
    await Promise.all(consumers.map((consumer) => cluster.run(consumer.poll())));
  }
  assert.deepEqual(told, ['first +2', 'first -2', 'first +1', 'second +1']);
  await cluster.run(consumers[0].close());
  for (let polls = 0; polls < 10; polls++) await cluster.run(consumers[1].poll());
  assert.deepEqual(told.slice(4), ['first -1', 'second -1', 'second +2']);
  await cluster.run(consumers[1].close());
});
