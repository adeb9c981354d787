import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  controlRecordKey,
  ControlRecordType,
  controlTypeOf,
  endTransactionMarkerBatch,
  readControlRecordType,
  readEndTransactionMarker,
} from './control-record.ts';
import { emptyRecordBatch, RecordBatchBuilder } from './record-batch-builder.ts';
import { readRecordBatchHeader } from './record-batch-header.ts';
import { recordsOf } from './records.ts';

const INVALID = { code: 'INVALID_RECORD' };

test('the key of a control record tells its type', () => {
  for (const type of Object.keys(ControlRecordType) as (keyof typeof ControlRecordType)[]) {
    assert.equal(readControlRecordType(controlRecordKey(type)), type);
  }
  assert.equal(readControlRecordType(Buffer.from('00070001aabb', 'hex')), 'COMMIT');
  assert.equal(readControlRecordType(Buffer.from('00000007', 'hex')), 'UNKNOWN');
  assert.equal(readControlRecordType(Buffer.from('0000ffff', 'hex')), 'UNKNOWN');
});

test('a key or marker that is too short or of a negative version is invalid', () => {
  for (const key of [null, Buffer.alloc(3), Buffer.from('ffff0000', 'hex')]) {
    assert.throws(() => readControlRecordType(key), INVALID);
  }
  for (const value of [null, Buffer.alloc(5), Buffer.from('ffff00000000', 'hex')]) {
    assert.throws(() => readEndTransactionMarker(value), INVALID);
  }
});

test('a transaction marker carries its producer and no sequence', () => {
  const batch = endTransactionMarkerBatch({
    type: 'ABORT',
    producerId: 5n,
    producerEpoch: 6,
    coordinatorEpoch: 7,
    timestamp: 8,
    baseOffset: 9,
    partitionLeaderEpoch: 10,
  });
  const header = readRecordBatchHeader(batch);
  assert.equal(batch.length, 78);
  assert.deepEqual([header.producerId, header.producerEpoch], [5n, 6]);
  assert.deepEqual([header.baseSequence, header.attributes], [-1, 0x30]);
  assert.deepEqual([header.baseOffset, header.partitionLeaderEpoch], [9, 10]);
  const [record] = recordsOf(batch);
  assert.deepEqual(readEndTransactionMarker(record!.value), { coordinatorEpoch: 7 });
  assert.equal(controlTypeOf(batch), 'ABORT');
});

/** What Kafka 4.3.1 has in its log for a commit and an abort (transaction.version 2). */
const MARKERS_OF_KAFKA = [
  {
    type: 'COMMIT',
    producerId: 1n,
    baseOffset: 10,
    timestamp: 1795281338797,
    bytes:
      '000000000000000a0000004200000000026ab4597e003000000000000001a1ff1b41ad000001a1ff1b41ad0000' +
      '0000000000010001ffffffff000000012000000008000000010c00000000000000',
  },
  {
    type: 'ABORT',
    producerId: 2n,
    baseOffset: 12,
    timestamp: 1795281338957,
    bytes:
      '000000000000000c0000004200000000026a7ccd98003000000000000001a1ff1b424d000001a1ff1b424d0000' +
      '0000000000020001ffffffff000000012000000008000000000c00000000000000',
  },
] as const;

test('a transaction marker is what Kafka writes, byte for byte', () => {
  for (const { bytes, ...fields } of MARKERS_OF_KAFKA) {
    const marker = { ...fields, producerEpoch: 1, coordinatorEpoch: 0, partitionLeaderEpoch: 0 };
    assert.equal(endTransactionMarkerBatch(marker).toString('hex'), bytes);
  }
});

test('a batch of data or of no records tells no type', () => {
  const builder = new RecordBatchBuilder();
  builder.append({ timestamp: 1, key: controlRecordKey('COMMIT'), value: null });
  assert.equal(controlTypeOf(builder.build()), undefined);
  const emptied = emptyRecordBatch({
    baseOffset: 5,
    lastOffset: 5,
    maxTimestamp: 1,
    timestampType: 'CreateTime',
    producerId: 1n,
    producerEpoch: 0,
    baseSequence: -1,
    partitionLeaderEpoch: 0,
    isTransactional: true,
    isControl: true,
  });
  assert.equal(controlTypeOf(emptied), undefined);
});
