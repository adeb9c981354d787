import assert from 'node:assert/strict';
import { test } from 'node:test';

import { orderOfRound } from './round-order.ts';

function orders(names: string, rounds: number): string[] {
  const letters = Array.from(names);
  return Array.from({ length: rounds }, (_, round) => orderOfRound(letters, round).join(''));
}

test('each is first in as many rounds as the others, and follows each of its neighbours', () => {
  assert.deepEqual(orders('AB', 4), ['AB', 'BA', 'BA', 'AB']);
  assert.deepEqual(orders('ABC', 6), ['ABC', 'CBA', 'BCA', 'ACB', 'CAB', 'BAC']);
});

test('one alone is measured in every round', () => {
  assert.deepEqual(orders('A', 3), ['A', 'A', 'A']);
});
