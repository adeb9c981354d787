import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  baseOffsetAt,
  deleteHorizonOf,
  endTransactionMarkerBatch,
  lastOffsetAt,
  readRecordBatchHeader,
  RecordBatchBuilder,
  type RecordBatchOptions,
  recordsOf,
  setBaseOffset,
} from '@odradek/protocol';

import type { AbortedTransaction } from '../segment/transaction-index.ts';
import type { ActiveProducers } from './active-producers.ts';
import { BatchCleaning, type BatchCleaningOptions } from './batch-cleaning.ts';
import { CleanedTransactions } from './cleaned-transactions.ts';
import { OffsetMap } from './offset-map.ts';

const NOW = 10_000;
const DELETE_RETENTION_MS = 500;

/** A record by its key and value; `null` as a value is a tombstone. */
type KeyValue = readonly [key: string | null, value: string | null];

function batchAt(
  baseOffset: number,
  records: readonly KeyValue[],
  options: RecordBatchOptions = {},
): Buffer {
  const builder = new RecordBatchBuilder({ baseOffset, ...options });
  for (const [key, value] of records) builder.append({ timestamp: 100, key, value });
  return builder.build();
}

/** Of producer 7, whose last batch ends at an offset. */
function producersOf(
  entries: readonly { readonly epoch: number; readonly lastOffset?: number }[],
): ActiveProducers {
  const ends = entries.flatMap(({ lastOffset = -1 }) => [lastOffset, lastOffset]);
  return {
    producerIds: BigInt64Array.from(entries, () => 7n),
    epochs: Int16Array.from(entries, ({ epoch }) => epoch),
    lastDataOffsets: Float64Array.from(ends),
  };
}

interface Given extends Partial<BatchCleaningOptions> {
  /** The last offset of each key in the part of the log that is in the map. */
  readonly last?: Readonly<Record<string, number>>;
  /** Up to where the log is in the map; the default is everything. */
  readonly latestOffset?: number;
  readonly aborted?: readonly AbortedTransaction[];
}

function cleaningOf({
  last = {},
  latestOffset = 1000,
  aborted = [],
  ...options
}: Given = {}): BatchCleaning {
  const map = new OffsetMap({ bytesMax: 2400, loadFactor: 0.9, keysMax: 100, seed: 1 });
  for (const [key, offset] of Object.entries(last)) map.put(Buffer.from(key), offset);
  map.updateLatestOffset(latestOffset);
  return new BatchCleaning({
    map,
    transactions: new CleanedTransactions(aborted),
    producers: producersOf([]),
    now: NOW,
    deleteRetentionMs: DELETE_RETENTION_MS,
    decompressedBytesMax: undefined,
    onAborted: () => {},
    ...options,
  });
}

/** What stays of a batch: its records with their offsets, and its horizon if it has one. */
function left(batch: Buffer | undefined): readonly string[] | undefined {
  return (
    batch &&
    recordsOf(batch).map(({ offset, key, value }) => `${offset}:${String(key)}=${String(value)}`)
  );
}

function horizonOf(batch: Buffer | undefined): number | undefined {
  return batch && deleteHorizonOf(readRecordBatchHeader(batch));
}

test('of each key the record stays at its last offset, and those behind the map', () => {
  const batch = batchAt(10, [
    ['a', '1'],
    ['b', '2'],
    ['a', '3'],
    ['c', '4'],
  ]);
  const cleaning = cleaningOf({ last: { a: 12, b: 40, c: 50 }, latestOffset: 12 });
  const kept = cleaning.clean(batch, false);
  assert.deepEqual(left(kept), ['12:a=3', '13:c=4']);
  assert.deepEqual([baseOffsetAt(kept ?? batch, 0), lastOffsetAt(kept ?? batch, 0)], [10, 13]);
  assert.deepEqual([cleaning.recordsRead, cleaning.recordsWritten], [4, 2]);
});

test('a record of a key that the map does not have stays', () => {
  const batch = batchAt(10, [['a', '1']]);
  assert.equal(cleaningOf().clean(batch, false), batch);
});

test('a batch of which everything stays is the same bytes, one of which nothing does is gone', () => {
  const batch = batchAt(10, [
    ['a', '1'],
    ['b', '2'],
  ]);
  assert.equal(cleaningOf({ last: { a: 10, b: 11 } }).clean(batch, false), batch);
  assert.equal(cleaningOf({ last: { a: 20, b: 21 } }).clean(batch, false), undefined);
});

test('records without a key go, and are counted', () => {
  const batch = batchAt(10, [
    [null, '1'],
    ['', '2'],
  ]);
  const cleaning = cleaningOf({ last: { '': 11 } });
  assert.deepEqual(left(cleaning.clean(batch, false)), ['11:=2']);
  assert.equal(cleaning.invalidRecords, 1);
});

test('a tombstone gets its delete horizon when it is cleaned first: delete.retention.ms from then on', () => {
  const batch = batchAt(10, [['a', null]]);
  const kept = cleaningOf({ last: { a: 10 } }).clean(batch, false);
  assert.deepEqual(left(kept), ['10:a=null']);
  assert.equal(horizonOf(kept), NOW + DELETE_RETENTION_MS);
  const [record] = recordsOf(kept ?? batch);
  assert.equal(record?.timestamp, 100, 'its timestamp stays');
});

test('the horizon does not move, and the tombstone goes when it is reached, not before', () => {
  const horizon = NOW + 1;
  const batch = batchAt(10, [['a', null]], { deleteHorizon: horizon });
  const last = { a: 10 };
  assert.equal(cleaningOf({ last }).clean(batch, false), batch);
  assert.equal(cleaningOf({ last, deleteRetentionMs: 0 }).clean(batch, false), batch);
  assert.equal(cleaningOf({ last, now: horizon }).clean(batch, false), undefined);
  assert.equal(cleaningOf({ last, now: horizon + 1 }).clean(batch, false), undefined);
});

test('with delete.retention.ms=0 a tombstone still stays until the cleaning after the first', () => {
  const batch = batchAt(10, [['a', null]]);
  const last = { a: 10 };
  const kept = cleaningOf({ last, deleteRetentionMs: 0 }).clean(batch, false);
  assert.equal(horizonOf(kept), NOW);
  assert.equal(cleaningOf({ last }).clean(kept ?? batch, false), undefined);
});

test('records with values stay when the tombstones of their batch go, and the horizon with them', () => {
  const records: readonly KeyValue[] = [
    ['a', null],
    ['b', '2'],
  ];
  const batch = batchAt(10, records, { deleteHorizon: NOW });
  const kept = cleaningOf({ last: { a: 10, b: 11 } }).clean(batch, false);
  assert.deepEqual(left(kept), ['11:b=2']);
  assert.equal(horizonOf(kept), NOW);
});

test('a tombstone that is superseded needs no horizon', () => {
  const batch = batchAt(10, [
    ['a', null],
    ['b', '2'],
  ]);
  const kept = cleaningOf({ last: { a: 20, b: 11 } }).clean(batch, false);
  assert.deepEqual(left(kept), ['11:b=2']);
  assert.equal(horizonOf(kept), undefined);
});

test('tombstones go, whatever their horizon, once a later record of the key is in the map', () => {
  const batch = batchAt(10, [['a', null]], { deleteHorizon: NOW + 1000 });
  assert.equal(cleaningOf({ last: { a: 20 } }).clean(batch, false), undefined);
});

test('a batch that ends what becomes one segment stays without records', () => {
  const batch = batchAt(10, [['a', '1']]);
  const kept = cleaningOf({ last: { a: 20 } }).clean(batch, true);
  assert.deepEqual(left(kept), []);
  assert.deepEqual([baseOffsetAt(kept ?? batch, 0), lastOffsetAt(kept ?? batch, 0)], [10, 10]);
  assert.equal(cleaningOf({ last: { a: 20 } }).clean(kept ?? batch, true), kept);
  assert.equal(cleaningOf().clean(kept ?? batch, false), undefined);
});

const PRODUCED = { producerId: 7n, producerEpoch: 2, baseSequence: 5 };

test('the last batch of a producer stays without records, with its epoch and its sequences', () => {
  const batch = batchAt(10, [['a', '1']], PRODUCED);
  const producers = producersOf([{ epoch: 2, lastOffset: 10 }]);
  const kept = cleaningOf({ last: { a: 20 }, producers }).clean(batch, false) ?? batch;
  assert.deepEqual(left(kept), []);
  const { producerId, producerEpoch, baseSequence } = readRecordBatchHeader(kept);
  assert.deepEqual({ producerId, producerEpoch, baseSequence }, PRODUCED);
});

test('an earlier batch of a producer goes, and so does the last one of a producer that is not known', () => {
  const batch = batchAt(10, [['a', '1']], PRODUCED);
  const producers = producersOf([{ epoch: 2, lastOffset: 11 }]);
  assert.equal(cleaningOf({ last: { a: 20 }, producers }).clean(batch, false), undefined);
  assert.equal(cleaningOf({ last: { a: 20 } }).clean(batch, false), undefined);
});

function markerAt(baseOffset: number, type: 'COMMIT' | 'ABORT', producerEpoch = 2): Buffer {
  const marker = endTransactionMarkerBatch({
    type,
    producerId: 7n,
    producerEpoch,
    coordinatorEpoch: 0,
    timestamp: 100,
  });
  setBaseOffset(marker, 0, baseOffset);
  return marker;
}

const TRANSACTIONAL = { ...PRODUCED, isTransactional: true };
const ABORTED: AbortedTransaction = {
  producerId: 7n,
  firstOffset: 10,
  lastOffset: 12,
  lastStableOffset: 10,
};

test('a marker stays while a batch of its transaction does', () => {
  const cleaning = cleaningOf({ last: { a: 10 } });
  const batch = batchAt(10, [['a', '1']], TRANSACTIONAL);
  assert.equal(cleaning.clean(batch, false), batch);
  const marker = markerAt(11, 'COMMIT');
  assert.equal(cleaning.clean(marker, false), marker);
});

test('a marker of which no batch is left gets a delete horizon, and goes when it is reached', () => {
  const kept = cleaningOf().clean(markerAt(11, 'COMMIT'), false);
  assert.equal(horizonOf(kept), NOW + DELETE_RETENTION_MS);
  assert(kept !== undefined);
  assert.equal(cleaningOf({ now: NOW + 499 }).clean(kept, false), kept);
  assert.equal(cleaningOf({ now: NOW + 500 }).clean(kept, false), undefined);
});

test('a marker that is the last of a producer stays without records when its horizon is reached', () => {
  const kept = cleaningOf().clean(markerAt(11, 'COMMIT'), false);
  assert(kept !== undefined);
  const clean = (producerEpoch: number): Buffer | undefined => {
    const producers = producersOf([{ epoch: producerEpoch }]);
    return cleaningOf({ now: NOW + 500, producers }).clean(kept, false);
  };
  assert.deepEqual(left(clean(2)), []);
  assert.equal(clean(3), undefined, 'of an earlier epoch');
});

test('records of an aborted transaction go at once; its marker stays as long as a batch was there', () => {
  const told: AbortedTransaction[] = [];
  const given = {
    aborted: [ABORTED],
    onAborted: (aborted: AbortedTransaction) => told.push(aborted),
  };
  const cleaning = cleaningOf(given);
  assert.equal(cleaning.clean(batchAt(10, [['a', '1']], TRANSACTIONAL), false), undefined);
  const marker = markerAt(12, 'ABORT');
  assert.equal(cleaning.clean(marker, false), marker);
  assert.deepEqual(told, [ABORTED]);
  const next = cleaningOf(given);
  const kept = next.clean(marker, false);
  assert.equal(horizonOf(kept), NOW + DELETE_RETENTION_MS);
  assert.equal(told.length, 1, 'nothing is left that it aborts');
});

test('records of another producer and outside of the transaction are not aborted', () => {
  const cleaning = cleaningOf({ aborted: [ABORTED] });
  const other = batchAt(10, [['a', '1']], { ...TRANSACTIONAL, producerId: 8n });
  assert.equal(cleaning.clean(other, false), other);
  const plain = batchAt(11, [['b', '1']], PRODUCED);
  assert.equal(cleaning.clean(plain, false), plain);
  cleaning.clean(markerAt(12, 'ABORT'), false);
  const later = batchAt(13, [['c', '1']], TRANSACTIONAL);
  assert.equal(cleaning.clean(later, false), later);
});
