import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nodeEndOfTurn } from './end-of-turn.ts';

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('callbacks run in order at the end of the turn, those that they ask for behind them', async () => {
  const calls: string[] = [];
  nodeEndOfTurn(() => {
    calls.push('segment of a');
    nodeEndOfTurn(() => calls.push('journal'));
  });
  nodeEndOfTurn(() => calls.push('segment of b'));
  assert.deepEqual(calls, []);
  await nextTurn();
  assert.deepEqual(calls, ['segment of a', 'segment of b', 'journal']);
});

test('a callback that asks for itself again and again does not stop the event loop', async () => {
  let calls = 0;
  const again = (): void => {
    calls++;
    if (calls < 10) nodeEndOfTurn(again);
  };
  nodeEndOfTurn(again);
  await nextTurn();
  assert.equal(calls, 2);
  for (let turn = 0; turn < 5; turn++) await nextTurn();
  assert.equal(calls, 10);
});
