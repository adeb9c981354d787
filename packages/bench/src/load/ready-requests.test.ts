import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, crc32c } from '@odradek/base';
import { ApiKey, readRecordBatchHeader, readRequestHeader } from '@odradek/protocol';
import { readProduceRequest } from '@odradek/protocol/messages/00-produce';

import { PRODUCE_WORKS, recordsIn } from './produce-work.ts';
import { readyBatch, ReadyRequests } from './ready-requests.ts';

const [SIZE_BYTES, CRC_COVERS_FROM] = [4, 21];

test('each slot is a Produce request with its slot as correlation id and its own partition', () => {
  const work = { recordBytes: 10, batchBytes: 50, connections: 1, inFlight: 3, partitions: 100 };
  const batch = readyBatch(work, 1);
  const requests = new ReadyRequests('orders', batch, 3);
  for (let slot = 0; slot < 3; slot++) requests.setPartition(slot, 70 + slot);
  const bytes = requests.slice(1, 2);
  for (const slot of [1, 2]) {
    const at = (slot - 1) * requests.requestBytes;
    const frame = bytes.subarray(at, at + requests.requestBytes);
    assert.equal(frame.readInt32BE(0), frame.length - SIZE_BYTES);
    const reader = new ByteReader(frame.subarray(SIZE_BYTES));
    const header = readRequestHeader(reader);
    assert('api' in header && 'correlationId' in header);
    assert.equal(header.api.key, ApiKey.Produce);
    assert.equal(header.correlationId, slot);
    const { acks, topicData } = readProduceRequest(reader, header.apiVersion);
    assert.equal(acks, -1);
    assert.equal(topicData.length, 1);
    assert.equal(topicData[0]?.name, 'orders');
    assert.deepEqual(topicData[0].partitionData, [{ index: 70 + slot, records: batch }]);
  }
});

for (const [name, work] of Object.entries(PRODUCE_WORKS)) {
  test(`a batch of ${name} is valid, has its records and about its size`, () => {
    const batch = readyBatch(work, 1_700_000_000_000);
    const header = readRecordBatchHeader(batch, 0);
    assert.equal(header.recordsCount, recordsIn(work));
    assert.equal(header.crc, crc32c(batch.subarray(CRC_COVERS_FROM)));
    assert.equal(header.producerId, -1n);
    const least = Math.max(work.batchBytes, work.recordBytes) * 0.9;
    assert(batch.length > least && batch.length < least * 1.2 + 100, `${batch.length}`);
  });
}
