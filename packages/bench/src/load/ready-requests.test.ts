import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, crc32c } from '@odradek/base';
import {
  ApiKey,
  COMPRESSION_NAMES,
  loadCompression,
  readRecordBatchHeader,
  readRequestHeader,
} from '@odradek/protocol';
import { readProduceRequest } from '@odradek/protocol/messages/00-produce';

import { PRODUCE_WORKS, recordsIn } from './produce-work.ts';
import { readyBatch, ReadyRequests } from './ready-requests.ts';
import { SequencedBatch } from './sequenced-batch.ts';

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

test('the requests of an idempotent producer count the records of each partition', () => {
  const work = { recordBytes: 10, batchBytes: 50, connections: 1, inFlight: 2, partitions: 2 };
  const plain = readyBatch(work, 1);
  const requests = new ReadyRequests('orders', plain, 2, new SequencedBatch(plain, 7, 2));
  const sequences: number[][] = [[], []];
  for (let count = 0; count < 3000; count++) {
    const [slot, partition] = [count % 2, count % 3 === 0 ? 1 : 0];
    requests.setPartition(slot, partition);
    const frame = requests.slice(slot, 1);
    const batch = frame.subarray(frame.length - plain.length);
    const header = readRecordBatchHeader(batch, 0);
    assert.equal(header.crc, crc32c(batch.subarray(CRC_COVERS_FROM)));
    assert.deepEqual([header.producerId, header.producerEpoch], [7n, 0]);
    sequences[partition]?.push(header.baseSequence);
  }
  for (const found of sequences) {
    assert.deepEqual(
      found,
      found.map((_, index) => index * recordsIn(work)),
    );
  }
});

for (const [name, work] of Object.entries(PRODUCE_WORKS)) {
  test(`a batch of ${name} is valid, has its records and about its size`, async () => {
    await loadCompression();
    const batch = readyBatch(work, 1_700_000_000_000);
    const header = readRecordBatchHeader(batch, 0);
    assert.equal(header.recordsCount, recordsIn(work));
    assert.equal(header.crc, crc32c(batch.subarray(CRC_COVERS_FROM)));
    assert.equal(header.producerId, -1n);
    assert.equal(COMPRESSION_NAMES[header.attributes & 7], work.compression ?? 'none');
    const shares = work.compression === undefined ? [0.9, 1.1] : [0.2, 0.7];
    const [least = 0, most = 0] = shares.map((each) => {
      return each * Math.max(work.batchBytes, work.recordBytes);
    });
    assert(batch.length > least && batch.length < most + 100, `${batch.length}`);
  });
}
