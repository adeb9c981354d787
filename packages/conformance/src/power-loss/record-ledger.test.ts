import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { type FoundPartition, judgePartition, PartitionLedger } from './record-ledger.ts';

/** A partition to which four records were sent, of which those at 0 to 2 were acknowledged. */
function fourSent(): PartitionLedger {
  const ledger = new PartitionLedger('p#');
  const keys = Array.from({ length: 4 }, () => ledger.nextKey());
  ledger.acknowledge(0, keys.slice(0, 1));
  ledger.acknowledge(1, keys.slice(1, 3));
  return ledger;
}

function found(start: number, ...keys: readonly string[]): FoundPartition {
  return {
    start,
    end: start + keys.length,
    keys: keys.map((key, index) => [start + index, key] as const),
  };
}

function judge(ledger: PartitionLedger, partition: FoundPartition) {
  const { lost, violations } = judgePartition(ledger, partition, 'p');
  return { lost, what: violations.join('; ') };
}

describe('a partition after a loss of power', () => {
  test('is right with what was acknowledged', () => {
    assert.deepEqual(judge(fourSent(), found(0, 'p#0', 'p#1', 'p#2')), { lost: 0, what: '' });
  });

  test('is right with what was sent and not acknowledged', () => {
    const all = found(0, 'p#0', 'p#1', 'p#2', 'p#3');
    assert.deepEqual(judge(fourSent(), all), { lost: 0, what: '' });
  });

  test('has lost what is missing at its end', () => {
    const { lost, what } = judge(fourSent(), found(0, 'p#0'));
    assert.equal(lost, 2);
    assert.match(what, /p: undefined at 1 for p#1; p: 2 acknowledged records lost/);
    assert.match(what, /ends at 1, a client saw 3/);
  });

  test('has lost what is at another offset', () => {
    assert.equal(judge(fourSent(), found(0, 'p#0', 'p#2', 'p#1')).lost, 2);
  });

  test('has lost what is missing at its start, unless its deletion was asked for', () => {
    const ledger = fourSent();
    assert.equal(judge(ledger, found(2, 'p#2')).lost, 2);
    ledger.deletedBefore = 2;
    assert.deepEqual(judge(ledger, found(2, 'p#2')), { lost: 0, what: '' });
    assert.equal(judge(ledger, found(0, 'p#0', 'p#1')).lost, 1);
  });

  test('is wrong if deleted records come back', () => {
    const ledger = fourSent();
    ledger.deletedBefore = 2;
    ledger.startAcknowledged = 2;
    assert.match(judge(ledger, found(1, 'p#1', 'p#2')).what, /starts at 1, deleted before 2/);
  });

  test('is wrong with a record that was never sent there', () => {
    assert.match(judge(new PartitionLedger('p#'), found(0, 'q#0')).what, /q#0 at 0 was never sent/);
    assert.match(
      judge(fourSent(), found(0, 'p#0', 'p#1', 'p#2', 'p#4')).what,
      /p#4 at 3 was never/,
    );
  });

  test('is wrong with a record twice', () => {
    const twice = found(0, 'p#0', 'p#1', 'p#2', 'p#1');
    assert.match(judge(fourSent(), twice).what, /p#1 is there twice, also at 3/);
  });

  test('is wrong with a gap, and with an end that is not behind its last record', () => {
    const gap: FoundPartition = { start: 0, end: 2, keys: [[1, 'p#0']] };
    assert.match(judge(new PartitionLedger('p#'), gap).what, /offset 1 follows -1/);
    const short = { ...found(0, 'p#0', 'p#1', 'p#2'), end: 5 };
    assert.match(judge(fourSent(), short).what, /the last record is 2, the end 5/);
  });

  test('is wrong if it ends before what a consumer was told', () => {
    const ledger = fourSent();
    ledger.endSeen = 4;
    assert.match(judge(ledger, found(0, 'p#0', 'p#1', 'p#2')).what, /ends at 3, a client saw 4/);
  });

  test('must keep what was read of it', () => {
    const ledger = fourSent();
    ledger.adopt(found(1, 'p#1', 'p#2', 'p#3'));
    assert.equal(judge(ledger, found(1, 'p#1', 'p#2')).lost, 1);
    assert.match(judge(ledger, found(0, 'p#0', 'p#1')).what, /starts at 0, deleted before 1/);
  });
});

test('two records at one offset are found when they are acknowledged', () => {
  assert.throws(() => fourSent().acknowledge(2, ['p#3']), /p#3 and p#2 have offset 2/);
});
