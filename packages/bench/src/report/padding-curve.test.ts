import assert from 'node:assert/strict';
import { test } from 'node:test';

import { oneLevelDeeper, paddingReport } from './padding-curve.ts';

const WORK = { recordBytes: 100, batchBytes: 1, connections: 1, inFlight: 1, partitions: 1 };

function measured(paddingMs: number, requestsPerSecond: number) {
  const latencyMs = { p50: 1, p99: 2 + paddingMs, p999: 3, max: 4 };
  const sample = {
    requestsPerSecond,
    recordsPerSecond: requestsPerSecond,
    megabytesPerSecond: 1,
    latencyMs,
    brokerCores: 0,
    driverCores: 0,
    otherCores: 0,
    brokerResidentMebibytes: 0,
    diskMegabytesPerSecond: 0,
  };
  const brokers = [{ name: 'Odradek', kind: 'odradek', samples: [sample] }] as const;
  return { paddingMs, works: [{ name: 'w4', work: WORK, brokers }] };
}

test('several paddings have a curve and the tables of each, one level below', () => {
  const lines = paddingReport([measured(0, 5000), measured(2, 400)]).split('\n');
  assert.deepEqual(lines.slice(0, 3), [
    '| requests/s, p99 | broker | not padded | 2 ms |',
    '| --- | --- | --- | --- |',
    '| w4 | Odradek | 5,000, 2.0 ms | 400, 4.0 ms |',
  ]);
  const headings = lines.filter((line) => line.startsWith('#'));
  assert.deepEqual(headings, [
    '### Syncs as they are',
    '#### w4: single records of 100 B, 1 connection with 1 in flight, 1 partition',
    '### Syncs of at least 2 ms',
    '#### w4: single records of 100 B, 1 connection with 1 in flight, 1 partition',
  ]);
});

test('without padding there are only the tables', () => {
  assert.match(paddingReport([measured(0, 5000)]), /^### w4/);
  assert.match(paddingReport([measured(10, 50)]), /^### Syncs of at least 10 ms\n\n### w4/);
});

test('only headings become deeper', () => {
  assert.equal(oneLevelDeeper('# a\nb # c\n### d'), '## a\nb # c\n#### d');
});
