import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualTurn } from '../testing/manual-turn.ts';
import { ValidationTurns } from './validation-turns.ts';

const SHARE: number = 512 * 1024;

test('a turn is full with 512 KiB of work, and the next is empty', () => {
  const turn = new ManualTurn();
  const turns = new ValidationTurns(turn.endOfTurn);
  turns.note(SHARE - 1);
  assert.equal(turns.isFull, false);
  assert.equal(turn.end(), false);
  turns.note(1);
  turns.note(SHARE);
  assert.equal(turns.isFull, true);
  assert.equal(turn.end(), true);
  assert.equal(turns.isFull, false);
  assert.equal(turn.end(), false);
});

test('those who wait go on in their order, as many in a turn as it has room for', () => {
  const turn = new ManualTurn();
  const turns = new ValidationTurns(turn.endOfTurn);
  const served: string[] = [];
  turns.note(SHARE);
  for (const [name, bytes] of Object.entries({ a: SHARE / 2, b: SHARE * 30, c: SHARE, d: 1, e: 1 }))
    turns.wait(() => {
      served.push(name);
      turns.note(bytes);
    });
  const inTurns = ['ab', 'c', 'de', ''].map(() => {
    turn.end();
    return served.splice(0).join('');
  });
  assert.deepEqual(inTurns, ['ab', 'c', 'de', '']);
});

test('one who has more to do waits behind those who came before', () => {
  const turn = new ManualTurn();
  const turns = new ValidationTurns(turn.endOfTurn);
  const served: string[] = [];
  const work = (name: string, pieces: number): void => {
    served.push(name);
    turns.note(SHARE);
    if (pieces > 1) turns.wait(() => work(name, pieces - 1));
  };
  work('a', 3);
  turns.wait(() => work('b', 2));
  while (turn.end());
  assert.deepEqual(served, ['a', 'a', 'b', 'a', 'b']);
});
