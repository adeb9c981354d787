import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError } from '@odradek/base';

import { DeliveryReport } from './delivery-report.ts';

const tooLarge = new KafkaError('MESSAGE_TOO_LARGE', 'The record is too large.');

test('records that were all acknowledged are no failure', () => {
  const report = new DeliveryReport();
  report.sent(5);
  report.delivered(5);
  assert.equal(report.failure(), undefined);
  assert.equal(report.hasFailed, false);
});

test('of several failures the first line is told, with what became of the others', () => {
  const report = new DeliveryReport();
  for (let line = 1; line <= 5; line++) report.sent(1);
  report.delivered(1);
  report.refused(1, 4, new KafkaError('NETWORK_EXCEPTION', 'Gone.'));
  report.refused(1, 2, tooLarge);
  report.refused(1, 3, new KafkaError('NETWORK_EXCEPTION', 'Gone.'));
  report.delivered(1);
  const failure = report.failure();
  assert.ok(failure instanceof KafkaError);
  assert.equal(failure.code, 'MESSAGE_TOO_LARGE');
  assert.equal(failure.cause, tooLarge);
  assert.equal(
    failure.message,
    'Line 2 was not acknowledged: MESSAGE_TOO_LARGE: The record is too large. ' +
      '2 records were acknowledged, 3 not.',
  );
});

test('a defect is not dressed up', () => {
  const report = new DeliveryReport();
  const defect = new TypeError('undefined is not a function');
  report.sent(1);
  report.refused(1, 1, defect);
  assert.equal(report.failure(), defect);
});

test('what is under way counts, also records without bytes, until it has settled', () => {
  const report = new DeliveryReport();
  assert.equal(report.pendingBytes, 0);
  report.sent(0);
  const emptyBytes = report.pendingBytes;
  assert.ok(emptyBytes > 0);
  report.sent(1000);
  assert.equal(report.pendingBytes, 2 * emptyBytes + 1000);
  report.delivered(0);
  report.refused(1000, 2, tooLarge);
  assert.equal(report.pendingBytes, 0);
});

test('who wants to end is told how many records are waited for, if any', () => {
  const report = new DeliveryReport();
  assert.equal(report.waitingNotice(), undefined);
  report.sent(1);
  assert.match(report.waitingNotice() ?? '', /^1 record .* is waited for; another Ctrl-C ends/);
  report.sent(1);
  assert.match(report.waitingNotice() ?? '', /^2 records .* are waited for; another Ctrl-C ends/);
});
