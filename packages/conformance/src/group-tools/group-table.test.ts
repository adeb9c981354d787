import assert from 'node:assert/strict';
import { test } from 'node:test';

import { groupTableRows } from './group-table.ts';

test('cells stand under their headings, and empty ones are dashes', () => {
  const text = `
Consumer group 'g' has no active members.

GROUP           TOPIC           CONSUMER-ID GROUP-INSTANCE-ID HOST
g               b               one                           /127.0.0.1
g               a               two         z                 -

GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  #MEMBERS
h               127.0.0.1:9092  (1)       range                2
`;
  assert.deepEqual(groupTableRows(text), [
    {
      GROUP: 'g',
      TOPIC: 'a',
      'CONSUMER-ID': 'two',
      'GROUP-INSTANCE-ID': 'z',
      HOST: '-',
    },
    {
      GROUP: 'g',
      TOPIC: 'b',
      'CONSUMER-ID': 'one',
      'GROUP-INSTANCE-ID': '-',
      HOST: '/127.0.0.1',
    },
    {
      GROUP: 'h',
      'COORDINATOR (ID)': '127.0.0.1:9092 (1)',
      'ASSIGNMENT-STRATEGY': 'range',
      '#MEMBERS': '2',
    },
  ]);
});

test('a text without a table has no rows', () => {
  assert.deepEqual(groupTableRows("Consumer group 'g' has no active members.\n"), []);
});
