import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Acknowledgements } from './acknowledgements.ts';

function acknowledgements(...lines: readonly string[]): Acknowledgements {
  const result = new Acknowledgements();
  for (const line of lines) result.add(line);
  return result;
}

describe('acknowledgements', () => {
  const two = ['ack 0 0 0', 'ack 0 1 1', 'sent 0 2'];

  test('of all records in order are right', () => {
    acknowledgements(...two).judge(0, ['0 0', '1 1']);
  });

  test('are counted over partitions', () => {
    assert.equal(acknowledgements('ack 0 0 0', 'ack 1 0 0', 'failed 1 1 lost').count, 2);
  });

  test('say where a log must not end before', () => {
    assert.equal(acknowledgements('ack 0 0 4', 'ack 0 1 5', 'ack 1 0 9').endOf(0), 6);
  });

  test('of a record that is not there are found', () => {
    assert.throws(() => acknowledgements(...two).judge(0, ['0 0']), /1 records of 2/);
  });

  test('of a record that is there twice are found', () => {
    assert.throws(
      () => acknowledgements(...two).judge(0, ['0 0', '1 0', '2 1']),
      /"1 0" for "1 1"/,
    );
  });

  test('of records in another order are found', () => {
    assert.throws(() => acknowledgements(...two).judge(0, ['0 1', '1 0']), /"0 1" for "0 0"/);
  });

  test('at another offset are found', () => {
    assert.throws(() => acknowledgements(...two).judge(0, ['5 0', '6 1']), /"5 0" for "0 0"/);
  });

  test('that never came are found', () => {
    const one = acknowledgements('ack 0 0 0', 'sent 0 2');
    assert.throws(() => one.judge(0, ['0 0', '1 1']), /1 of 2 acknowledged/);
  });

  test('that were refused are found', () => {
    const failed = acknowledgements('ack 0 0 0', 'failed 0 1 out of order', 'sent 0 2');
    assert.throws(() => failed.judge(0, ['0 0']), /1 failed, 1: out of order/);
  });
});
