import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type LineFormat, parseLine } from './line-format.ts';

const PLAIN: LineFormat = { keySeparator: undefined, hasHeaders: false, nullValue: undefined };

function parse(text: string | Buffer, format: Partial<LineFormat> = {}) {
  return parseLine({ number: 7, bytes: Buffer.from(text) }, { ...PLAIN, ...format });
}

/** Buffers as text, to compare. */
function plain({ key, value, headers }: ReturnType<typeof parse>) {
  const text = (bytes: Buffer | string | null) => (bytes === null ? null : String(bytes));
  return [
    text(key),
    text(value),
    ...headers.map((header) => `${header.key}=${text(header.value)}`),
  ];
}

const bytes = (text: string): Buffer => Buffer.from(text);

test('without a format the line is the value', () => {
  assert.deepEqual(plain(parse('a:b\tc\r')), [null, 'a:b\tc\r']);
  assert.deepEqual(plain(parse('')), [null, '']);
});

test('bytes that are no UTF-8 stay as they are', () => {
  const binary = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
  assert.deepEqual(parse(binary).value, binary);
  const { key, value } = parse(Buffer.concat([binary, bytes('|'), binary]), {
    keySeparator: bytes('|'),
  });
  assert.deepEqual([key, value], [binary, binary]);
});

test('the first key separator divides key and value', () => {
  const keySeparator = bytes('::');
  assert.deepEqual(plain(parse('k::v::w', { keySeparator })), ['k', 'v::w']);
  assert.deepEqual(plain(parse('::v', { keySeparator })), ['', 'v']);
  assert.deepEqual(plain(parse('k::', { keySeparator })), ['k', '']);
});

test('a line without the key separator is refused with its number', () => {
  assert.throws(() => parse('v', { keySeparator: bytes('\t') }), {
    code: 'INVALID_RECORD',
    message: String.raw`Line 7 has no key separator "\t"; it and what follows was not sent.`,
  });
});

test('what stands for null is null as a key, a value and the value of a header, and only whole', () => {
  const format = { keySeparator: bytes(':'), nullValue: bytes('NUL') };
  assert.deepEqual(plain(parse('NUL:NUL', format)), [null, null]);
  assert.deepEqual(plain(parse('NULL:xNUL', format)), ['NULL', 'xNUL']);
  const headers = { hasHeaders: true, nullValue: bytes('NUL') };
  assert.deepEqual(plain(parse('a:NUL\tv', headers)), [null, 'v', 'a=null']);
});

test('nothing may stand for null', () => {
  assert.deepEqual(plain(parse('', { nullValue: bytes('') })), [null, null]);
});

test('headers come before a tab', () => {
  const headers = { hasHeaders: true };
  assert.deepEqual(plain(parse('a:1,b:,a:2:3\tv\tw', headers)), [
    null,
    'v\tw',
    'a=1',
    'b=',
    'a=2:3',
  ]);
  assert.deepEqual(plain(parse('é:ü\tv', headers)), [null, 'v', 'é=ü']);
});

test('the value of a header keeps bytes that are no UTF-8', () => {
  const line = Buffer.from([0x61, 0x3a, 0xff, 0xfe, 0x09, 0x76]);
  assert.deepEqual(parse(line, { hasHeaders: true }).headers[0]?.value, Buffer.from([0xff, 0xfe]));
});

test('a record without headers has nothing before the tab, or what Kafka prints', () => {
  assert.deepEqual(plain(parse('\tv', { hasHeaders: true })), [null, 'v']);
  assert.deepEqual(plain(parse('NO_HEADERS\tv', { hasHeaders: true })), [null, 'v']);
});

test('headers, key and value follow each other', () => {
  const format = { hasHeaders: true, keySeparator: bytes('\t') };
  assert.deepEqual(plain(parse('a:1\tk\tv', format)), ['k', 'v', 'a=1']);
});

test('headers that are none are refused with the number of the line', () => {
  assert.throws(() => parse('a:1', { hasHeaders: true }), /^KafkaError: Line 7 has no tab after/);
  assert.throws(
    () => parse('a:1,b\tv', { hasHeaders: true }),
    /^KafkaError: Line 7 has a header without ":", which is "b"/,
  );
});
