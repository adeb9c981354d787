import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FaultyMetadataLog } from './faulty-metadata-log.ts';
import { MetadataStore } from './memory-metadata-log.ts';
import { batchesOf, testMetadataLog, topicRecord } from './metadata-log-conformance.ts';

testMetadataLog('with faults, none of which occurs', () => {
  const store = new MetadataStore();
  return {
    open: async () => {
      const log = new FaultyMetadataLog(store);
      await log.readAll(() => {});
      return log;
    },
    failNextAppend: () => {
      store.isFailing = true;
    },
  };
});

const append = (log: FaultyMetadataLog, name: string, expectedEndOffset: number) =>
  log.append({ controllerEpoch: 1, expectedEndOffset, records: [topicRecord(name)] });

test('a writer that is deposed in the middle of its append appends nothing', async () => {
  const store = new MetadataStore();
  const log = new FaultyMetadataLog(store);
  await append(log, 'a', 0);
  log.deposeAtNextAppend(2, [topicRecord('rival')]);
  await assert.rejects(append(log, 'b', 1), { code: 'NOT_CONTROLLER' });
  await assert.rejects(append(log, 'c', 2), { code: 'NOT_CONTROLLER' });
  const batches = await batchesOf(log);
  assert.deepEqual(
    batches.flatMap(({ records }) => records),
    [topicRecord('a'), topicRecord('rival')],
  );
});

test('an append whose answer is lost is in the log, and its writer appends no more', async () => {
  const store = new MetadataStore();
  const log = new FaultyMetadataLog(store);
  log.loseNextAnswer();
  await assert.rejects(append(log, 'a', 0), { code: 'KAFKA_STORAGE_ERROR' });
  await assert.rejects(append(log, 'b', 1), { code: 'KAFKA_STORAGE_ERROR' });
  assert.equal(new FaultyMetadataLog(store).endOffset, 1);
});
