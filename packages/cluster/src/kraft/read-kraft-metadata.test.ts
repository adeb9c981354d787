import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KraftFileBuilder, kraftRecord } from '../testing/kraft-file-builder.ts';
import { parseKraftSnapshotName } from './kraft-snapshot-name.ts';
import {
  type KraftMetadata,
  type KraftMetadataFiles,
  readKraftMetadata,
} from './read-kraft-metadata.ts';

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

function names({ image }: KraftMetadata): readonly string[] {
  return [...image.topics.all()].map(({ name }) => name);
}

function flipped(bytes: Buffer, position: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[position] = (copy[position] ?? 0) ^ 1;
  return copy;
}

function* partsOf(bytes: Buffer, size: number): Iterable<Buffer> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

test('the log is read from its beginning if there is no snapshot', async () => {
  const bytes = new KraftFileBuilder()
    .control('LEADER_CHANGE')
    .batch(kraftRecord.topic(ORDERS), kraftRecord.noOp())
    .bytes();
  const metadata = await read({ segments: [{ path: LOG, chunks: [bytes] }] });
  assert.deepEqual(names(metadata), ['orders']);
  assert.equal(metadata.endOffset, 3);
});

test('of the log only what stands behind the snapshot counts', async () => {
  const snapshot = KraftFileBuilder.snapshot(kraftRecord.topic(ORDERS));
  const first = new KraftFileBuilder(8).batch(kraftRecord.topic(ORDERS), kraftRecord.noOp());
  const second = new KraftFileBuilder(10).batch(kraftRecord.topic(ACCOUNTS));
  const metadata = await read({
    snapshot: { file: { path: SNAPSHOT, chunks: [snapshot] }, endOffset: 10 },
    segments: [
      { path: LOG, chunks: [first.bytes()] },
      { path: LOG, chunks: [second.bytes()] },
    ],
  });
  assert.deepEqual(names(metadata), ['orders', 'accounts']);
  assert.equal(metadata.endOffset, 11);
});

test('a batch that the snapshot contains in part is applied from there on', async () => {
  const bytes = new KraftFileBuilder(9)
    .batch(kraftRecord.topic(ORDERS), kraftRecord.topic(ACCOUNTS))
    .bytes();
  const snapshot = KraftFileBuilder.snapshot(kraftRecord.topic(ORDERS));
  const metadata = await read({
    snapshot: { file: { path: SNAPSHOT, chunks: [snapshot] }, endOffset: 10 },
    segments: [{ path: LOG, chunks: [bytes] }],
  });
  assert.deepEqual(names(metadata), ['orders', 'accounts']);
});

test('files are read in parts of any size', async () => {
  const snapshot = KraftFileBuilder.snapshot(kraftRecord.topic(ORDERS));
  const before = new KraftFileBuilder(4).batch(...Array.from({ length: 6 }, kraftRecord.noOp));
  const behind = new KraftFileBuilder(10).batch(kraftRecord.topic(ACCOUNTS), kraftRecord.noOp());
  const log = Buffer.concat([before.bytes(), behind.bytes(), Buffer.from('torn')]);
  for (let size = 1; size <= log.byteLength; size++) {
    const metadata = await read({
      snapshot: { file: { path: SNAPSHOT, chunks: partsOf(snapshot, size) }, endOffset: 10 },
      segments: [{ path: LOG, chunks: partsOf(log, size) }],
      isTornTailAllowed: true,
    });
    assert.deepEqual(names(metadata), ['orders', 'accounts'], `parts of ${size}`);
    assert.deepEqual([metadata.endOffset, metadata.tornBytes], [12, 4]);
  }
});

test('what is no batch at the end is no torn batch, however the file is read', async () => {
  const batch = new KraftFileBuilder().batch(kraftRecord.topic(ORDERS)).bytes();
  const log = Buffer.concat([batch, Buffer.alloc(30, 'x')]);
  for (let size = 1; size <= log.byteLength; size++) {
    const segments = [{ path: LOG, chunks: partsOf(log, size) }];
    await assert.rejects(read({ segments, isTornTailAllowed: true }), {
      code: 'CORRUPT_MESSAGE',
      message: new RegExp(`at byte ${batch.byteLength}: there is no record batch`),
    });
  }
});

test('what the snapshot contains is passed over by its header', async () => {
  const file = { path: SNAPSHOT, chunks: [KraftFileBuilder.snapshot()] };
  const old = flipped(new KraftFileBuilder(9).batch(kraftRecord.unknown(99, 0)).bytes(), 65);
  const behind = new KraftFileBuilder(10).batch(kraftRecord.topic(ORDERS)).bytes();
  for (const size of [1, 64, 1000]) {
    const metadata = await read({
      snapshot: { file: { ...file }, endOffset: 10 },
      segments: [{ path: LOG, chunks: partsOf(Buffer.concat([old, behind]), size) }],
    });
    assert.deepEqual(names(metadata), ['orders']);
    const torn = old.subarray(0, -1);
    await assert.rejects(
      read({
        snapshot: { file: { ...file }, endOffset: 10 },
        segments: [{ path: LOG, chunks: partsOf(torn, size) }],
      }),
      { message: new RegExp(`at byte 0: ${torn.byteLength} bytes follow`) },
    );
  }
});

test('a size that no batch of Kafka has is refused before so much is kept', async () => {
  const bytes = new KraftFileBuilder().batch(kraftRecord.noOp()).bytes();
  bytes.writeInt32BE(2 ** 30, 8);
  let taken = 0;
  function* chunks(): Iterable<Buffer> {
    for (; taken < 10; taken++) yield taken === 0 ? bytes : Buffer.alloc(1000);
  }
  await assert.rejects(read({ segments: [{ path: LOG, chunks: chunks() }] }), {
    code: 'CORRUPT_MESSAGE',
    message: /at byte 0: a record batch of 1073741836 bytes is none of Kafka/,
  });
  assert.equal(taken, 0);
});

test('a gap between the snapshot and the log is refused with path and offsets', async () => {
  const bytes = new KraftFileBuilder(12).batch(kraftRecord.topic(ACCOUNTS)).bytes();
  const file = { path: SNAPSHOT, chunks: [KraftFileBuilder.snapshot()] };
  await assert.rejects(
    read({ snapshot: { file, endOffset: 10 }, segments: [{ path: LOG, chunks: [bytes] }] }),
    {
      code: 'CORRUPT_MESSAGE',
      message:
        /000\.log cannot be read at byte 0: it goes on at offset 12, .* ends at 10\. .*restore/,
    },
  );
});

test('bootstrap.checkpoint counts only for a Kafka whose log has not begun', async () => {
  const bootstrap = {
    path: '/kafka/bootstrap.checkpoint',
    chunks: [
      KraftFileBuilder.snapshot(
        kraftRecord.feature({ name: 'metadata.version', featureLevel: 25 }),
      ),
    ],
  };
  const formatted = { path: SNAPSHOT, chunks: [KraftFileBuilder.snapshot()] };
  const fresh = await read({ bootstrap, snapshot: { file: formatted, endOffset: 0 } });
  assert.equal(fresh.image.features.level('metadata.version'), 25);
  const bytes = new KraftFileBuilder().batch(kraftRecord.topic(ORDERS)).bytes();
  const started = await read({ bootstrap, segments: [{ path: LOG, chunks: [bytes] }] });
  assert.equal(started.image.features.level('metadata.version'), 0);
});

test('a snapshot with a bit flipped is refused with path and byte, wherever the bit is', async () => {
  const bytes = KraftFileBuilder.snapshot(kraftRecord.topic(ORDERS));
  const footer = new KraftFileBuilder().control('SNAPSHOT_FOOTER').bytes().byteLength;
  for (const position of [8, 17, 70, 100, bytes.byteLength - footer + 17, bytes.byteLength - 1]) {
    const file = { path: SNAPSHOT, chunks: [flipped(bytes, position)] };
    await assert.rejects(read({ snapshot: { file, endOffset: 10 } }), {
      code: 'CORRUPT_MESSAGE',
      message: /0010-0000000001\.checkpoint cannot be read at byte \d+: /,
    });
  }
});

test('a snapshot that is cut off anywhere is refused', async () => {
  const bytes = KraftFileBuilder.snapshot(kraftRecord.topic(ORDERS));
  for (let size = 0; size < bytes.byteLength; size++) {
    const file = { path: SNAPSHOT, chunks: [bytes.subarray(0, size)] };
    await assert.rejects(read({ snapshot: { file, endOffset: 10 } }), {
      code: 'CORRUPT_MESSAGE',
      message: /checkpoint cannot be read at byte \d+: /,
    });
  }
});

test('a log that ends within a batch is refused, unless a crash may have done it', async () => {
  const first = new KraftFileBuilder().batch(kraftRecord.topic(ORDERS)).bytes();
  const second = new KraftFileBuilder(1).batch(kraftRecord.topic(ACCOUNTS)).bytes();
  const bytes = Buffer.concat([first, second.subarray(0, -1)]);
  const segments = [{ path: LOG, chunks: [bytes] }];
  await assert.rejects(read({ segments }), {
    code: 'CORRUPT_MESSAGE',
    message: new RegExp(`at byte ${first.byteLength}: ${second.byteLength - 1} bytes follow`),
  });
  const metadata = await read({ segments, isTornTailAllowed: true });
  assert.deepEqual(names(metadata), ['orders']);
  assert.equal(metadata.tornBytes, second.byteLength - 1);
  const more = { path: LOG, chunks: [second] };
  await assert.rejects(read({ segments: [...segments, more], isTornTailAllowed: true }), {
    code: 'CORRUPT_MESSAGE',
  });
});

test('records of a later Kafka are refused by name, with path and offset', async () => {
  const cases = [
    [kraftRecord.unknown(99, 0), /offset 1: record type 99 is not of Apache Kafka 4\.3 or earlier/],
    [kraftRecord.unknown(2, 5), /offset 1: version 5 of TopicRecord is not of/],
  ] as const;
  for (const [value, message] of cases) {
    const bytes = new KraftFileBuilder().batch(kraftRecord.noOp(), value).bytes();
    await assert.rejects(read({ segments: [{ path: LOG, chunks: [bytes] }] }), {
      code: 'ODRADEK_UNKNOWN_METADATA_RECORD',
      message,
    });
  }
});

test('records that contradict each other are refused with path and offset', async () => {
  const change = kraftRecord.partitionChange({
    topicId: ORDERS.topicId,
    partitionId: 0,
    leader: 1,
  });
  const bytes = new KraftFileBuilder().batch(kraftRecord.topic(ORDERS), change).bytes();
  await assert.rejects(read({ segments: [{ path: LOG, chunks: [bytes] }] }), {
    code: 'CORRUPT_MESSAGE',
    message: /byte 0, offset 1: orders-0 changes before it is there/,
  });
});

test('snapshots are known by their names', async () => {
  const name = '00000000000000000250-0000000003.checkpoint';
  assert.deepEqual(parseKraftSnapshotName(name), { endOffset: 250, epoch: 3 });
  for (const other of [`${name}.part`, `${name}.deleted`, 'bootstrap.checkpoint']) {
    assert.equal(parseKraftSnapshotName(other), undefined);
  }
});
