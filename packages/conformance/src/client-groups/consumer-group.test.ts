import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SubscriptionPattern } from '@odradek/client';

import { GroupContext } from './testing/group-context.ts';
import { noting } from './testing/noting-listener.ts';

const PROTOCOL = { groupProtocol: 'consumer' } as const;

test('a member gives up what another gets, and keeps the rest', async () => {
  const context = await GroupContext.start({ orders: 2 }, PROTOCOL);
  const told: string[] = [];
  const first = context.consumer();
  await first.subscribe('orders', noting(told, 'first'));
  await context.run(first.poll());
  const second = context.consumer();
  await second.subscribe('orders', noting(told, 'second'));
  await context.pollAll([first, second], 20);
  assert.deepEqual(told, ['first +2', 'second +0', 'first -1', 'first +0', 'second +1']);
  await context.run(second.close());
  await context.pollAll([first], 10);
  assert.equal(first.assignment().length, 2);
});

test('a pattern is matched by the broker, against whole names, also of topics to come', async () => {
  const context = await GroupContext.start({ orders: 1, 'orders-eu': 2 }, PROTOCOL);
  const consumer = context.consumer();
  await consumer.subscribe(new SubscriptionPattern('orders-..'));
  assert.deepEqual(consumer.subscription(), []);
  await context.pollAll([consumer], 20);
  assert.deepEqual(consumer.subscription(), ['orders-eu']);
  await context.createTopic('orders-us', 1);
  await context.pollAll([consumer], 30);
  assert.deepEqual(consumer.subscription(), ['orders-eu', 'orders-us']);
  await context.produce('orders-us', 0, 'a');
  assert.deepEqual(await context.take(consumer, 1), ['a']);
  await consumer.subscribe('orders');
  await context.pollAll([consumer], 20);
  assert.deepEqual(consumer.assignment(), [{ topic: 'orders', partition: 0 }]);
});

test('a pattern that the broker cannot read is what poll rejects with', async () => {
  const context = await GroupContext.start({ orders: 1 }, PROTOCOL);
  const consumer = context.consumer();
  await consumer.subscribe(new SubscriptionPattern('orders-[eu'));
  await assert.rejects(context.run(consumer.poll({ timeoutMs: 5000 })), {
    code: 'INVALID_REGULAR_EXPRESSION',
  });
  await consumer.subscribe('orders');
  await context.pollAll([consumer], 5);
  assert.equal(consumer.assignment().length, 1);
});

test('a classic group knows no patterns that the broker matches', async () => {
  const context = await GroupContext.start({ orders: 1 });
  await assert.rejects(context.consumer().subscribe(new SubscriptionPattern('orders')), {
    code: 'ODRADEK_INVALID_ARGUMENT',
    message: /group\.protocol/,
  });
  assert.throws(() => new SubscriptionPattern(''), { code: 'ODRADEK_INVALID_ARGUMENT' });
});

test('an assignor that the broker does not have is named', async () => {
  const context = await GroupContext.start({ orders: 1 }, PROTOCOL);
  const consumer = context.consumer({ groupRemoteAssignor: 'mine' });
  await consumer.subscribe('orders');
  await assert.rejects(context.run(consumer.poll({ timeoutMs: 5000 })), {
    code: 'UNSUPPORTED_ASSIGNOR',
    message: /"mine"/,
  });
});

test('two consumers with one group.instance.id: the one that came second is told, until the first has left', async () => {
  const context = await GroupContext.start({ orders: 1 }, PROTOCOL);
  const options = { groupInstanceId: 'one' };
  const [first, second] = [context.consumer(options), context.consumer(options)] as const;
  await first.subscribe('orders');
  await context.run(first.poll());
  await second.subscribe('orders');
  await assert.rejects(context.run(second.poll({ timeoutMs: 5000 })), {
    code: 'UNRELEASED_INSTANCE_ID',
    message: /group\.instance\.id one/,
  });
  await context.run(first.close());
  await context.pollAll([second], 5);
  assert.equal(second.assignment().length, 1);
});
