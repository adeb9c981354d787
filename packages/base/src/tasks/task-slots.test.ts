import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TaskSlots } from './task-slots.ts';

/** Tasks that end when they are told to. */
function heldTasks(slots: TaskSlots) {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers>();
  const run = (name: string): Promise<string> =>
    slots.run(async () => {
      begun.push(name);
      await new Promise<void>((resolve, reject) => ends.set(name, { resolve, reject }));
      return name;
    });
  return { begun, run, end: (name: string) => ends.get(name)?.resolve(), ends };
}

interface PromiseWithResolvers {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

test('as many tasks run as there are slots; others begin in order, when one has ended', async () => {
  const { begun, run, end } = heldTasks(new TaskSlots(2));
  const results = ['a', 'b', 'c', 'd'].map(run);
  assert.deepEqual(begun, ['a', 'b']);
  end('b');
  const late = run('e');
  await settle();
  assert.deepEqual(begun, ['a', 'b', 'c']);
  end('a');
  await settle();
  assert.deepEqual(begun, ['a', 'b', 'c', 'd']);
  for (const name of ['c', 'd']) end(name);
  await settle();
  end('e');
  assert.deepEqual(await Promise.all([...results, late]), ['a', 'b', 'c', 'd', 'e']);
});

test('a task that fails gives its slot back', async () => {
  const slots = new TaskSlots(1);
  const { run, end, ends, begun } = heldTasks(slots);
  const failed = run('a');
  const thrown = slots.run(() => {
    throw new Error('thrown');
  });
  const next = run('b');
  ends.get('a')?.reject(new Error('failed'));
  await assert.rejects(failed, /failed/);
  await assert.rejects(thrown, /thrown/);
  await settle();
  assert.deepEqual(begun, ['a', 'b']);
  end('b');
  assert.equal(await next, 'b');
});
