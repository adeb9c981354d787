import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ConsumerRecord } from '@odradek/client';

import { recordJson } from './record-json.ts';
import { recordLine } from './record-line.ts';
import { RECORD_PARTS, type RecordPart } from './record-parts.ts';

const RECORD: ConsumerRecord = {
  topic: 'orders',
  partition: 1,
  offset: 42,
  timestamp: 1_795_271_287_281,
  timestampType: 'CreateTime',
  key: Buffer.from('key'),
  value: Buffer.from('hello'),
  headers: [
    { key: 'a', value: null },
    { key: 'b', value: Buffer.from('1') },
  ],
  leaderEpoch: 0,
};
const BARE: ConsumerRecord = { ...RECORD, key: null, value: null, headers: [] };
const BINARY = Buffer.from([0xff, 0x00, 0x0a, 0xc3]);

function line(
  record: ConsumerRecord,
  parts: readonly RecordPart[] = [],
  { separator = '\t', nullValue = '' } = {},
): string {
  const format = {
    parts: new Set(parts),
    separator: Buffer.from(separator),
    nullValue: Buffer.from(nullValue),
  };
  return Buffer.concat(recordLine(record, format)).toString('latin1');
}

test('a value is printed as it is, with a line feed', () => {
  assert.equal(line(RECORD), 'hello\n');
  assert.equal(line({ ...RECORD, value: BINARY }), `${BINARY.toString('latin1')}\n`);
});

test('the parts stand before the value as in the console consumer of Kafka 4.3.1', () => {
  assert.equal(
    line(RECORD, RECORD_PARTS),
    'CreateTime:1795271287281\tPartition:1\tOffset:42\ta:null,b:1\tkey\thello\n',
  );
  assert.equal(
    line(BARE, RECORD_PARTS, { nullValue: 'null' }),
    'CreateTime:1795271287281\tPartition:1\tOffset:42\tNO_HEADERS\tnull\tnull\n',
  );
});

test('only the parts asked for are printed', () => {
  assert.equal(line(RECORD, ['key']), 'key\thello\n');
  assert.equal(line(RECORD, ['key', 'offset']), 'Offset:42\tkey\thello\n');
});

test('what stands between the parts and for null can be chosen', () => {
  assert.equal(line(RECORD, ['key'], { separator: ' -> ' }), 'key -> hello\n');
  assert.equal(line(BARE, ['key'], { nullValue: 'NUL' }), 'NUL\tNUL\n');
  assert.equal(line(BARE), '\n');
});

test('a record has the type of its timestamp, or none', () => {
  const logAppendTime = { ...RECORD, timestampType: 'LogAppendTime' } as const;
  assert.equal(line(logAppendTime, ['timestamp']), 'LogAppendTime:1795271287281\thello\n');
  const none = { ...RECORD, timestampType: 'NoTimestampType', timestamp: -1 } as const;
  assert.equal(line(none, ['timestamp']), 'NO_TIMESTAMP\thello\n');
});

test('pieces of a line are views of the record', () => {
  const format = { parts: new Set<RecordPart>(), separator: BINARY, nullValue: BINARY };
  assert.equal(recordLine(RECORD, format)[0], RECORD.value);
});

test('a record in JSON has all there is, on one line', () => {
  const json = String(recordJson(RECORD));
  assert.equal(json.indexOf('\n'), json.length - 1);
  assert.deepEqual(JSON.parse(json), {
    topic: 'orders',
    partition: 1,
    offset: 42,
    timestamp: 1_795_271_287_281,
    timestampType: 'CreateTime',
    key: 'key',
    value: 'hello',
    headers: [
      { key: 'a', value: null },
      { key: 'b', value: '1' },
    ],
  });
});

test('in JSON null is null, and an empty value an empty text', () => {
  const { key, value, headers } = JSON.parse(String(recordJson(BARE)));
  assert.deepEqual([key, value, headers], [null, null, []]);
  assert.equal(JSON.parse(String(recordJson({ ...RECORD, value: Buffer.alloc(0) }))).value, '');
});

test('in JSON bytes that are no UTF-8 are base64, and say so', () => {
  const headers = [{ key: 'h', value: BINARY }];
  const parsed = JSON.parse(String(recordJson({ ...RECORD, key: BINARY, value: BINARY, headers })));
  const base64 = { base64: '/wAKww==' };
  assert.deepEqual([parsed.key, parsed.value, parsed.headers[0].value], [base64, base64, base64]);
});

test('in JSON a line feed, a zero byte and a line separator in text are escaped or text', () => {
  const value = Buffer.from('a\nb\0\u{2028}"\\');
  const json = String(recordJson({ ...RECORD, value }));
  assert.equal(json.trimEnd().includes('\n'), false);
  assert.equal(JSON.parse(json).value, value.toString());
});
