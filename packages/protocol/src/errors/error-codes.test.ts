import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '@odradek/base';

import { kafkaVersions } from '../testing/node/kafka-fixtures.ts';
import { ErrorCode } from './error-code.ts';
import { ERROR_CODES, errorByCode, errorByName, errorOf } from './error-codes.ts';

/** The highest error code of Kafka 4.3.1; 134 to 136 came with 4.4. */
const HIGHEST_OF_KAFKA_4_3 = 133;

test('the error table has the codes, names and retriability of Kafka 4.3.1', () => {
  const ours = ERROR_CODES.filter((error) => error.code <= HIGHEST_OF_KAFKA_4_3);
  assert.deepEqual(
    ours.map(({ code, name, retriable, refreshes }) => ({
      code,
      name,
      retriable,
      invalidMetadata: refreshes === 'metadata',
    })),
    kafkaVersions().errors,
  );
});

test('only the three error codes of Kafka 4.4 come after those of 4.3.1, and none is left out', () => {
  assert.deepEqual(
    ERROR_CODES.map((error) => error.code),
    Array.from({ length: 138 }, (_, index) => index - 1),
  );
});

test('only the two errors about a coordinator make a client look for it again', () => {
  const names = ERROR_CODES.filter((error) => error.refreshes === 'coordinator');
  assert.deepEqual(
    names.map((error) => error.name),
    ['COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR'],
  );
});

test('every error code has a message of one sentence', () => {
  for (const { name, message } of ERROR_CODES) {
    assert.match(message, /^[A-Z].*[a-zA-Z)]\.$/, name);
    assert.equal(message.includes('. '), false, name);
  }
});

test('an error is found by its code and by its name', () => {
  const info = errorByCode(ErrorCode.NOT_LEADER_OR_FOLLOWER);
  assert.equal(info?.name, 'NOT_LEADER_OR_FOLLOWER');
  assert.equal(errorByName('NOT_LEADER_OR_FOLLOWER'), info);
  assert.equal(errorByCode(137), undefined);
  assert.equal(errorByCode(-2), undefined);
  assert.equal(errorByName('toString'), undefined);
});

test('an error code becomes a KafkaError with the name and retriability of the table', () => {
  const error = errorOf(ErrorCode.NOT_COORDINATOR);
  assert(error instanceof KafkaError);
  assert.equal(error.code, 'NOT_COORDINATOR');
  assert.equal(error.retriable, true);
  assert.equal(error.message, errorByName('NOT_COORDINATOR')?.message);
});

test('the error message of a response takes the place of the one of the table', () => {
  assert.equal(errorOf(ErrorCode.INVALID_CONFIG, 'No such key: x').message, 'No such key: x');
  assert.notEqual(errorOf(ErrorCode.INVALID_CONFIG, null).message, 'null');
});

test('an error code of a later Kafka is an unknown server error that names the code', () => {
  const error = errorOf(999);
  assert.equal(error.code, 'UNKNOWN_SERVER_ERROR');
  assert.equal(error.retriable, false);
  assert.match(error.message, /999/);
});

test('the error code NONE does not become an error', () => {
  assert.throws(() => errorOf(ErrorCode.NONE), { name: 'AssertionFailure' });
});
