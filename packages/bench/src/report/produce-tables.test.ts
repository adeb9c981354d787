import assert from 'node:assert/strict';
import { test } from 'node:test';

import { produceTables } from './produce-tables.ts';

function sample(requestsPerSecond: number, p99: number) {
  return {
    requestsPerSecond,
    recordsPerSecond: requestsPerSecond,
    megabytesPerSecond: requestsPerSecond / 1000,
    latencyMs: { p50: 1, p99, p999: 2 * p99, max: 9 },
    brokerCores: 0.5,
    driverCores: 0.25,
    otherCores: 0.125,
    brokerResidentMebibytes: 100,
    diskMegabytesPerSecond: 0,
  };
}

test('figures are medians, and ratios are those of samples of the same round', () => {
  const work = { recordBytes: 100, batchBytes: 1, connections: 1, inFlight: 1, partitions: 1 };
  const brokers = [
    {
      name: 'Odradek',
      kind: 'odradek',
      samples: [sample(3000, 1), sample(100, 2), sample(900, 3)],
    },
    { name: 'Kafka', kind: 'kafka', samples: [sample(1000, 4), sample(50, 4), sample(1800, 4)] },
  ] as const;
  const lines = produceTables([{ name: 'w4', work, brokers }]).split('\n');
  assert.deepEqual(lines, [
    '### w4: single records of 100 B, 1 connection with 1 in flight, 1 partition',
    '',
    '| broker | requests/s | records/s | MB/s | p50 ms | p99 ms | p99.9 ms | max ms | cores | CPU µs/record | driver | others | resident MiB |',
    `|${' --- |'.repeat(13)}`,
    '| Odradek | 900 | 900 | 0.9 | 1.00 | 2.00 | 4.00 | 9 | 0.50 | 555.56 | 0.25 | 0.13 | 100 |',
    '| Kafka | 1,000 | 1,000 | 1.0 | 1.00 | 4.00 | 8.00 | 9 | 0.50 | 500.00 | 0.25 | 0.13 | 100 |',
    '',
    '| in the same round | throughput | p99 | p99.9 | CPU per record |',
    `|${' --- |'.repeat(5)}`,
    '| Odradek / Kafka | **2.00** (1.25 to 2.50) | **0.50** (0.38 to 0.63) | **0.50** (0.38 to 0.63) | **0.50** (0.42 to 1.25) |',
  ]);
});

test('without a Kafka there are no ratios', () => {
  const work = {
    recordBytes: 1024,
    batchBytes: 16_384,
    connections: 4,
    inFlight: 5,
    partitions: 6,
  };
  const ours = { name: 'Odradek', kind: 'odradek', samples: [sample(1, 1)] } as const;
  const text = produceTables([{ name: 'w2', work, brokers: [ours] }]);
  assert.match(text, /^### w2: 1 KiB records in batches of 16 KiB, 4 connections with 5 in flight/);
  assert.doesNotMatch(text, /in the same round/);
});

test('readers and open loops have columns of their own, and what readers cost is a ratio', () => {
  const work = { recordBytes: 100, batchBytes: 1, connections: 1, inFlight: 1, partitions: 1 };
  const percentiles = { p50: 1, p99: 2, p999: 3, max: 4 };
  const alone = { ...sample(100, 2), latenessMs: percentiles, eventLoopMs: percentiles };
  const beside = { ...alone, latencyMs: { ...percentiles, p99: 3 }, readMegabytesPerSecond: 50 };
  const brokers = [
    { name: 'Odradek', kind: 'odradek', samples: [alone] },
    { name: 'Kafka', kind: 'kafka', samples: [sample(100, 4)] },
    { name: 'Odradek, read', kind: 'odradek', readersBeside: 'Odradek', samples: [beside] },
  ] as const;
  const text = produceTables([{ name: 'w4', work, requestsPerSecond: 1500, brokers }]);
  assert.match(text, /^### w4: single records .* 1,500 requests\/s offered\n/);
  const [, , , , row = ''] = text.split('\n').filter((line) => line.startsWith('|'));
  assert.match(row, /^\| Odradek, read \|.* 2\.0 \| 3\.0 \| 4 \|.*\| 50 \| 0 \|$/);
  const ratios = text.split('\n').filter((line) => line.includes(' / ') && line.includes('**'));
  assert.deepEqual(
    ratios.map((line) => line.split(' | ')[0]),
    ['| Odradek / Kafka', '| Odradek, read / Odradek'],
  );
  assert.match(ratios[1] ?? '', /\*\*1\.50\*\*/);
});
