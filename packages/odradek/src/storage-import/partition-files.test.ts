import assert from 'node:assert/strict';
import { test } from 'node:test';

import { partitionFiles } from './partition-files.ts';

const [FIRST, SECOND, THIRD] = [0, 100, 250].map((offset) => String(offset).padStart(20, '0'));
const FILES = [FIRST, SECOND, THIRD].flatMap((base) =>
  ['index', 'log', 'snapshot', 'timeindex', 'txnindex'].map((type) => `${base}.${type}`),
);
const BESIDE = ['leader-epoch-checkpoint', 'partition.metadata'];

function plan(changes: Partial<Parameters<typeof partitionFiles>[0]>) {
  const names = [...FILES, ...BESIDE];
  const content = { names, recoveryPoint: 300, isCleanlyStopped: true };
  return partitionFiles({ ...content, ...changes });
}

test('after an orderly stop every file of a log is taken', () => {
  const { taken, leftOut, recoveryPoint } = plan({});
  assert.deepEqual(taken, [...FILES, ...BESIDE]);
  assert.deepEqual(leftOut, []);
  assert.equal(recoveryPoint, 300);
});

test('after a crash the indexes from the segment of the recovery point on are left out', () => {
  const { taken, leftOut, recoveryPoint } = plan({ isCleanlyStopped: false, recoveryPoint: 120 });
  assert.deepEqual(
    leftOut.map(({ name }) => name),
    [`${SECOND}.index`, `${SECOND}.timeindex`, `${THIRD}.index`, `${THIRD}.timeindex`],
  );
  assert.ok(taken.includes(`${SECOND}.txnindex`) && taken.includes(`${FIRST}.index`));
  assert.equal(recoveryPoint, 100, 'not behind a segment without its indexes');
});

test('after a crash without a recovery point all indexes are left out', () => {
  const { taken, recoveryPoint } = plan({ isCleanlyStopped: false, recoveryPoint: undefined });
  assert.equal(taken.filter((name) => /\.(?:time)?index$/.test(name)).length, 0);
  assert.equal(recoveryPoint, undefined);
});

test('a recovery point at the beginning of a segment stays', () => {
  assert.equal(plan({ isCleanlyStopped: false, recoveryPoint: 250 }).recoveryPoint, 250);
});

test('files that are no part of the log are left out with the reason', () => {
  const names = [
    `${FIRST}.log.deleted`,
    `${FIRST}.log.cleaned`,
    'leader-epoch-checkpoint.tmp',
    'x',
  ];
  assert.deepEqual(plan({ names }).leftOut, [
    { name: `${FIRST}.log.deleted`, reason: 'Kafka was about to delete it' },
    { name: `${FIRST}.log.cleaned`, reason: 'the log cleaner had not finished it' },
    { name: 'leader-epoch-checkpoint.tmp', reason: 'it was not finished' },
    { name: 'x', reason: 'it is no file of a log' },
  ]);
});
