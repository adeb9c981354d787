import assert from 'node:assert/strict';
import { test } from 'node:test';

import { GroupContext } from './testing/group-context.ts';
import { noting } from './testing/noting-listener.ts';

test('eager members give everything up, cooperative ones what another gets', async () => {
  for (const [strategy, expected] of [
    ['range', { first: '-2 +1', second: '+1' }],
    ['cooperative-sticky', { first: '-1 +0 +0', second: '+0 +1' }],
  ] as const) {
    const context = await GroupContext.start({ orders: 2 });
    const told: string[] = [];
    const options = { partitionAssignmentStrategy: [strategy] };
    const consumers = [context.consumer(options), context.consumer(options)] as const;
    await consumers[0].subscribe('orders', noting(told, 'first'));
    await context.run(consumers[0].poll({ timeoutMs: 5000 }));
    assert.deepEqual(told.splice(0), ['first +2'], strategy);
    await consumers[1].subscribe('orders', noting(told, 'second'));
    await context.pollAll(consumers, 20);
    const toldTo = (name: string): string =>
      told
        .filter((text) => text.startsWith(name))
        .map((text) => text.slice(name.length + 1))
        .join(' ');
    const actual = { first: toldTo('first'), second: toldTo('second') };
    assert.deepEqual(actual, expected, strategy);
    told.splice(0);
    await context.run(consumers[0].close());
    await context.pollAll([consumers[1]], 10);
    assert.equal(consumers[1].assignment().length, 2, strategy);
    assert.equal(told[0], 'first -1', strategy);
    await context.run(consumers[1].close());
  }
});

test('two consumers with one group.instance.id: the one that came first is told', async () => {
  const context = await GroupContext.start({ orders: 1 });
  const options = { groupInstanceId: 'one' };
  const [first, second] = [context.consumer(options), context.consumer(options)] as const;
  await first.subscribe('orders');
  await context.run(first.poll({ timeoutMs: 5000 }));
  await second.subscribe('orders');
  await context.run(second.poll({ timeoutMs: 5000 }));
  await assert.rejects(context.run(first.poll({ timeoutMs: 10_000 })), {
    code: 'FENCED_INSTANCE_ID',
    message: /group\.instance\.id one/,
  });
});
