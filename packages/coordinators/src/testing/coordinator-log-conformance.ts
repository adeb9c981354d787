import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KafkaError, type Offset } from '@odradek/base';
import { batchesIn, RecordBatchBuilder, recordsOf } from '@odradek/protocol';

import type {
  CoordinatorLog,
  CoordinatorLogListener,
  CoordinatorLogSource,
} from '../ports/coordinator-log.ts';

/** A log of a test, with what it needs to go on. */
export interface TestedCoordinatorLog {
  readonly source: CoordinatorLogSource;
  /** Lets what was begun come to its end: what was appended is committed then. */
  settle(): Promise<void>;
  /** Lets the disk fail under the log. */
  fail(): Promise<void>;
}

/** What a log told. */
class NotedListener implements CoordinatorLogListener {
  readonly highWatermarks: Offset[] = [];
  readonly errors: string[] = [];

  onHighWatermark(highWatermark: Offset): void {
    this.highWatermarks.push(highWatermark);
  }

  onFailure({ code }: KafkaError): void {
    this.errors.push(code);
  }
}

function batchOf(values: readonly string[]): Buffer {
  const builder = new RecordBatchBuilder();
  for (const value of values) builder.append({ timestamp: 1, key: 'key', value });
  return builder.build();
}

function valuesIn(bytes: Buffer): string[] {
  return batchesIn(bytes).batches.flatMap((batch) =>
    recordsOf(batch).map(({ offset, value }) => `${offset}:${value?.toString()}`),
  );
}

/** What every `CoordinatorLog` must do. */
export function testCoordinatorLog(
  name: string,
  create: () => Promise<TestedCoordinatorLog>,
): void {
  const opened = async (): Promise<{
    tested: TestedCoordinatorLog;
    log: CoordinatorLog;
    listener: NotedListener;
  }> => {
    const tested = await create();
    const listener = new NotedListener();
    const opening = tested.source.open(listener);
    await tested.settle();
    return { tested, log: await opening, listener };
  };

  test(`${name}: an empty log begins and ends at 0, and has nothing to read`, async () => {
    const { log, tested } = await opened();
    assert.deepEqual([log.startOffset, log.endOffset, log.highWatermark], [0, 0, 0]);
    const reading = log.read(0, 1000);
    await tested.settle();
    assert.equal((await reading).byteLength, 0);
  });

  test(`${name}: an append has its offset at once and is committed later`, async () => {
    const { log, tested, listener } = await opened();
    const batch = batchOf(['a', 'b']);
    assert.equal(log.append(batch), 0);
    assert.equal(log.append(batchOf(['c'])), 2);
    batch.fill(0);
    assert.deepEqual([log.endOffset, log.highWatermark, listener.highWatermarks], [3, 0, []]);
    await tested.settle();
    assert.equal(log.highWatermark, 3);
    assert.equal(listener.highWatermarks.at(-1), 3);
    const reading = log.read(0, 100_000);
    await tested.settle();
    assert.deepEqual(valuesIn(await reading), ['0:a', '1:b', '2:c']);
  });

  test(`${name}: what is read are whole batches, one at least`, async () => {
    const { log, tested } = await opened();
    for (const value of ['a', 'b', 'c']) log.append(batchOf([value, value]));
    await tested.settle();
    const reading = Promise.all([log.read(2, 1), log.read(3, 1)]);
    await tested.settle();
    for (const bytes of await reading) assert.deepEqual(valuesIn(bytes), ['2:b', '3:b']);
  });

  test(`${name}: a log that was closed tells nothing any more`, async () => {
    const { log, tested, listener } = await opened();
    log.append(batchOf(['a']));
    log.close();
    await tested.settle();
    assert.deepEqual([listener.highWatermarks, listener.errors], [[], []]);
  });

  test(`${name}: a log that has failed says so, and takes no appends`, async () => {
    const { log, tested, listener } = await opened();
    log.append(batchOf(['a']));
    await tested.fail();
    assert.deepEqual(listener.errors.length > 0, true);
    assert.throws(() => log.append(batchOf(['b'])), KafkaError);
  });
}
