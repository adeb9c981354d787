import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { CopiedPartition } from '../../storage-import/copy-partition.ts';
import type { ImportOutcome } from '../../storage-import/import-storage.ts';
import { importProgressText, importReportText } from './import-report.ts';

function copied(topic: string, partition: number, end: number, bytes: number): CopiedPartition {
  return {
    topic,
    partition,
    logStartOffset: 10,
    logEndOffset: end,
    recoveryPoint: end,
    known: { recoveryPoint: end, logStartOffset: 10, cleanerOffset: undefined },
    bytes,
    hasGaps: false,
    damages: [],
  };
}

const OUTCOME: ImportOutcome = {
  clusterId: 'MkU3OEVBNTcwNTJENDM2Qg',
  nodeId: 5,
  from: ['/a', '/b'],
  directory: '/data',
  topics: [
    {
      name: 'orders',
      partitionCount: 2,
      copied: [copied('orders', 0, 110, 1536), copied('orders', 1, 60, 512)],
    },
    { name: 'empty', partitionCount: 1, copied: [] },
  ],
  notices: [{ about: 'Metadata left out', items: ['ACLs (2)', 'client quotas (1)'] }],
};

test('the report has every topic, the sums, what was left out, and how to go on', () => {
  assert.equal(
    importReportText(OUTCOME),
    [
      'Took over node 5 of the cluster MkU3OEVBNTcwNTJENDM2Qg from /a, /b into /data.',
      '',
      'TOPIC     PARTITIONS  RECORDS  SIZE',
      'orders    2           150      2.0 KiB',
      'empty     1           0        0 bytes',
      '2 topics  3           150      2.0 KiB',
      '',
      'Metadata left out: ACLs (2), client quotas (1).',
      '',
      'Start a broker on it: odradek start --data /data --override node.id=5',
      '',
    ].join('\n'),
  );
});

test('node.id is named only where it is not the default', () => {
  const text = importReportText({ ...OUTCOME, nodeId: 1, notices: [] });
  assert.match(text, /\n\nStart a broker on it: odradek start --data \/data\n$/);
});

test('the command to go on with can be pasted, and one topic is one', () => {
  const text = importReportText({
    ...OUTCOME,
    directory: '/my data',
    topics: OUTCOME.topics.slice(0, 1),
  });
  assert.match(text, /odradek start --data '\/my data' --override/);
  assert.match(text, /\n1 topic +2 /);
});

test('progress is told in units that can be read', () => {
  const text = importProgressText({ bytes: 3 * 1024 ** 3, bytesTotal: 41.25 * 1024 ** 3 });
  assert.equal(text, 'Copied 3.0 GiB of 41.3 GiB.');
  assert.equal(
    importProgressText({ bytes: 12, bytesTotal: 1023 }),
    'Copied 12 bytes of 1023 bytes.',
  );
});
