import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { TopicPartition } from '@odradek/client';

import { GroupContext, type GroupProtocol, valuesOf } from './testing/group-context.ts';
import { noting } from './testing/noting-listener.ts';

const PROTOCOLS: readonly GroupProtocol[] = ['classic', 'consumer'];

for (const groupProtocol of PROTOCOLS) {
  const inProtocol = (title: string): string => `${title} (${groupProtocol})`;

  test(
    inProtocol('a listener that ends only after unsubscribe and another subscribe harms nobody'),
    async () => {
      const context = await GroupContext.start({ orders: 2 }, { groupProtocol });
      await context.produce('orders', 0, 'a');
      const consumer = context.consumer();
      let end = (): void => {};
      const wait = new Promise<void>((resolve) => {
        end = resolve;
      });
      await consumer.subscribe('orders', { onPartitionsAssigned: () => wait });
      for (let i = 0; i < 10; i++) await context.run(consumer.poll({ timeoutMs: 1000 }));
      await context.run(consumer.unsubscribe({ timeoutMs: 1000 }));
      await consumer.subscribe('orders');
      end();
      assert.deepEqual(await context.take(consumer, 1), ['a']);
      await context.run(consumer.close());
    },
  );

  test(
    inProtocol('what the listener commits while the consumer is closed is committed'),
    async () => {
      const context = await GroupContext.start({ orders: 1 }, { groupProtocol });
      await context.produce('orders', 0, 'a', 'b');
      const first = context.consumer({ enableAutoCommit: false });
      await first.subscribe('orders', { onPartitionsRevoked: () => first.commit() });
      assert.deepEqual(await context.take(first, 2), ['a', 'b']);
      await context.run(first.close());
      await context.produce('orders', 0, 'c');
      const second = context.consumer();
      await second.subscribe('orders');
      assert.deepEqual(await context.take(second, 1), ['c']);
      await context.run(second.close());
    },
  );

  test(inProtocol('a listener that never ends does not keep a consumer from closing'), async () => {
    const context = await GroupContext.start({ orders: 1 }, { groupProtocol });
    await context.produce('orders', 0, 'a');
    const first = context.consumer();
    await first.subscribe('orders', { onPartitionsRevoked: () => new Promise(() => {}) });
    assert.deepEqual(await context.take(first, 1), ['a']);
    await context.run(first.close({ timeoutMs: 2000 }));
    await context.produce('orders', 0, 'b');
    const second = context.consumer();
    await second.subscribe('orders');
    assert.deepEqual(await context.take(second, 1), ['b']);
    await context.run(second.close());
  });

  test(inProtocol('a group goes on where a member before has committed'), async () => {
    const context = await GroupContext.start({ orders: 2 }, { groupProtocol });
    await context.produce('orders', 0, 'a', 'b');
    await context.produce('orders', 1, 'c');
    const first = context.consumer();
    await first.subscribe('orders');
    assert.deepEqual(await context.take(first, 3), ['a', 'b', 'c']);
    await context.run(first.close());
    await context.produce('orders', 0, 'd');
    const second = context.consumer();
    await second.subscribe(['orders']);
    assert.deepEqual(await context.take(second, 1), ['d']);
    await context.run(second.close());
  });

  test(
    inProtocol(
      'what the listener commits when partitions are revoked is where the next member begins',
    ),
    async () => {
      const context = await GroupContext.start({ orders: 2 }, { groupProtocol });
      await context.produce('orders', 0, 'a', 'b', 'c');
      await context.produce('orders', 1, 'd', 'e');
      const options = { enableAutoCommit: false, maxPollRecords: 1 };
      const first = context.consumer(options);
      await first.subscribe('orders', { onPartitionsRevoked: () => first.commit() });
      const seen = [...(await context.take(first, 2))];
      const second = context.consumer(options);
      await second.subscribe('orders');
      await context.pollAll([first, second], 10, (records) => seen.push(...valuesOf(records)));
      assert.deepEqual(seen.sort(), ['a', 'b', 'c', 'd', 'e'], 'each record once');
    },
  );

  test(
    inProtocol(
      'records of a revoked partition are not returned after the listener, though they were fetched',
    ),
    async () => {
      const context = await GroupContext.start({ orders: 2 }, { groupProtocol });
      for (const partition of [0, 1])
        await context.produce('orders', partition, 'a', 'b', 'c', 'd');
      const owned = new Set<string>();
      const key = ({ topic, partition }: TopicPartition): string => `${topic}-${partition}`;
      const options = {
        maxPollRecords: 1,
        ...(groupProtocol === 'classic' && {
          partitionAssignmentStrategy: ['cooperative-sticky'] as const,
        }),
      };
      const first = context.consumer(options);
      await first.subscribe('orders', {
        onPartitionsAssigned: (partitions) => partitions.forEach((other) => owned.add(key(other))),
        onPartitionsRevoked: (partitions) =>
          partitions.forEach((other) => owned.delete(key(other))),
      });
      await context.take(first, 1);
      const second = context.consumer(options);
      await second.subscribe('orders');
      await context.pollAll([first, second], 15, (records, consumer) => {
        if (consumer !== first) return;
        for (const record of records) assert.ok(owned.has(key(record)), key(record));
      });
      assert.equal(owned.size, 1);
    },
  );

  test(
    inProtocol('a consumer that works too long leaves, loses its partitions and cannot commit'),
    async () => {
      const context = await GroupContext.start({ orders: 1 }, { groupProtocol });
      await context.produce('orders', 0, 'a', 'b');
      const told: string[] = [];
      const options = { maxPollIntervalMs: 10_000, enableAutoCommit: false };
      const slow = context.consumer(options);
      const quick = context.consumer(options);
      await slow.subscribe('orders', noting(told, 'slow'));
      assert.deepEqual(await context.take(slow, 2), ['a', 'b']);
      await context.pass(10_001);
      await quick.subscribe('orders');
      assert.deepEqual(await context.take(quick, 2), ['a', 'b'], 'nothing was committed');
      await context.run(quick.commit());
      await assert.rejects(context.run(slow.commit()), {
        code: 'ODRADEK_COMMIT_FAILED',
        message: /max\.poll\.interval\.ms/,
      });
      assert.equal(
        (await context.run(quick.committed([{ topic: 'orders', partition: 0 }])))[0]?.offset,
        2,
      );
      await context.run(slow.poll());
      assert.deepEqual(told.slice(0, 2), ['slow +1', 'slow !1']);
    },
  );

  test(inProtocol('heartbeats keep a member in its group while it works'), async () => {
    const context = await GroupContext.start({ orders: 1 }, { groupProtocol });
    await context.produce('orders', 0, 'a');
    const consumer = context.consumer({ enableAutoCommit: false });
    await consumer.subscribe('orders');
    await context.take(consumer, 1);
    const before = consumer.groupMetadata();
    await context.pass(120_000);
    await context.run(consumer.commit());
    assert.deepEqual(consumer.groupMetadata(), before);
  });

  test(inProtocol('a loop that ends early leaves the rest to the next member'), async () => {
    const context = await GroupContext.start({ orders: 1 }, { groupProtocol });
    await context.produce('orders', 0, 'a', 'b', 'c');
    const first = context.consumer();
    await first.subscribe('orders');
    const loop = async (): Promise<void> => {
      for await (const { value } of first) {
        if (value?.toString() === 'b') break;
      }
    };
    await context.run(loop());
    assert.deepEqual(first.positions(), [{ topic: 'orders', partition: 0, offset: 2 }]);
    await context.run(first.close());
    const second = context.consumer();
    await second.subscribe('orders');
    assert.deepEqual(await context.take(second, 1), ['c']);
  });

  test(
    inProtocol('a commit within a loop is behind the record that the loop has got'),
    async () => {
      const context = await GroupContext.start({ orders: 1 }, { groupProtocol });
      await context.produce('orders', 0, 'a', 'b', 'c');
      const consumer = context.consumer({ enableAutoCommit: false });
      await consumer.subscribe('orders');
      const committed: unknown[] = [];
      const loop = async (): Promise<void> => {
        for await (const { topic, partition } of consumer) {
          await consumer.commit();
          committed.push((await consumer.committed([{ topic, partition }]))[0]?.offset);
          if (committed.length === 3) break;
        }
      };
      await context.run(loop());
      assert.deepEqual(committed, [1, 2, 3]);
    },
  );

  test(
    inProtocol('a member that others have put out joins again, and takes nothing with it'),
    async () => {
      const context = await GroupContext.start({ orders: 1 }, { groupProtocol });
      const told: string[] = [];
      const consumer = context.consumer();
      await consumer.subscribe('orders', noting(told, 'member'));
      await context.run(consumer.poll({ timeoutMs: 5000 }));
      const { memberId } = consumer.groupMetadata();
      await context.removeMember('group', memberId);
      await context.pollAll([consumer], 10);
      assert.deepEqual(told, ['member +1', 'member !1', 'member +1']);
      const isSame = consumer.groupMetadata().memberId === memberId;
      assert.equal(
        isSame,
        groupProtocol === 'consumer',
        'where the member draws its id it keeps it',
      );
    },
  );

  test(
    inProtocol('a static member that comes back gets its partitions without a rebalance'),
    async () => {
      const context = await GroupContext.start({ orders: 2 }, { groupProtocol });
      const told: string[] = [];
      const other = context.consumer({ groupInstanceId: 'other' });
      await other.subscribe('orders', noting(told, 'other'));
      const member = context.consumer({ groupInstanceId: 'member' });
      await member.subscribe('orders');
      await context.pollAll([other, member], 20);
      const before = member.assignment();
      assert.equal(before.length, 1);
      await context.run(member.close());
      told.splice(0);
      const again = context.consumer({ groupInstanceId: 'member' });
      await again.subscribe('orders');
      await context.pollAll([other, again], 5);
      assert.deepEqual(again.assignment(), before);
      assert.deepEqual(told, []);
    },
  );

  test(
    inProtocol(
      'topics that come later are found by an expression, and partitions that are added by the leader',
    ),
    async () => {
      const context = await GroupContext.start({ 'orders.a': 1 }, { groupProtocol });
      const consumer = context.consumer({ metadataMaxAgeMs: 2000 });
      await consumer.subscribe(/^orders\./);
      await context.run(consumer.poll({ timeoutMs: 5000 }));
      assert.equal(consumer.assignment().length, 1);
      await context.createTopic('orders.b', 2);
      await context.createTopic('other', 1);
      await context.pollAll([consumer], 10);
      assert.deepEqual(consumer.subscription(), ['orders.a', 'orders.b']);
      assert.equal(consumer.assignment().length, 3);
      await context.addPartitions('orders.b', 3);
      await context.pollAll([consumer], 10);
      assert.equal(consumer.assignment().length, 4);
    },
  );

  test(
    inProtocol('unsubscribe leaves the group, and the consumer may subscribe again'),
    async () => {
      const context = await GroupContext.start({ orders: 1, others: 1 }, { groupProtocol });
      const told: string[] = [];
      const consumer = context.consumer();
      await consumer.subscribe('orders', noting(told, 'member'));
      await context.run(consumer.poll({ timeoutMs: 5000 }));
      await context.run(consumer.unsubscribe());
      assert.deepEqual(told, ['member +1', 'member -1']);
      assert.deepEqual(consumer.assignment(), []);
      await consumer.subscribe('others');
      await context.run(consumer.poll({ timeoutMs: 5000 }));
      assert.deepEqual(consumer.assignment(), [{ topic: 'others', partition: 0 }]);
    },
  );

  test(inProtocol('without a committed offset auto.offset.reset says where to begin'), async () => {
    const context = await GroupContext.start({ orders: 1 }, { groupProtocol });
    await context.produce('orders', 0, 'old');
    await context.pass(60_000);
    await context.produce('orders', 0, 'new');
    for (const [autoOffsetReset, position] of [
      ['earliest', 0],
      ['latest', 2],
      ['by_duration:PT30S', 1],
      ['by_duration:PT0S', 2],
    ] as const) {
      const consumer = context.consumer({ groupId: autoOffsetReset, autoOffsetReset });
      await consumer.subscribe('orders');
      await context.run(consumer.poll({ timeoutMs: 4000 }));
      consumer.pause(consumer.assignment());
      consumer.seek({ topic: 'orders', partition: 0, offset: 'committed' });
      const found = consumer.position({ topic: 'orders', partition: 0 });
      assert.equal(await context.run(found), position, autoOffsetReset);
      await context.run(consumer.close());
    }
    const none = context.consumer({ groupId: 'none', autoOffsetReset: 'none' });
    await none.subscribe('orders');
    await assert.rejects(context.run(none.poll({ timeoutMs: 10_000 })), {
      code: 'ODRADEK_NO_COMMITTED_OFFSET',
      message: /"orders", partition 0/,
    });
  });
}
