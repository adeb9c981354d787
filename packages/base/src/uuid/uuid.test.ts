import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  METADATA_TOPIC_ID,
  uuidFromBytes,
  uuidFromRandomBytes,
  uuidToBytes,
  ZERO_UUID,
} from './uuid.ts';

test('the reserved ids are 0 and 1', () => {
  assert.equal(uuidFromBytes(Buffer.alloc(16)), ZERO_UUID);
  assert.deepEqual(uuidToBytes(METADATA_TOPIC_ID), Buffer.from('00'.repeat(15) + '01', 'hex'));
});

test('an id reads as it was written, for all bits', () => {
  for (let bit = 0; bit < 128; bit++) {
    const bytes = Buffer.alloc(16);
    bytes[bit >> 3] = 1 << (bit & 7);
    assert.deepEqual(uuidToBytes(uuidFromBytes(bytes)), bytes);
  }
});

test('only the first 16 bytes become an id', () => {
  assert.equal(uuidFromBytes(Buffer.alloc(20)), ZERO_UUID);
});

test('a text that is not the one form of an id raises an error that shows it', () => {
  const texts = [
    '',
    'AAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAB',
    'AAAAAAAAAAAAAAAAAAAAA=',
    'AAAAAAAAAAAAAAAAAAAA+A',
    ' AAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAA\n',
  ];
  for (const text of texts) {
    assert.throws(() => uuidToBytes(text), { code: 'ODRADEK_INVALID_UUID' }, JSON.stringify(text));
  }
  assert.throws(() => uuidToBytes('short'), { message: /^"short" is not a Kafka id/ });
});

test('a random id has the version and variant that Java gives it', () => {
  const bytes = uuidToBytes(uuidFromRandomBytes(Buffer.alloc(16, 0x11)) ?? '');
  assert.equal(bytes.toString('hex'), '11111111111141119111111111111111');
});

test('random bytes whose id would begin with a dash make none', () => {
  assert.equal(uuidFromRandomBytes(Buffer.alloc(16, 0xff))?.startsWith('_'), true);
  assert.equal(uuidFromRandomBytes(Buffer.from('fb'.repeat(16), 'hex')), undefined);
});

test('random bytes are not changed when an id is made of them', () => {
  const random = Buffer.alloc(16, 0xff);
  uuidFromRandomBytes(random);
  assert.deepEqual(random, Buffer.alloc(16, 0xff));
});
