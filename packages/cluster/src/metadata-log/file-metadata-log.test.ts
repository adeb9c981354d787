import { ManualClock, SeededRandom } from '@odradek/base/testing';
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { METADATA_TOPIC_ID } from '@odradek/base';
import {
  batchesIn,
  isCrcValid,
  RecordBatchBuilder,
  readRecordBatchHeader,
  recordsOf,
} from '@odradek/protocol';
import { type LogConfig, LogManager, type PartitionLog, type StorageEvent } from '@odradek/storage';
import { MemoryFileSystem, testEndOfTurn, SMALL_JOURNAL } from '@odradek/storage/testing';

import { decodeMetadataRecord } from '../metadata-record/metadata-record.ts';
import { batchesOf, testMetadataLog, topicRecord } from '../testing/metadata-log-conformance.ts';
import { FileMetadataLog } from './file-metadata-log.ts';

const SEGMENT = '/data/__cluster_metadata-0/00000000000000000000.log';
const NOW = 1_767_225_600_000;

function managerOf(
  fileSystem: MemoryFileSystem,
  config: Partial<LogConfig> = {},
  report: (event: StorageEvent) => void = () => {},
): LogManager {
  return new LogManager({
    journal: SMALL_JOURNAL,
    random: new SeededRandom(1),
    fileSystem,
    endOfTurn: testEndOfTurn,
    clock: new ManualClock(),
    report,
    directories: ['/data'],
    config,
  });
}

function openLog(
  fileSystem: MemoryFileSystem,
  config: Partial<LogConfig> = {},
  logManager: LogManager = managerOf(fileSystem, config),
): Promise<PartitionLog> {
  const topic = '__cluster_metadata';
  return logManager.getOrCreate({ topic, topicId: METADATA_TOPIC_ID, partition: 0 });
}

async function openMetadataLog(fileSystem: MemoryFileSystem): Promise<FileMetadataLog> {
  const log = new FileMetadataLog(await openLog(fileSystem), () => NOW);
  await log.readAll(() => {});
  return log;
}

function append(log: FileMetadataLog, names: readonly string[], end = log.endOffset) {
  const records = names.map(topicRecord);
  return log.append({ controllerEpoch: 1, expectedEndOffset: end, records });
}

testMetadataLog('in a file', () => {
  const fileSystem = new MemoryFileSystem();
  return {
    open: () => openMetadataLog(fileSystem),
    failNextAppend: () => fileSystem.failLater({ operation: 'datasync' }),
  };
});

test('an append is one record batch of the format of KRaft, with the epoch of the controller', async () => {
  const fileSystem = new MemoryFileSystem();
  const log = await openMetadataLog(fileSystem);
  await log.append({
    controllerEpoch: 7,
    expectedEndOffset: 0,
    records: [topicRecord('a'), topicRecord('b')],
  });
  const { batches } = batchesIn(await fileSystem.readWhole(SEGMENT));
  assert.equal(batches.length, 1);
  const batch = batches[0] ?? Buffer.alloc(0);
  assert.equal(isCrcValid(batch), true);
  const header = readRecordBatchHeader(batch);
  assert.equal(header.baseOffset, 0);
  assert.equal(header.partitionLeaderEpoch, 7);
  assert.equal(header.producerId, -1n);
  assert.equal(header.maxTimestamp, NOW);
  const records = recordsOf(batch);
  assert.deepEqual(
    records.map(({ key, value }) => [key, value && decodeMetadataRecord(value)]),
    [
      [null, topicRecord('a')],
      [null, topicRecord('b')],
    ],
  );
});

test('a refused append writes nothing to the disk', async () => {
  const fileSystem = new MemoryFileSystem();
  const log = await openMetadataLog(fileSystem);
  await append(log, ['a']);
  const operations = fileSystem.operationsCount;
  await assert.rejects(append(log, ['b'], 0), {
    code: 'NOT_CONTROLLER',
    message: /epoch 1 expects the metadata log to end at 0, but it ends at 1 in epoch 1/,
  });
  assert.equal(fileSystem.operationsCount, operations);
});

test('an append is not resolved before it is synced', async () => {
  const fileSystem = new MemoryFileSystem();
  const log = await openMetadataLog(fileSystem);
  await append(log, ['a']);
  fileSystem.powerOffAfter(1);
  let isResolved = false;
  void append(log, ['b']).then(() => {
    isResolved = true;
  });
  for (let turns = 0; turns < 100; turns++) await Promise.resolve();
  assert.equal(isResolved, false);
  const reopened = await openMetadataLog(fileSystem.crash());
  assert.equal(reopened.endOffset >= 1, true);
});

test('a tail that a crash tore off loses only the operation that was not acknowledged', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const fileSystem = new MemoryFileSystem({ seed });
    const log = await openMetadataLog(fileSystem);
    await append(log, ['a', 'b']);
    await append(log, ['c']);
    fileSystem.powerOffAfter(seed % 3);
    void append(log, ['d', 'e', 'f']);
    for (let turns = 0; turns < 50; turns++) await Promise.resolve();
    const reopened = await openMetadataLog(fileSystem.crash());
    const batches = await batchesOf(reopened);
    const sizes = batches.map(({ records }) => records.length);
    assert.deepEqual(sizes.slice(0, 2), [2, 1]);
    assert.equal(sizes[2] ?? 3, 3, 'all of an operation or nothing');
    assert.equal(await append(reopened, ['g']), reopened.endOffset - 1);
  }
});

test('a record without a value is reported with its offset', async () => {
  const fileSystem = new MemoryFileSystem();
  const log = await openLog(fileSystem);
  const builder = new RecordBatchBuilder();
  builder.append({ timestamp: NOW, key: null, value: null });
  await new Promise<void>((resolve) => {
    log.append(builder.build(), { leaderEpoch: 1, onDurable: () => resolve() });
  });
  await assert.rejects(
    new FileMetadataLog(log, () => NOW).readAll(() => {}),
    {
      code: 'CORRUPT_MESSAGE',
      message: /offset 0 of the metadata log has no value/,
    },
  );
});

test('a file that cannot be closed is told by the log manager, and keeps nobody from closing', async () => {
  const failed: string[] = [];
  for (let after = 0; after < 10; after++) {
    const fileSystem = new MemoryFileSystem();
    const told: string[] = [];
    const logManager = managerOf(fileSystem, {}, ({ type }) => told.push(type));
    const log = new FileMetadataLog(await openLog(fileSystem, {}, logManager), () => NOW);
    await append(log, ['orders'], 0);
    const onFault = (_: string, path: string): number => failed.push(path);
    fileSystem.failLater({ operation: 'close', after, onFault });
    await log.close();
    await logManager.close();
    assert.equal(told.includes('log-directory-offline'), fileSystem.faultsToCome === 0);
  }
  assert.equal(failed.includes(SEGMENT), true);
});

test('a record that is damaged in a segment which recovery does not look into is told', async () => {
  const fileSystem = new MemoryFileSystem();
  const config = { segmentBytes: 150, recentBytesMax: 0 };
  const logManager = managerOf(fileSystem, config);
  const log = new FileMetadataLog(await openLog(fileSystem, config, logManager), () => NOW);
  for (const end of [0, 1, 2]) await append(log, ['orders'], end);
  // What the journal still has would be written again.
  await logManager.close();
  const checkpoint = Buffer.from('0\n1\n__cluster_metadata 0 3\n');
  await fileSystem.writeWhole('/data/recovery-point-offset-checkpoint', checkpoint);
  const file = await fileSystem.open(SEGMENT);
  const byte = (await file.read(70, 1))[0] ?? 0;
  await file.write(70, [Buffer.of(byte ^ 1)]);
  const reopened = new FileMetadataLog(await openLog(fileSystem, config), () => NOW);
  await assert.rejects(
    reopened.readAll(() => {}),
    {
      code: 'CORRUPT_MESSAGE',
      message: /__cluster_metadata-0 is damaged at offset 0: .*checksum.* Restore it/,
    },
  );
});
