import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CompressionType, RecordBatchBuilder, setPartitionLeaderEpoch } from '@odradek/protocol';

import { compareStored, type StoredComparison } from './compare-batches.ts';
import { withRightCrc } from './forged-batch.ts';

const SENT = { isStamped: false, isBuiltAnew: false };
const MAX_TIMESTAMP_AT = 35;

function batch(value: string, compressionLevel?: number): Buffer {
  const builder = new RecordBatchBuilder(
    compressionLevel === undefined ? {} : { compression: CompressionType.GZIP, compressionLevel },
  );
  builder.append({ timestamp: 1_700_000_000_000, key: 'k', value });
  return builder.build();
}

function typeOf(kafka: Buffer, odradek: Buffer, options = SENT): StoredComparison['type'] {
  return compareStored(kafka, odradek, options).type;
}

test('batches are equal whatever their leader epochs are', () => {
  const other = batch('v');
  setPartitionLeaderEpoch(other, 0, 7);
  assert.equal(typeOf(batch('v'), other), 'equal');
  assert.equal(typeOf(batch('v'), batch('w')), 'different');
});

test('the time of the append is masked where the broker stamps, and only there', () => {
  const other = batch('v');
  other.writeBigInt64BE(1_700_000_000_001n, MAX_TIMESTAMP_AT);
  withRightCrc(other);
  assert.equal(typeOf(batch('v'), other), 'different');
  assert.equal(typeOf(batch('v'), other, { ...SENT, isStamped: true }), 'equal');
});

test('a wrong checksum is a difference wherever it is', () => {
  const wrong = batch('v');
  wrong[20] = (wrong[20] ?? 0) ^ 1;
  const options = { isStamped: true, isBuiltAnew: true };
  assert.equal(typeOf(wrong, batch('v'), options), 'different');
  assert.equal(typeOf(batch('v'), wrong, options), 'different');
  assert.equal(typeOf(wrong, wrong, options), 'different');
});

test('batches that were built anew are inflated, and equal if their records are', () => {
  const text = Array.from({ length: 900 }, (_, index) => `${(index * 7919) % 1009}`).join('');
  const [quick, small] = [batch(text, 1), batch(text, 9)];
  assert.equal(typeOf(quick, small), 'different');
  const anew = { ...SENT, isBuiltAnew: true };
  assert.equal(typeOf(quick, small, anew), 'equal-inflated');
  assert.equal(typeOf(quick, batch(`${text}.`, 9), anew), 'different');
});
