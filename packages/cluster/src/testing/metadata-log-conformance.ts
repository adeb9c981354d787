import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MetadataBatch, MetadataLog } from '../metadata-log/metadata-log.ts';
import type { MetadataRecord } from '../metadata-record/metadata-record.ts';

/** An implementation of `MetadataLog`, and what the suite has to do to it. */
export interface MetadataLogHarness {
  /** Opens the log on what was appended so far. */
  open(): Promise<MetadataLog>;
  /** Makes the next append fail, whatever was written of it. */
  failNextAppend(): void;
}

const TOPIC_ID = 'nVJ1aXJhhNRtqLQ5qqbdKw';

/** A record that can be told apart from others. */
export function topicRecord(name: string): MetadataRecord {
  return { type: 'TopicRecord', record: { name, topicId: TOPIC_ID } };
}

/** All batches of a log. */
export async function batchesOf(log: MetadataLog): Promise<readonly MetadataBatch[]> {
  const batches: MetadataBatch[] = [];
  await log.readAll((batch) => batches.push(batch));
  return batches;
}

async function namesIn(log: MetadataLog): Promise<readonly string[]> {
  const batches = await batchesOf(log);
  return batches.map(({ baseOffset, records }) => {
    const names = records.map((entry) => (entry.type === 'TopicRecord' ? entry.record.name : ''));
    return `${baseOffset}:${names.join()}`;
  });
}

function append(
  log: MetadataLog,
  names: readonly string[],
  { epoch = 1, end = log.endOffset } = {},
): Promise<number> {
  const records = names.map(topicRecord);
  return log.append({ controllerEpoch: epoch, expectedEndOffset: end, records });
}

/** What every implementation of `MetadataLog` promises. */
export function testMetadataLog(name: string, newHarness: () => MetadataLogHarness): void {
  testAppends(name, newHarness);
  testDeposedControllers(name, newHarness);
  testFailures(name, newHarness);
}

function testAppends(name: string, newHarness: () => MetadataLogHarness): void {
  test(`${name}: a new log is empty and ends at offset 0`, async () => {
    const log = await newHarness().open();
    assert.equal(log.endOffset, 0);
    assert.deepEqual(await batchesOf(log), []);
  });

  test(`${name}: appends are read in their order, each batch as it was appended`, async () => {
    const log = await newHarness().open();
    assert.equal(await append(log, ['a', 'b']), 0);
    assert.equal(await append(log, ['c']), 2);
    assert.equal(log.endOffset, 3);
    assert.deepEqual(await namesIn(log), ['0:a,b', '2:c']);
  });

  test(`${name}: a log that is opened again has what was appended and goes on behind it`, async () => {
    const harness = newHarness();
    const first = await harness.open();
    await append(first, ['a', 'b']);
    await first.close();
    const second = await harness.open();
    assert.equal(second.endOffset, 2);
    assert.deepEqual(await namesIn(second), ['0:a,b']);
    assert.equal(await append(second, ['c'], { epoch: 2 }), 2);
    assert.deepEqual(await namesIn(second), ['0:a,b', '2:c']);
  });

  test(`${name}: an append of many records is read whole`, async () => {
    const log = await newHarness().open();
    const names = Array.from({ length: 20_000 }, (_, at) => `topic-${at}-${'x'.repeat(50)}`);
    await append(log, ['first']);
    await append(log, names);
    await append(log, ['last']);
    const batches = await batchesOf(log);
    assert.deepEqual(
      batches.map(({ records }) => records.length),
      [1, 20_000, 1],
    );
    assert.deepEqual(batches[1]?.records[19_999], topicRecord(names[19_999] ?? ''));
  });
}

function testDeposedControllers(name: string, newHarness: () => MetadataLogHarness): void {
  for (const [what, stale] of [
    ['whose epoch is older than the last', { epoch: 1 }],
    ['that does not know the last batch', { epoch: 2, end: 1 }],
    ['that believes in a batch that is not there', { epoch: 3, end: 3 }],
    ['that is behind in both', { epoch: 1, end: 0 }],
  ] as const) {
    test(`${name}: a controller ${what} is refused and nothing is appended`, async () => {
      const harness = newHarness();
      const log = await harness.open();
      await append(log, ['a'], { epoch: 1 });
      await append(log, ['b'], { epoch: 2 });
      await assert.rejects(append(log, ['c'], stale), { code: 'NOT_CONTROLLER', retriable: true });
      assert.deepEqual(await namesIn(log), ['0:a', '1:b']);
      assert.equal(await append(log, ['d'], { epoch: 2 }), 2);
      await log.close();
      const reopened = await harness.open();
      assert.deepEqual(await namesIn(reopened), ['0:a', '1:b', '2:d']);
      await assert.rejects(append(reopened, ['e'], { epoch: 1 }), { code: 'NOT_CONTROLLER' });
    });
  }

  test(`${name}: of two controllers that append at the same end only one succeeds`, async () => {
    const log = await newHarness().open();
    const outcomes = await Promise.allSettled([
      append(log, ['a'], { epoch: 1, end: 0 }),
      append(log, ['b'], { epoch: 2, end: 0 }),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    assert.deepEqual(await namesIn(log), ['0:a']);
  });
}

function testFailures(name: string, newHarness: () => MetadataLogHarness): void {
  test(`${name}: after an append that failed every later one fails with the same reason`, async () => {
    const harness = newHarness();
    const log = await harness.open();
    await append(log, ['a']);
    harness.failNextAppend();
    await assert.rejects(append(log, ['b']), { code: 'KAFKA_STORAGE_ERROR' });
    for (const end of [1, 2]) {
      await assert.rejects(append(log, ['c'], { end }), { code: 'KAFKA_STORAGE_ERROR' });
    }
    assert.deepEqual(await namesIn(log), ['0:a']);
  });

  test(`${name}: a log that is closed takes no append`, async () => {
    const log = await newHarness().open();
    await append(log, ['a']);
    await log.close();
    await assert.rejects(append(log, ['b']), { code: 'KAFKA_STORAGE_ERROR' });
  });
}
