import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  COMPRESSION_NAMES,
  CompressionType,
  compressionName,
  compressionTypeFromId,
  compressionTypeFromName,
} from './compression-type.ts';

test('ids and names of the codecs lead to each other', () => {
  for (const [id, name] of COMPRESSION_NAMES.entries()) {
    assert.equal(compressionTypeFromId(id), id);
    assert.equal(compressionName(compressionTypeFromName(name)), name);
  }
  assert.equal(compressionTypeFromName('zstd'), CompressionType.ZSTD);
});

test('an id that Kafka does not have is an unsupported compression type', () => {
  for (const id of [-1, 5, 6, 7, 1.5, Number.NaN]) {
    assert.throws(() => compressionTypeFromId(id), { code: 'UNSUPPORTED_COMPRESSION_TYPE' });
  }
});

test('a name that Kafka does not have is an invalid configuration', () => {
  for (const name of ['', 'GZIP', 'producer', 'constructor']) {
    assert.throws(() => compressionTypeFromName(name), { code: 'INVALID_CONFIG' });
  }
});
