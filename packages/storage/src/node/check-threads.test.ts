import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CompressionType, ErrorCode, loadCompression, recordsCountAt } from '@odradek/protocol';

import type { OnChecked } from '../ports/batch-checker.ts';
import { checkProducedRecords } from '../validation/log-validator.ts';
import { batch, changed, compressed, HOUR_MS, NOW, OPTIONS } from '../validation/test-context.ts';
import type { LogValidatorOptions } from '../validation/validation-options.ts';
import { CheckThreads } from './check-threads.ts';

type Result = Parameters<OnChecked>[0];

await loadCompression();

/** Checks batches at once and resolves to the results, in the order in which they came. */
function checkAll(
  checker: CheckThreads,
  batches: readonly { records: Buffer; options?: Partial<LogValidatorOptions> }[],
): Promise<{ order: readonly number[]; results: readonly Result[] }> {
  return new Promise((resolve) => {
    const order: number[] = [];
    const results: Result[] = [];
    for (const [index, { records, options }] of batches.entries()) {
      checker.check(records, { ...OPTIONS, ...options }, (result) => {
        order.push(index);
        results[index] = result;
        if (order.length === batches.length) resolve({ order, results });
      });
    }
  });
}

function failOnReport(message: string): void {
  assert.fail(message);
}

test('threads find what the event loop finds, with each codec and for each refusal', async (context) => {
  const checker = new CheckThreads({ threadsMax: 2, report: failOnReport });
  context.after(() => checker.close());
  const good = Object.values(CompressionType).map((compression) => ({
    records: batch({ compression, count: 50 }),
  }));
  const batches: { records: Buffer; options?: Partial<LogValidatorOptions> }[] = [
    ...good,
    {
      records: batch({ compression: CompressionType.LZ4, timestamp: NOW + 2 * HOUR_MS, count: 9 }),
    },
    { records: batch({ key: null, count: 3 }), options: { isCompacted: true } },
    { records: changed({}, (bytes) => bytes.writeInt32BE(7, 57)) },
    { records: compressed(CompressionType.GZIP, Buffer.from('no gzip at all')) },
    { records: compressed(CompressionType.ZSTD, Buffer.from('no zstd at all')) },
    { records: batch({ count: 2, compression: CompressionType.ZSTD, producerId: 2n ** 60n }) },
    { records: Buffer.concat([batch({ count: 1 }), Buffer.alloc(5)]) },
  ];
  const expected = batches.map(({ records, options }) =>
    checkProducedRecords(records, { ...OPTIONS, ...options }),
  );
  const { results } = await checkAll(checker, batches);
  assert.deepEqual(results, expected);
});

test('a batch that is built anew comes back in its codec', async (context) => {
  const checker = new CheckThreads({ report: failOnReport });
  context.after(() => checker.close());
  const records = batch({ count: 100, compression: CompressionType.GZIP });
  const options = { compressionType: CompressionType.ZSTD };
  const { results } = await checkAll(checker, [{ records, options }]);
  const expected = checkProducedRecords(records, { ...OPTIONS, ...options });
  assert.deepEqual(results, [expected]);
  assert(results[0]?.type === 'checked' && Buffer.isBuffer(results[0].rebuilt));
  assert.equal(recordsCountAt(results[0].rebuilt, 0), 100);
});

test('one thread answers in order, also what is larger than a message and takes turns', async (context) => {
  const checker = new CheckThreads({ threadsMax: 1, report: failOnReport });
  context.after(() => checker.close());
  const small = batch({ compression: CompressionType.LZ4 });
  const large = batch({ compression: CompressionType.GZIP, count: 80_000 });
  const plain = batch({ count: 80_000 });
  const batches = Array.from({ length: 60 }, (_, index) => ({
    records: index % 20 === 0 ? large : index % 7 === 0 ? plain : small,
  }));
  const { order, results } = await checkAll(checker, batches);
  assert.deepEqual(
    order,
    batches.map((_, index) => index),
  );
  assert.ok(results.every(({ type }) => type === 'checked'));
});

test('batches of topics with different configs go together, each is checked by its own', async (context) => {
  const checker = new CheckThreads({ threadsMax: 1, report: failOnReport });
  context.after(() => checker.close());
  const records = batch({ key: null, compression: CompressionType.LZ4, timestamp: NOW + 5 });
  const { results } = await checkAll(checker, [
    { records },
    { records, options: { isCompacted: true } },
    { records, options: { now: NOW - HOUR_MS } },
    { records, options: { now: NOW - HOUR_MS, timestampAfterMaxMs: 2 * HOUR_MS } },
    { records },
  ]);
  assert.deepEqual(
    results.map((result) => (result.type === 'refused' ? result.errorCode : result.maxTimestamp)),
    [NOW + 5, ErrorCode.INVALID_RECORD, ErrorCode.INVALID_TIMESTAMP, NOW + 5, NOW + 5],
  );
});

test('the records are left as they are', async (context) => {
  const checker = new CheckThreads({ report: failOnReport });
  context.after(() => checker.close());
  const records = batch({ compression: CompressionType.LZ4, count: 10 });
  const before = Buffer.from(records);
  await checkAll(checker, [{ records, options: { timestampType: 'LogAppendTime' } }]);
  assert.deepEqual(records, before);
});

test('closing waits for what was begun', async () => {
  const checker = new CheckThreads({ threadsMax: 1, report: failOnReport });
  const types: string[] = [];
  for (let count = 0; count < 30; count++) {
    const records = batch({ compression: CompressionType.ZSTD, count: 1000 });
    checker.check(records, OPTIONS, ({ type }) => types.push(type));
  }
  await checker.close();
  assert.deepEqual(types, Array<string>(30).fill('checked'));
});

test('a thread that fails is reported and replaced, and only the batch that made it fail is refused', async (context) => {
  const reports: string[] = [];
  const checker = new CheckThreads({ threadsMax: 1, report: (message) => reports.push(message) });
  context.after(() => checker.close());
  const records = batch();
  await checkAll(checker, [{ records }]);
  // A bug in the thread: it reads options that no broker sends.
  const broken = Object.defineProperty({}, 'now', { value: 1n, enumerable: true });
  const batches = [{ records }, { records, options: broken }, { records }, { records }];
  const { results } = await checkAll(checker, batches);
  const types = results.map(({ type }) => type);
  assert.deepEqual(types, ['checked', 'refused', 'checked', 'checked']);
  const [, refused] = results;
  assert(refused?.type === 'refused');
  assert.equal(refused.errorCode, ErrorCode.UNKNOWN_SERVER_ERROR);
  assert.match(refused.errorMessage, /thread that does so has failed/);
  assert.equal(reports.length, 2);
  for (const report of reports) assert.match(report, /has failed: TypeError/);
});

test('batches that were abandoned before their turn are refused, and keep no stop waiting', async () => {
  const checker = new CheckThreads({ threadsMax: 1, report: failOnReport });
  const large = batch({ compression: CompressionType.GZIP, count: 20_000 });
  let isAbandoned = false;
  const types: string[] = [];
  for (let count = 0; count < 100; count++) {
    const onChecked: OnChecked = ({ type }) => types.push(type);
    checker.check(large, OPTIONS, onChecked, () => isAbandoned);
  }
  isAbandoned = true;
  await checker.close();
  assert.equal(types.length, 100);
  assert.equal(types.filter((type) => type === 'refused').length > 50, true);
  const late = await new Promise<string>((resolve) => {
    checker.check(large, OPTIONS, ({ type }) => resolve(type));
  });
  assert.equal(late, 'refused');
});
