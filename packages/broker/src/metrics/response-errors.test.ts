import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import {
  defaultPartitionProduceResponse,
  defaultProduceResponse,
} from '@odradek/protocol/messages/00-produce';
import {
  defaultFetchableTopicResponse,
  defaultFetchResponse,
  defaultPartitionData,
} from '@odradek/protocol/messages/01-fetch';
import {
  defaultMetadataResponse,
  defaultMetadataResponsePartition,
  defaultMetadataResponseTopic,
} from '@odradek/protocol/messages/03-metadata';
import {
  defaultCreatableTopicResult,
  defaultCreateTopicsResponse,
} from '@odradek/protocol/messages/19-create-topics';

import { visitErrorCodes } from './response-errors.ts';

const { NONE, CORRUPT_MESSAGE, TOPIC_ALREADY_EXISTS, LEADER_NOT_AVAILABLE } = ErrorCode;

function errorsIn(apiKey: number, response: unknown): readonly number[] {
  const codes: number[] = [];
  visitErrorCodes(apiKey, response, (code) => codes.push(code));
  return codes;
}

test('a Produce response has an error code for each partition', () => {
  const partitionResponses = [NONE, CORRUPT_MESSAGE].map((errorCode) => ({
    ...defaultPartitionProduceResponse,
    errorCode,
  }));
  const responses = [{ name: 'orders', topicId: '', partitionResponses }];
  assert.deepEqual(errorsIn(0, { ...defaultProduceResponse, responses }), [NONE, CORRUPT_MESSAGE]);
});

test('a Fetch response has one of its own, and one for each partition', () => {
  const partitions = [{ ...defaultPartitionData, records: Buffer.from('errorCode') }];
  const responses = [{ ...defaultFetchableTopicResponse, partitions }];
  assert.deepEqual(errorsIn(1, { ...defaultFetchResponse, responses }), [NONE, NONE]);
  assert.deepEqual(errorsIn(1, defaultFetchResponse), [NONE]);
});

test('of Metadata topics and partitions count, as in Kafka', () => {
  const partition = { ...defaultMetadataResponsePartition, errorCode: LEADER_NOT_AVAILABLE };
  const topic = { ...defaultMetadataResponseTopic, partitions: [partition, partition] };
  const codes = errorsIn(3, { ...defaultMetadataResponse, topics: [topic] });
  assert.deepEqual(
    codes.toSorted((left, right) => left - right),
    [NONE, LEADER_NOT_AVAILABLE, LEADER_NOT_AVAILABLE],
  );
});

test('of any other response each error code counts, however deep', () => {
  const topics = [NONE, TOPIC_ALREADY_EXISTS].map((errorCode) => ({
    ...defaultCreatableTopicResult,
    errorCode,
  }));
  const codes = errorsIn(19, { ...defaultCreateTopicsResponse, topics });
  assert.deepEqual(codes, [NONE, TOPIC_ALREADY_EXISTS]);
});
