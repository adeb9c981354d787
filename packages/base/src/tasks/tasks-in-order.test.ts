import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TasksInOrder } from './tasks-in-order.ts';

test('tasks are done one after the other, also behind one that fails', async () => {
  const tasks = new TasksInOrder();
  const done: string[] = [];
  const add = (name: string, fails = false): Promise<string> =>
    tasks.run(async () => {
      done.push(`${name} begins`);
      await Promise.resolve();
      if (fails) throw new Error(name);
      done.push(`${name} ends`);
      return name;
    });
  const results = [add('a'), add('b', true), add('c')];
  assert.deepEqual(done, []);
  await tasks.settle();
  assert.deepEqual(done, ['a begins', 'a ends', 'b begins', 'c begins', 'c ends']);
  assert.deepEqual(
    (await Promise.allSettled(results)).map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
});
