import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { OUT_OF_RANGE_INT64 } from '@odradek/base';

import { compressionName, compressionTypeFromName } from '../compression/compression-type.ts';
import { loadCompression } from '../compression/compression.ts';
import {
  endTransactionMarkerBatch,
  controlTypeOf,
  readEndTransactionMarker,
} from './control-record.ts';
import { classifyRecords, isLegacyCrcValid, legacyRecordsOf } from './legacy-message-set.ts';
import {
  emptyRecordBatch,
  RecordBatchBuilder,
  type RecordBatchOptions,
} from './record-batch-builder.ts';
import {
  compressionTypeOf,
  deleteHorizonOf,
  isControl,
  isTransactional,
  lastOffsetOf,
  readRecordBatchHeader,
  sizeInBytesOf,
  timestampTypeOf,
} from './record-batch-header.ts';
import { batchesIn, checkBatch, isCrcValid } from './record-batch.ts';
import { type BatchRecord, recordsOf } from './records.ts';

/** An int64 beyond ±(2^53-1) is a decimal string. */
type Int64 = number | string;

interface FixtureRecord {
  readonly offset: Int64;
  readonly timestamp: Int64;
  readonly sequence: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly (readonly [string, string | null])[];
}

interface FixtureBatch {
  readonly baseOffset: Int64;
  readonly lastOffset: Int64;
  readonly partitionLeaderEpoch: number;
  readonly attributes: number;
  readonly crc: number;
  readonly baseTimestamp: Int64;
  readonly maxTimestamp: Int64;
  readonly producerId: Int64;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly count: number;
  readonly compression: string;
  readonly timestampType: string;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly deleteHorizonMs: Int64 | null;
}

interface BatchFixture {
  readonly case: string;
  readonly codec: string;
  readonly bytes: string;
  readonly batch: FixtureBatch;
  readonly records: readonly FixtureRecord[];
}

interface MessageSetFixture {
  readonly case: string;
  readonly magic: number;
  readonly codec: string;
  readonly bytes: string;
  readonly batches: readonly { readonly records: readonly FixtureRecord[] }[];
}

const FOLDER: URL = new URL('../../testdata/kafka-4.3.1/', import.meta.url);

function readLines(name: string): unknown[] {
  const text = gunzipSync(readFileSync(new URL(name, FOLDER))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

/** What an int64 is in our API. */
function int64(value: Int64): number {
  if (typeof value === 'number') return value;
  return value.startsWith('-') ? -OUT_OF_RANGE_INT64 : OUT_OF_RANGE_INT64;
}

function bytesOf(base64: string | null): Buffer | null {
  return base64 === null ? null : Buffer.from(base64, 'base64');
}

function textOf(bytes: Buffer | null): string | null {
  return bytes === null ? null : bytes.toString('base64');
}

function fixtureRecordOf(record: BatchRecord): FixtureRecord {
  return {
    offset: record.offset,
    timestamp: record.timestamp,
    sequence: record.sequence,
    key: textOf(record.key),
    value: textOf(record.value),
    headers: record.headers.map(({ key, value }) => [
      Buffer.from(key).toString('base64'),
      textOf(value),
    ]),
  };
}

function expectedRecord(record: FixtureRecord): FixtureRecord {
  return { ...record, offset: int64(record.offset), timestamp: int64(record.timestamp) };
}

function optionsOf({ batch, codec }: BatchFixture): RecordBatchOptions {
  const timestamp = int64(batch.maxTimestamp);
  return {
    baseOffset: int64(batch.baseOffset),
    lastOffset: int64(batch.lastOffset),
    partitionLeaderEpoch: batch.partitionLeaderEpoch,
    producerId: BigInt(batch.producerId),
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    isTransactional: batch.isTransactional,
    isControl: batch.isControl,
    compression: compressionTypeFromName(codec),
    ...(batch.timestampType === 'LogAppendTime' ? { logAppendTime: timestamp } : {}),
    ...(batch.deleteHorizonMs === null ? {} : { deleteHorizon: int64(batch.deleteHorizonMs) }),
  };
}

/** Whether all that we would write is known as exact numbers. */
function isExact({ batch, records }: BatchFixture): boolean {
  const values = [batch.baseOffset, batch.lastOffset, batch.baseTimestamp, batch.maxTimestamp];
  const ofRecords = records.flatMap(({ offset, timestamp }) => [offset, timestamp]);
  return [...values, ...ofRecords].every((value) => typeof value === 'number');
}

/** The batch as our builder makes it from the records that Kafka read. */
function rebuild(fixture: BatchFixture): Buffer {
  const { batch, records } = fixture;
  if (batch.count === 0) {
    return emptyRecordBatch({
      baseOffset: int64(batch.baseOffset),
      lastOffset: int64(batch.lastOffset),
      maxTimestamp: int64(batch.maxTimestamp),
      timestampType: batch.timestampType === 'LogAppendTime' ? 'LogAppendTime' : 'CreateTime',
      producerId: BigInt(batch.producerId),
      producerEpoch: batch.producerEpoch,
      baseSequence: batch.baseSequence,
      partitionLeaderEpoch: batch.partitionLeaderEpoch,
      isTransactional: batch.isTransactional,
      isControl: batch.isControl,
    });
  }
  const builder = new RecordBatchBuilder({ ...optionsOf(fixture), bytesInitial: 1 });
  for (const record of records) {
    builder.append({
      offset: int64(record.offset),
      // What the records said before the broker's time took its place is in the base timestamp.
      timestamp: int64(record.timestamp),
      key: bytesOf(record.key),
      value: bytesOf(record.value),
      headers: record.headers.map(([key, value]) => ({
        key: Buffer.from(key, 'base64').toString('utf8'),
        value: bytesOf(value),
      })),
    });
  }
  return builder.build();
}

await loadCompression();
const fixtures = readLines('record-batches.jsonl.gz') as BatchFixture[];
const messageSets = readLines('message-sets.jsonl.gz') as MessageSetFixture[];

test('there are fixtures of every codec', () => {
  const codecs = new Set(fixtures.map((fixture) => fixture.codec));
  assert.deepEqual(codecs, new Set(['none', 'gzip', 'snappy', 'lz4', 'zstd']));
  assert.ok(fixtures.length >= 100);
  assert.ok(messageSets.length >= 40);
});

test('the header of every batch of Kafka is read as Kafka reads it', () => {
  for (const { case: name, codec, bytes, batch } of fixtures) {
    const header = readRecordBatchHeader(Buffer.from(bytes, 'base64'));
    const ours = {
      baseOffset: header.baseOffset,
      lastOffset: lastOffsetOf(header),
      partitionLeaderEpoch: header.partitionLeaderEpoch,
      attributes: header.attributes,
      crc: header.crc,
      baseTimestamp: header.baseTimestamp,
      maxTimestamp: header.maxTimestamp,
      producerId: header.producerId,
      producerEpoch: header.producerEpoch,
      baseSequence: header.baseSequence,
      count: header.recordsCount,
      compression: compressionName(compressionTypeOf(header.attributes)),
      timestampType: timestampTypeOf(header.attributes),
      isTransactional: isTransactional(header.attributes),
      isControl: isControl(header.attributes),
      deleteHorizonMs: deleteHorizonOf(header) ?? null,
    };
    const theirs = {
      ...batch,
      baseOffset: int64(batch.baseOffset),
      lastOffset: int64(batch.lastOffset),
      baseTimestamp: int64(batch.baseTimestamp),
      maxTimestamp: int64(batch.maxTimestamp),
      producerId: BigInt(batch.producerId),
    };
    for (const [field, value] of Object.entries(ours)) {
      const expected = theirs[field as keyof typeof ours];
      assert.equal(value, expected, `${field} of ${name} ${codec}`);
    }
    assert.equal(sizeInBytesOf(header), Buffer.from(bytes, 'base64').length);
  }
});

test('every batch of Kafka has the checksum that we compute', () => {
  for (const { bytes } of fixtures) {
    const batch = Buffer.from(bytes, 'base64');
    assert.ok(isCrcValid(batch));
    checkBatch(batch);
    assert.equal(classifyRecords(batch), 'v2');
  }
});

test('the records of every batch of Kafka are read as Kafka reads them', () => {
  for (const { case: name, codec, bytes, records } of fixtures) {
    const ours = recordsOf(Buffer.from(bytes, 'base64')).map(fixtureRecordOf);
    assert.deepEqual(ours, records.map(expectedRecord), `${name} ${codec}`);
  }
});

test('an uncompressed batch that is built of the same records has the same bytes', () => {
  let count = 0;
  for (const fixture of fixtures) {
    if (fixture.codec !== 'none' || !isExact(fixture)) continue;
    // Kafka put its own time over the records' times, which are gone.
    if (fixture.case === 'log-append-time') continue;
    assert.equal(rebuild(fixture).toString('base64'), fixture.bytes, fixture.case);
    count++;
  }
  assert.ok(count >= 20, `${count} batches`);
});

test('a compressed batch that is built of the same records is read as the same records', () => {
  for (const fixture of fixtures) {
    if (fixture.codec === 'none' || !isExact(fixture)) continue;
    const batch = rebuild(fixture);
    checkBatch(batch);
    const ours = recordsOf(batch).map(fixtureRecordOf);
    assert.deepEqual(ours, fixture.records, `${fixture.case} ${fixture.codec}`);
  }
});

test('control batches of Kafka are recognised, and our transaction markers are the same', () => {
  const types: Record<string, string> = {
    'commit-marker': 'COMMIT',
    'abort-marker': 'ABORT',
    'leader-change': 'LEADER_CHANGE',
    'snapshot-header': 'SNAPSHOT_HEADER',
    'snapshot-footer': 'SNAPSHOT_FOOTER',
    'kraft-version': 'KRAFT_VERSION',
    voters: 'KRAFT_VOTERS',
  };
  for (const { case: name, bytes, batch, records } of fixtures) {
    const control = Buffer.from(bytes, 'base64');
    assert.equal(controlTypeOf(control), types[name], name);
    const type = types[name];
    if (type !== 'COMMIT' && type !== 'ABORT') continue;
    const { coordinatorEpoch } = readEndTransactionMarker(bytesOf(records[0]!.value));
    const ours = endTransactionMarkerBatch({
      type,
      producerId: BigInt(batch.producerId),
      producerEpoch: batch.producerEpoch,
      coordinatorEpoch,
      timestamp: int64(batch.maxTimestamp),
      baseOffset: int64(batch.baseOffset),
      partitionLeaderEpoch: batch.partitionLeaderEpoch,
    });
    assert.equal(ours.toString('base64'), bytes, name);
  }
});

test('message sets of magic 0 and 1 are read as Kafka reads them', () => {
  for (const { case: name, magic, codec, bytes, batches } of messageSets) {
    const set = Buffer.from(bytes, 'base64');
    const split = batchesIn(set);
    assert.deepEqual([split.tail, split.bytesWhole], ['none', set.length]);
    assert.equal(classifyRecords(set), 'legacy');
    assert.equal(split.batches.length, batches.length, `${name} ${magic} ${codec}`);
    for (const [index, message] of split.batches.entries()) {
      assert.ok(isLegacyCrcValid(message));
      const ours = legacyRecordsOf(message).map(fixtureRecordOf);
      const theirs = batches[index]!.records.map(expectedRecord);
      assert.deepEqual(ours, theirs, `${name} magic ${magic} ${codec}`);
    }
  }
});
