import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RecordCursor } from '@odradek/protocol';

import { offsetOfTimestamp, OrderRecords, timestampAt } from './order-records.ts';

test('the record of a timestamp is the first that has it or a later one', () => {
  const timestamps = Array.from({ length: 20_000 }, (_, offset) => timestampAt(offset));
  for (let offset = 0; offset < 10_000; offset += 37) {
    const timestamp = timestampAt(offset) + 1;
    const expected = timestamps.findIndex((other) => other >= timestamp);
    assert.equal(offsetOfTimestamp(timestamp), expected);
  }
});

test('records have the timestamps of their offsets and about 1,000 bytes, and fill their batches', () => {
  const records = new OrderRecords(1000);
  let baseOffset = 0;
  for (let count = 0; count < 50; count++) {
    const { batch, recordsCount } = records.batchAt(baseOffset);
    assert.equal(batch.byteLength > 14_000 && batch.byteLength <= 16_384, true);
    const cursor = new RecordCursor(batch);
    for (let delta = 0; cursor.next(); delta++) {
      const bytes = cursor.value?.byteLength ?? 0;
      assert.equal(cursor.timestamp, timestampAt(baseOffset + delta));
      assert.equal(bytes >= 960 && bytes <= 1100, true);
    }
    baseOffset += recordsCount;
  }
});
