import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, ZERO_UUID } from '@odradek/base';
import {
  defaultOffsetCommitValue,
  type OffsetCommitKey,
  type OffsetCommitValue,
  readOffsetCommitKey,
  readOffsetCommitValue,
} from '@odradek/protocol/messages/consumer-offsets';
import fc from 'fast-check';

import { recordBytesOf } from '../../testing/record-bytes.ts';
import { CommittedOffsetReader } from './committed-offset-reader.ts';
import { GROUP_RECORD_CODEC } from './group-record-codec.ts';

const LONG_NAME = 'n'.repeat(300);
const key: fc.Arbitrary<OffsetCommitKey> = fc.record({
  group: fc.constantFrom('', 'readers', 'writers', 'ein größerer', LONG_NAME),
  topic: fc.constantFrom('', 'orders', 'o', LONG_NAME),
  partition: fc.integer(),
});
const value: fc.Arbitrary<OffsetCommitValue> = fc.record({
  offset: fc.maxSafeNat(),
  leaderEpoch: fc.integer(),
  metadata: fc.oneof(fc.constantFrom('', 'some text', 'm'.repeat(200)), fc.string()),
  commitTimestamp: fc.maxSafeNat(),
  expireTimestamp: fc.constantFrom(-1, -1, -1, 5),
  topicId: fc.constantFrom(ZERO_UUID, 'irVaTqjnR_6V4NbkvTW-BA', 'RL2VWfA0RPOS63e0AHqfIQ'),
});

test('an offset that is read where it stands is what the codecs of the messages read', () => {
  const reader = new CommittedOffsetReader();
  const records = fc.array(fc.record({ key, value: fc.option(value) }), { maxLength: 20 });
  fc.assert(
    fc.property(records, (written) => {
      for (const record of written) {
        const bytes = recordBytesOf(GROUP_RECORD_CODEC.encode({ type: 'OffsetCommit', ...record }));
        const read = reader.read(bytes);
        if (read === undefined) continue;
        assert.deepEqual(read.key, readOffsetCommitKey(afterVersion(bytes.key), 0));
        assert.deepEqual(read.value, record.value === null ? null : readValue(bytes.value));
      }
    }),
  );
});

test('plain offsets are all read where they stand, and deletions', () => {
  const reader = new CommittedOffsetReader();
  for (const topicId of [ZERO_UUID, 'irVaTqjnR_6V4NbkvTW-BA']) {
    for (const plain of [null, { ...defaultOffsetCommitValue, offset: 7, topicId }]) {
      const record = {
        type: 'OffsetCommit',
        key: { group: 'g', topic: 't', partition: 3 },
      } as const;
      const bytes = recordBytesOf(GROUP_RECORD_CODEC.encode({ ...record, value: plain }));
      assert.deepEqual(reader.read(bytes), { ...record, value: plain });
    }
  }
});

/** All but the whole: what is cut off, and what goes on. */
function* damaged(bytes: Buffer): Iterable<Buffer> {
  for (let length = 0; length < bytes.byteLength; length++) yield bytes.subarray(0, length);
  yield Buffer.concat([bytes, Buffer.alloc(1)]);
}

test('what is cut off or goes on is not read', () => {
  const reader = new CommittedOffsetReader();
  const { key: wholeKey, value: wholeValue } = GROUP_RECORD_CODEC.encode({
    type: 'OffsetCommit',
    key: { group: 'readers', topic: 'orders', partition: 3 },
    value: { ...defaultOffsetCommitValue, offset: 7, topicId: 'irVaTqjnR_6V4NbkvTW-BA' },
  });
  const isRead = (ofKey: Buffer, ofValue: Buffer | null): boolean =>
    reader.read(recordBytesOf({ key: ofKey, value: ofValue })) !== undefined;
  const areAnyRead = (): boolean =>
    [...damaged(wholeKey)].some((ofKey) => isRead(ofKey, wholeValue)) ||
    [...damaged(wholeValue ?? Buffer.alloc(0))].some((ofValue) => isRead(wholeKey, ofValue));
  assert.equal(areAnyRead(), false);
  // The same again, when the names are those that were read last.
  assert.equal(isRead(wholeKey, wholeValue), true);
  assert.equal(areAnyRead(), false);
});

function afterVersion(bytes: Buffer | null): ByteReader {
  const reader = new ByteReader(bytes ?? assert.fail('there are bytes'));
  reader.readInt16();
  return reader;
}

function readValue(bytes: Buffer | null): OffsetCommitValue {
  const reader = new ByteReader(bytes ?? assert.fail('there are bytes'));
  return readOffsetCommitValue(reader, reader.readInt16());
}
