import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import { defaultPartitionProduceResponse } from '@odradek/protocol/messages/00-produce';
import { SeededRandom } from '@odradek/base/testing';

import type { AppendCase } from './append-case.ts';
import { answerDifference, ComparedAnswers } from './compare-answers.ts';
import { Draw } from './draw.ts';
import type { Answer } from './produce-answers.ts';

const RECORDS = new Draw(new SeededRandom(1), 1_700_000_000_000).batch({}, { count: 3 });
const CASE: AppendCase = {
  check: 'any',
  variant: 'any',
  topic: 'plain',
  records: RECORDS,
  produceVersion: 9,
};
const ACCEPTED = { ...defaultPartitionProduceResponse, logStartOffset: 0 };
const REFUSED = {
  ...defaultPartitionProduceResponse,
  errorCode: ErrorCode.INVALID_RECORD,
  baseOffset: -1,
  recordErrors: [{ batchIndex: 1, batchIndexErrorMessage: 'no key' }],
};

function difference(kafka: readonly Answer[], odradek: readonly Answer[]): string | undefined {
  const [left, right] = [new ComparedAnswers(), new ComparedAnswers()];
  let last: string | undefined;
  kafka.forEach((answer, index) => {
    last = answerDifference(left.of(CASE, answer), right.of(CASE, odradek[index]));
  });
  return last;
}

test('error code, record errors, log start offset and whether there is an answer are compared', () => {
  assert.equal(difference([REFUSED], [REFUSED]), undefined);
  assert.match(
    difference([REFUSED], [ACCEPTED]) ?? '',
    /error: Kafka INVALID_RECORD, Odradek NONE/,
  );
  const other = { ...REFUSED, recordErrors: [{ batchIndex: 2, batchIndexErrorMessage: 'no key' }] };
  assert.match(difference([REFUSED], [other]) ?? '', /batchIndexes: Kafka \[1\], Odradek \[2\]/);
  assert.notEqual(difference([REFUSED], [{ ...REFUSED, logStartOffset: 0 }]), undefined);
  assert.notEqual(difference([ACCEPTED], [{ ...ACCEPTED, logAppendTimeMs: 5 }]), undefined);
  assert.equal(difference([REFUSED], [undefined]) === undefined, false);
});

test('the words of an error are not compared, that a record has some is', () => {
  const inOtherWords = { batchIndex: 1, batchIndexErrorMessage: 'the key is missing' };
  assert.equal(difference([REFUSED], [{ ...REFUSED, recordErrors: [inOtherWords] }]), undefined);
  const withoutWords = { batchIndex: 1, batchIndexErrorMessage: null };
  assert.notEqual(difference([REFUSED], [{ ...REFUSED, recordErrors: [withoutWords] }]), undefined);
});

test('what differs once does not move the offsets of what follows', () => {
  const next = { ...ACCEPTED, baseOffset: 3 };
  assert.equal(difference([ACCEPTED, next], [REFUSED, ACCEPTED]), undefined);
  assert.match(difference([ACCEPTED, next], [ACCEPTED, ACCEPTED]) ?? '', /baseOffset/);
});
