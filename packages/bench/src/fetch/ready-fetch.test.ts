import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, ByteWriter } from '@odradek/base';
import { ApiKey, readRequestHeader } from '@odradek/protocol';
import {
  defaultFetchableTopicResponse,
  defaultFetchResponse,
  defaultPartitionData,
  readFetchRequest,
  writeFetchResponse,
} from '@odradek/protocol/messages/01-fetch';

import { ReadyFetch } from './ready-fetch.ts';

const SIZE_BYTES = 4;
const VERSION = 11;

test('a ready request is a Fetch of that partition from that offset on', () => {
  const request = new ReadyFetch('orders').at(7, 2 ** 40);
  assert.equal(request.readInt32BE(0), request.length - SIZE_BYTES);
  const reader = new ByteReader(request.subarray(SIZE_BYTES));
  const header = readRequestHeader(reader);
  assert('api' in header && header.api.key === ApiKey.Fetch);
  const { topics, sessionEpoch } = readFetchRequest(reader, header.apiVersion);
  const [partition] = topics[0]?.partitions ?? [];
  assert.deepEqual([topics[0]?.topic, sessionEpoch], ['orders', -1]);
  assert.deepEqual([partition?.partition, partition?.fetchOffset], [7, 2 ** 40]);
});

test('errors and records are where an answer has them', () => {
  const records = Buffer.from('these are records');
  const writer = new ByteWriter();
  writer.writeInt32(0);
  writer.writeInt32(0);
  const partitions = [{ ...defaultPartitionData, partitionIndex: 7, errorCode: 9, records }];
  const responses = [{ ...defaultFetchableTopicResponse, topic: 'orders', partitions }];
  writeFetchResponse(writer, { ...defaultFetchResponse, errorCode: 5, responses }, VERSION);
  const answer = writer.toBuffer();
  const { errorCodesAt, recordsAt } = new ReadyFetch('orders');
  assert.deepEqual(
    errorCodesAt.map((at) => answer.readInt16BE(at)),
    [5, 9],
  );
  assert.equal(answer.subarray(recordsAt).toString(), records.toString());
});
