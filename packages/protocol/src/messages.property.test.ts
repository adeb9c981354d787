import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, ByteWriter } from '@odradek/base';
import fc from 'fast-check';

import type { MessageCodec } from './codec/message-codec.ts';
import { MESSAGE_CODECS } from './generated/message-codecs.ts';
import { arbitraryMessage } from './testing/arbitrary-message.ts';
import { DECLARED_MESSAGES } from './testing/declared-message.ts';
import type { MessageValue } from './testing/kafka-json.ts';
import { fuzzMessages } from './testing/node/message-fuzzer.ts';
import { withNoise } from './testing/noise.ts';

const RUNS_PER_VERSION = Number(process.env['ODRADEK_PROPERTY_RUNS'] ?? 4);

function write(codec: MessageCodec, value: MessageValue, version: number): Buffer {
  const writer = new ByteWriter();
  codec.write(writer, value as never, version);
  const bytes = writer.toBuffer();
  assert.equal(writer.length, bytes.byteLength);
  return bytes;
}

function read(codec: MessageCodec, bytes: Buffer, version: number): MessageValue {
  const reader = new ByteReader(bytes);
  const value = codec.read(reader, version) as MessageValue;
  assert.equal(reader.remaining, 0, 'bytes are left');
  return value;
}

for (const codec of MESSAGE_CODECS) {
  const message = DECLARED_MESSAGES.get(codec.name);
  assert(message !== undefined);
  test(`${codec.name} of every version reads as it was written and is written the same again`, () => {
    for (let version = codec.versions.min; version <= codec.versions.max; version++) {
      const law = (value: MessageValue): void => {
        const bytes = write(codec, value, version);
        const decoded = read(codec, bytes, version);
        assert.deepEqual(decoded, value);
        assert.equal(write(codec, decoded, version).equals(bytes), true, 'other bytes');
        const noisy = withNoise(message, value, version);
        assert.deepEqual(read(codec, write(codec, noisy, version), version), value);
      };
      fc.assert(fc.property(arbitraryMessage(message, version), law), {
        numRuns: RUNS_PER_VERSION,
      });
    }
  });
}

const FUZZ_RUNS = Number(process.env['ODRADEK_FUZZ_RUNS'] ?? 20_000);
const FUZZ_SEED = Number(process.env['ODRADEK_FUZZ_SEED'] ?? Date.now() % 1_000_000);

test('a malformed message is refused as such or read as another, quickly and within its budget', (t) => {
  const report = fuzzMessages(FUZZ_SEED, FUZZ_RUNS, 1);
  t.diagnostic(JSON.stringify(report));
  assert.equal(report.values + report.errors, FUZZ_RUNS);
  assert(report.errors > FUZZ_RUNS / 4, `only ${report.errors} inputs were malformed`);
  assert(report.values > FUZZ_RUNS / 10, `only ${report.values} inputs were messages`);
  assert(report.heapBytesOverLimit <= 0, `${report.heapBytesOverLimit} bytes above the limit`);
  assert(report.decodeMsMax < 1000, `${report.decodeMsMax} ms`);
});
