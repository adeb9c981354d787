import assert from 'node:assert/strict';
import { test } from 'node:test';

import { measurementTables } from './markdown.ts';

const ROW = {
  task: 'decode Fetch',
  form: 'objects',
  rival: 'kafkajs 2.2.4',
  apiVersion: 11,
  oursPerSecond: 4571.6,
  rivalPerSecond: 469,
  ratio: { lowerQuartile: 9.378, median: 9.74, upperQuartile: 10.07 },
};

test('a row that counts is bold, and each version of Node has a table', () => {
  const rows = [
    { ...ROW, counts: true },
    { ...ROW, counts: false },
  ];
  const lines = measurementTables([{ node: 'v20.20.2', rows }]).split('\n');
  assert.equal(lines[0], '### Node 20.20.2');
  const cells = 'decode Fetch | kafkajs 2.2.4 | v11 | objects | 469 | 4,572';
  assert.equal(lines[4], `| ${cells} | **9.74x** | 9.38 to 10.07 |`);
  assert.equal(lines[5], `| ${cells} | 9.74x | 9.38 to 10.07 |`);
});
