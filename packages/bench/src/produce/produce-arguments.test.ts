import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readProduceArguments } from './produce-arguments.ts';
import { PRODUCE_SETS } from './produce-sets.ts';

test('overrides are settings of all of ours, and --also makes one more', () => {
  const { brokers } = readProduceArguments([
    '--override',
    'num.io.threads=1',
    '--also',
    'odradek.flush=os,flush.messages=5',
  ]);
  assert.deepEqual(
    brokers.map(({ kind, overrides }) => ({ kind, overrides })),
    [
      { kind: 'odradek', overrides: ['num.io.threads=1'] },
      {
        kind: 'odradek',
        overrides: ['num.io.threads=1', 'odradek.flush=os', 'flush.messages=5'],
      },
    ],
  );
});

test('what --also names again counts instead', () => {
  const { brokers } = readProduceArguments(['--override=a=1', '--override=b=2', '--also=b=3']);
  assert.deepEqual(
    brokers.map(({ overrides }) => overrides),
    [
      ['a=1', 'b=2'],
      ['a=1', 'b=3'],
    ],
  );
});

test('Kafka is measured as it comes and synced, or one of both', () => {
  const synced = ['log.flush.interval.messages=1'];
  for (const [against, overrides] of [
    ['kafka', [[], synced]],
    ['kafka-default', [[]]],
    ['kafka-synced', [synced]],
  ] as const) {
    const { brokers } = readProduceArguments(['--against', against]);
    const kafkas = brokers.filter(({ kind }) => kind === 'kafka');
    assert.deepEqual(
      kafkas.map((broker) => broker.overrides),
      overrides,
    );
  }
});

test('all five works are measured unless some are named', () => {
  assert.deepEqual(readProduceArguments([]).works, ['w1', 'w2', 'w3', 'w4', 'w5']);
  assert.deepEqual(readProduceArguments(['--work', 'w5,w1-4']).works, ['w5', 'w1-4']);
});

test('a wrong value is refused by the name of its option', () => {
  for (const [args, reason] of [
    [['--work', 'w1,w9'], /--work w9: there are w1, /],
    [['--against', 'tansu'], /--against tansu: it is kafka, /],
    [['--rounds', '0'], /--rounds 0: it is a number above 0/],
    [['--seconds', 'ten'], /--seconds ten: it is a number above 0/],
    [['--minutes', '0'], /--minutes 0: it is a number above 0/],
    [['--rate', 'all'], /--rate all: it is a number above 0/],
    [['--readers', 'some'], /--readers some: it is a number above 0/],
    [['--pad-sync', '2,'], /--pad-sync : it is a number of milliseconds/],
    [['--set', 'quick'], /--set quick: there are page-cache, /],
  ] as const) {
    assert.throws(() => readProduceArguments(args), reason);
  }
});

test('a set stands for arguments, of which those beside it count instead', () => {
  const asked = readProduceArguments(['--set', 'steady', '--minutes', '3', '--dir', '/data']);
  assert.equal(asked.section, 'produce steady');
  assert.deepEqual(asked.rates, [{ percent: 50, of: 'odradek' }]);
  assert.equal(asked.seconds, 180);
  assert.equal(asked.directory, '/data');
  assert.deepEqual(asked.works, ['w2']);
});

test('every set can be read', () => {
  for (const set of Object.keys(PRODUCE_SETS)) {
    const asked = readProduceArguments(['--set', set]);
    assert.equal(asked.section, `produce ${set}`);
    assert(asked.brokers.some(({ kind }) => kind === 'kafka'));
  }
});

test('readers read what is told, as fast as is told', () => {
  const { readers } = readProduceArguments(['--readers', '8', '--read-rate', '200']);
  assert.deepEqual(readers, { connections: 8, gibibytes: 4, megabytesPerSecond: 200 });
  assert.equal(readProduceArguments([]).readers, undefined);
});

test('rates are requests a second or shares of what Kafka takes', () => {
  assert.deepEqual(readProduceArguments(['--rate', '25%,75%,2000']).rates, [
    { percent: 25, of: 'kafka' },
    { percent: 75, of: 'kafka' },
    2000,
  ]);
  assert.deepEqual(readProduceArguments([]).rates, []);
});
