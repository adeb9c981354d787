import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compress, CompressionType, ErrorCode } from '@odradek/protocol';

import { RequestValidation } from './request-validation.ts';
import { batch, compressed, NOW, recordsBytes, validate } from './test-context.ts';
import type { RefusedRecords } from './validated-records.ts';
import type { LogValidatorOptions } from './validation-options.ts';

const NAMED_MAX = 4000;
const TEXT_BYTES_MAX: number = 512 * 1024;
const FAR_AHEAD: number = NOW + 10_000_000_000;

function refusalOf(records: Buffer, options: Partial<LogValidatorOptions>): RefusedRecords {
  const result = validate(records, options);
  assert(result.type === 'refused');
  return result;
}

function textBytes({ recordErrors }: RefusedRecords): number {
  return recordErrors.reduce((sum, error) => sum + (error.batchIndexErrorMessage?.length ?? 0), 0);
}

test('all batches of a request name 4,000 records, and each the first that is to blame', () => {
  const request = new RequestValidation();
  const keyless = batch({ count: 3000, key: null });
  const named = [1, 2, 3, 4].map(() => {
    const refused = refusalOf(Buffer.from(keyless), { request, isCompacted: true });
    assert.equal(refused.errorCode, ErrorCode.INVALID_RECORD);
    assert.match(refused.errorMessage, /^3000 of the records cannot be taken/);
    assert.equal(refused.recordErrors[0]?.batchIndex, 0);
    return refused.recordErrors.length;
  });
  assert.deepEqual(named, [3000, NAMED_MAX - 3000, 1, 1]);
});

test('the texts about records of a request have 512 KiB together, and no more are made', () => {
  const request = new RequestValidation();
  const early = batch({ count: 10_000, timestamp: FAR_AHEAD });
  const first = refusalOf(Buffer.from(early), { request });
  assert.equal(first.errorCode, ErrorCode.INVALID_TIMESTAMP);
  assert.ok(first.recordErrors.length > 2000 && first.recordErrors.length < NAMED_MAX);
  const longest = first.recordErrors[0]?.batchIndexErrorMessage?.length ?? 0;
  assert.ok(textBytes(first) >= TEXT_BYTES_MAX && textBytes(first) < TEXT_BYTES_MAX + longest);
  assert.equal(refusalOf(early, { request }).recordErrors.length, 1);
});

test('batches that are validated for themselves do not share what may be named', () => {
  for (let time = 0; time < 3; time++) {
    const refused = refusalOf(batch({ count: 3000, key: null }), { isCompacted: true });
    assert.equal(refused.recordErrors.length, 3000);
  }
});

test('the work on a request is what was inflated, its bound if that failed, and what was compressed', () => {
  const request = new RequestValidation();
  const records = recordsBytes(10);
  const gzip = compress(CompressionType.GZIP, records);
  const plain = batch({ count: 10 });
  assert.equal(validate(Buffer.from(plain), { request }).type, 'accepted');
  assert.equal(request.workBytes, 0);
  assert.equal(validate(compressed(1, gzip, 10), { request }).type, 'accepted');
  assert.equal(request.workBytes, records.byteLength);
  refusalOf(compressed(1, Buffer.from('no gzip')), { request, decompressedBytesMax: 5000 });
  assert.equal(request.workBytes, records.byteLength + 5000);
  validate(plain, { request, compressionType: CompressionType.GZIP });
  assert.equal(request.workBytes, records.byteLength + 5000 + plain.byteLength);
});

test('errors that were found elsewhere are named within the same bounds', () => {
  const request = new RequestValidation();
  const errors = Array.from({ length: 3000 }, (_, batchIndex) => ({
    batchIndex,
    batchIndexErrorMessage: 'no key',
  }));
  const named = [1, 2, 3].map(() => request.named(errors));
  assert.deepEqual(
    named.map(({ length }) => length),
    [3000, NAMED_MAX - 3000, 1],
  );
  assert.deepEqual(named[2], errors.slice(0, 1));
});
