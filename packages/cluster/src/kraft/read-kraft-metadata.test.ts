import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KraftFileBuilder, kraftRecord } from '../testing/kraft-file-builder.ts';
import { parseKraftSnapshotName } from './kraft-snapshot-name.ts';
import { type KraftMetadataFiles, readKraftMetadata } from './read-kraft-metadata.ts';

const ORDERS = { name: 'orders', topicId: 'nVJ1aXJhhNRtqLQ5qqbdKw' };
const ACCOUNTS = { name: 'accounts', topicId: 'qkMHl9JkRFWwCoajL0Vntg' };
const LOG = '/kafka/__cluster_metadata-0/00000000000000000000.log';
const SNAPSHOT = '/kafka/__cluster_metadata-0/00000000000000000010-0000000001.checkpoint';

function read(files: Partial<KraftMetadataFiles>) {
  return readKraftMetadata({
    snapshot: undefined,
    segments: [],
    bootstrap: undefined,
    isTornTailAllowed: false,
    ...files,
  });
}

function names({ image }: ReturnType<typeof readKraftMetadata>): readonly string[] {
  return [...image.topics.all()].map(({ name }) => name);
}

function flipped(bytes: Buffer, position: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[position] = (copy[position] ?? 0) ^ 1;
  return copy;
}

test('the log is read from its beginning if there is no snapshot', () => {
  const bytes = new KraftFileBuilder()
    .control('LEADER_CHANGE')
    .batch(kraftRecord.topic(ORDERS), kraftRecord.noOp())
    .bytes();
  const metadata = read({ segments: [{ path: LOG, bytes }] });
  assert.deepEqual(names(metadata), ['orders']);
  assert.equal(metadata.endOffset, 3);
});

test('of the log only what stands behind the snapshot counts', () => {
  const snapshot = KraftFileBuilder.snapshot(kraftRecord.topic(ORDERS));
  const first = new KraftFileBuilder(8).batch(kraftRecord.topic(ORDERS), kraftRecord.noOp());
  const second = new KraftFileBuilder(10).batch(kraftRecord.topic(ACCOUNTS));
  const metadata = read({
    snapshot: { file: { path: SNAPSHOT, bytes: snapshot }, endOffset: 10 },
    segments: [
      { path: LOG, bytes: first.bytes() },
      { path: LOG, bytes: second.bytes() },
    ],
  });
  assert.deepEqual(names(metadata), ['orders', 'accounts']);
  assert.equal(metadata.endOffset, 11);
});

test('a batch that the snapshot contains in part is applied from there on', () => {
  const bytes = new KraftFileBuilder(9)
    .batch(kraftRecord.topic(ORDERS), kraftRecord.topic(ACCOUNTS))
    .bytes();
  const snapshot = KraftFileBuilder.snapshot(kraftRecord.topic(ORDERS));
  const metadata = read({
    snapshot: { file: { path: SNAPSHOT, bytes: snapshot }, endOffset: 10 },
    segments: [{ path: LOG, bytes }],
  });
  assert.deepEqual(names(metadata), ['orders', 'accounts']);
});

test('a gap between the snapshot and the log is refused with path and offsets', () => {
  const bytes = new KraftFileBuilder(12).batch(kraftRecord.topic(ACCOUNTS)).bytes();
  const file = { path: SNAPSHOT, bytes: KraftFileBuilder.snapshot() };
  assert.throws(
    () => read({ snapshot: { file, endOffset: 10 }, segments: [{ path: LOG, bytes }] }),
    {
      code: 'CORRUPT_MESSAGE',
      message:
        /000\.log cannot be read at byte 0: it goes on at offset 12, .* ends at 10\. .*restore/,
    },
  );
});

test('bootstrap.checkpoint counts only for a Kafka whose log has not begun', () => {
  const bootstrap = {
    path: '/kafka/bootstrap.checkpoint',
    bytes: KraftFileBuilder.snapshot(
      kraftRecord.feature({ name: 'metadata.version', featureLevel: 25 }),
    ),
  };
  const formatted = { path: SNAPSHOT, bytes: KraftFileBuilder.snapshot() };
  const fresh = read({ bootstrap, snapshot: { file: formatted, endOffset: 0 } });
  assert.equal(fresh.image.features.level('metadata.version'), 25);
  const bytes = new KraftFileBuilder().batch(kraftRecord.topic(ORDERS)).bytes();
  const started = read({ bootstrap, segments: [{ path: LOG, bytes }] });
  assert.equal(started.image.features.level('metadata.version'), 0);
});

test('a snapshot with a bit flipped is refused with path and byte, wherever the bit is', () => {
  const bytes = KraftFileBuilder.snapshot(kraftRecord.topic(ORDERS));
  const footer = new KraftFileBuilder().control('SNAPSHOT_FOOTER').bytes().byteLength;
  for (const position of [8, 17, 70, 100, bytes.byteLength - footer + 17, bytes.byteLength - 1]) {
    const file = { path: SNAPSHOT, bytes: flipped(bytes, position) };
    assert.throws(() => read({ snapshot: { file, endOffset: 10 } }), {
      code: 'CORRUPT_MESSAGE',
      message: /0010-0000000001\.checkpoint cannot be read at byte \d+: /,
    });
  }
});

test('a snapshot that is cut off anywhere is refused', () => {
  const bytes = KraftFileBuilder.snapshot(kraftRecord.topic(ORDERS));
  for (let size = 0; size < bytes.byteLength; size++) {
    const file = { path: SNAPSHOT, bytes: bytes.subarray(0, size) };
    assert.throws(() => read({ snapshot: { file, endOffset: 10 } }), {
      code: 'CORRUPT_MESSAGE',
      message: /checkpoint cannot be read at byte \d+: /,
    });
  }
});

test('a log that ends within a batch is refused, unless a crash may have done it', () => {
  const first = new KraftFileBuilder().batch(kraftRecord.topic(ORDERS)).bytes();
  const second = new KraftFileBuilder(1).batch(kraftRecord.topic(ACCOUNTS)).bytes();
  const bytes = Buffer.concat([first, second.subarray(0, -1)]);
  const segments = [{ path: LOG, bytes }];
  assert.throws(() => read({ segments }), {
    code: 'CORRUPT_MESSAGE',
    message: new RegExp(`at byte ${first.byteLength}: ${second.byteLength - 1} bytes follow`),
  });
  const metadata = read({ segments, isTornTailAllowed: true });
  assert.deepEqual(names(metadata), ['orders']);
  assert.equal(metadata.tornBytes, second.byteLength - 1);
  const more = { path: LOG, bytes: second };
  assert.throws(() => read({ segments: [...segments, more], isTornTailAllowed: true }), {
    code: 'CORRUPT_MESSAGE',
  });
});

test('records of a later Kafka are refused by name, with path and offset', () => {
  const cases = [
    [kraftRecord.unknown(99, 0), /offset 1: record type 99 is not of Apache Kafka 4\.3 or earlier/],
    [kraftRecord.unknown(2, 5), /offset 1: version 5 of TopicRecord is not of/],
  ] as const;
  for (const [value, message] of cases) {
    const bytes = new KraftFileBuilder().batch(kraftRecord.noOp(), value).bytes();
    assert.throws(() => read({ segments: [{ path: LOG, bytes }] }), {
      code: 'ODRADEK_UNKNOWN_METADATA_RECORD',
      message,
    });
  }
});

test('records that contradict each other are refused with path and offset', () => {
  const change = kraftRecord.partitionChange({
    topicId: ORDERS.topicId,
    partitionId: 0,
    leader: 1,
  });
  const bytes = new KraftFileBuilder().batch(kraftRecord.topic(ORDERS), change).bytes();
  assert.throws(() => read({ segments: [{ path: LOG, bytes }] }), {
    code: 'CORRUPT_MESSAGE',
    message: /byte 0, offset 1: orders-0 changes before it is there/,
  });
});

test('snapshots are known by their names', () => {
  const name = '00000000000000000250-0000000003.checkpoint';
  assert.deepEqual(parseKraftSnapshotName(name), { endOffset: 250, epoch: 3 });
  for (const other of [`${name}.part`, `${name}.deleted`, 'bootstrap.checkpoint']) {
    assert.equal(parseKraftSnapshotName(other), undefined);
  }
});
