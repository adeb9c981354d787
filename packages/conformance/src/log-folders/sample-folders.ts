import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sampleBatches } from '../record-batch/sample-batches.ts';
import { LogOnDisk, type LogOnDiskOptions } from './log-on-disk.ts';
import { ProducerWorkload } from './producer-workload.ts';

/** A partition folder that storage of ours writes. */
export interface SampleFolder {
  /** What is in it, or what it has been through. */
  readonly name: string;
  /** Writes it into a folder that does not exist yet. Resolves to where its log begins. */
  readonly write: (folder: string) => Promise<number>;
}

const SMALL_SEGMENTS: LogOnDiskOptions = { segmentBytes: 96 * 1024, indexIntervalBytes: 1024 };
const BATCHES = 150;

/** Folders with batches of all shapes, and folders that went through what changes logs. */
export const SAMPLE_FOLDERS: readonly SampleFolder[] = [
  { name: 'batches of every codec and shape', write: writeShapes },
  { name: 'segments by size', write: (folder) => writeWorkload(folder, 1, SMALL_SEGMENTS) },
  { name: 'segments by time', write: (folder) => writeWorkload(folder, 2, { segmentMs: 500 }) },
  {
    name: 'segments by full index',
    write: (folder) =>
      writeWorkload(folder, 3, { segmentIndexBytes: 120, indexIntervalBytes: 2000 }),
  },
  { name: 'transactions left open', write: writeOpenTransactions },
  { name: 'a crash and what was torn', write: writeCrashed },
  { name: 'a crash that lost the indexes', write: writeWithoutIndexes },
  { name: 'a truncation', write: writeTruncated },
  { name: 'a truncation of everything', write: writeTruncatedFully },
  { name: 'DeleteRecords', write: writeDeleted },
  { name: 'retention', write: writeRetained },
];

async function writeShapes(folder: string): Promise<number> {
  await using log = await LogOnDisk.open(folder);
  for (const { bytes } of await sampleBatches()) await log.append(bytes);
  const value = 'The same line again and again. '.repeat(100_000);
  await log.produce({ records: [{ timestamp: 1_767_225_600_000, key: 'large', value }] });
  await log.close();
  return 0;
}

async function writeWorkload(
  folder: string,
  seed: number,
  options: LogOnDiskOptions,
): Promise<number> {
  await using log = await LogOnDisk.open(folder, options);
  const workload = new ProducerWorkload(seed);
  await workload.append(log, BATCHES);
  await workload.end(log);
  assert.ok(log.log.segmentsCount >= 4, `${log.log.segmentsCount} segments`);
  await log.close();
  return 0;
}

async function writeOpenTransactions(folder: string): Promise<number> {
  await using log = await LogOnDisk.open(folder, SMALL_SEGMENTS);
  await new ProducerWorkload(4).append(log, BATCHES);
  assert.ok(log.log.lastStableOffset < log.log.highWatermark, 'a transaction is open');
  await log.close();
  return 0;
}

/** The files as `kill -9` leaves them, with half a batch at the end. */
async function writeCrashed(folder: string): Promise<number> {
  const running = `${folder}-running`;
  await using log = await LogOnDisk.open(running, SMALL_SEGMENTS);
  await new ProducerWorkload(5).append(log, BATCHES);
  const endOffset = log.log.logEndOffset;
  cpSync(running, folder, { recursive: true });
  await log.close();
  const last = join(folder, segmentsOf(folder).at(-1) ?? '');
  const batch = readFileSync(last).subarray(0, 100);
  appendFileSync(last, batch);

  await using reopened = await LogOnDisk.open(folder, SMALL_SEGMENTS);
  assert.deepEqual(
    reopened.events.map(({ type }) => type),
    ['tail-cut'],
  );
  assert.equal(reopened.log.logEndOffset, endOffset);
  await new ProducerWorkload(50).append(reopened, 20);
  await reopened.close();
  return 0;
}

async function writeWithoutIndexes(folder: string): Promise<number> {
  const complete = `${folder}-complete`;
  await writeWorkload(complete, 6, SMALL_SEGMENTS);
  cpSync(complete, folder, { recursive: true, filter: (path) => !path.endsWith('index') });
  await (await LogOnDisk.open(folder, SMALL_SEGMENTS)).close();
  for (const name of readdirSync(complete).filter((file) => file.endsWith('index'))) {
    assert.deepEqual(readFileSync(join(folder, name)), readFileSync(join(complete, name)), name);
  }
  return 0;
}

async function writeTruncated(folder: string): Promise<number> {
  await using log = await LogOnDisk.open(folder, SMALL_SEGMENTS);
  await new ProducerWorkload(7).append(log, BATCHES);
  const segments = log.log.segmentsCount;
  await log.log.truncateTo(Math.floor(log.log.logEndOffset / 2));
  assert.ok(log.log.segmentsCount < segments, 'segments are gone');
  log.leaderEpoch = 2;
  await new ProducerWorkload(70).append(log, 30);
  await log.close();
  return 0;
}

async function writeTruncatedFully(folder: string): Promise<number> {
  await using log = await LogOnDisk.open(folder, SMALL_SEGMENTS);
  await new ProducerWorkload(8).append(log, 50);
  await log.log.truncateFullyAndStartAt(5000);
  await new ProducerWorkload(9).append(log, 50);
  await log.close();
  return 5000;
}

async function writeDeleted(folder: string): Promise<number> {
  await using log = await LogOnDisk.open(folder, { ...SMALL_SEGMENTS, fileDeleteDelayMs: 0 });
  await new ProducerWorkload(10).append(log, BATCHES);
  const startOffset = Math.floor(log.log.logEndOffset / 2);
  await log.log.deleteRecordsBefore(startOffset);
  await new ProducerWorkload(11).append(log, 1);
  await log.close();
  assert.ok(Number.parseInt(segmentsOf(folder)[0] ?? '', 10) > 0, 'the first segments are gone');
  return startOffset;
}

async function writeRetained(folder: string): Promise<number> {
  const retentionBytes = 200_000;
  await using log = await LogOnDisk.open(folder, { ...SMALL_SEGMENTS, retentionBytes });
  await new ProducerWorkload(12).append(log, BATCHES);
  assert.ok((await log.log.deleteOldSegments()) > 0, 'the first segments are gone');
  const startOffset = log.log.logStartOffset;
  await log.close();
  return startOffset;
}

/** The segment files of a folder, in order. */
function segmentsOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .toSorted();
}
