import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RecordBatchBuilder } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { produceBatch, tryCreateTopic } from '../testing/operations.ts';
import { readScrape } from '../testing/scraped-metrics.ts';

const BACKOFF_MS = 15_000;

/** The value of a metric; its labels and what begins each name are left out. */
function valueOf(context: BrokerContext, name: string): number | undefined {
  const { values } = readScrape(context.metricsText);
  const full = [...values.keys()].find((key) => key.startsWith(`kafka_log_${name}`));
  return values.get(full ?? '');
}

/** Three segments, the last one active; one of the two keys of each is in all of them. */
async function contextWithDirtyLog(): Promise<BrokerContext> {
  const context = await BrokerContext.start();
  const client = context.connect();
  const configs = [
    { name: 'cleanup.policy', value: 'compact' },
    { name: 'segment.bytes', value: '1048576' },
    { name: 'min.cleanable.dirty.ratio', value: '0.1' },
  ];
  await tryCreateTopic(client, { name: 'accounts', configs });
  for (let balance = 0; balance < 3; balance++) {
    const builder = new RecordBatchBuilder({});
    const timestamp = context.clock.now();
    for (const key of ['one', `other ${balance}`]) {
      builder.append({ timestamp, key, value: 'x'.repeat(350_000) });
    }
    await produceBatch(client, 'accounts', builder.build());
  }
  return context;
}

test('what compaction reads and writes is told of the log that was compacted last', async () => {
  const context = await contextWithDirtyLog();
  assert.equal(valueOf(context, 'logcleanermanager_time_since_last_run_ms'), undefined);
  await context.advance(BACKOFF_MS);
  const { values } = readScrape(context.metricsText);
  assert.equal(values.get('odradek_log_cleaner_cleanings_total'), 1);
  assert.equal(valueOf(context, 'logcleaner_cleaner_recopy_percent'), 25);
  assert.equal(valueOf(context, 'logcleaner_max_compaction_delay_secs'), 0);
  assert.equal(valueOf(context, 'logcleanermanager_max_dirty_percent'), 0);
  assert.equal(valueOf(context, 'logcleanermanager_uncleanable_partitions_count'), 0);
  await context.advance(100);
  assert.equal(valueOf(context, 'logcleanermanager_time_since_last_run_ms'), 100);
});

test('logs that cannot be compacted are counted with what waits in them', async () => {
  const context = await contextWithDirtyLog();
  const path = '/data/accounts-0/00000000000000000000.log';
  const file = await context.disk.open(path);
  await file.write(1000, [Buffer.from('damage')]);
  await file.close();
  await context.advance(BACKOFF_MS);
  assert.equal(valueOf(context, 'logcleanermanager_uncleanable_partitions_count'), 1);
  assert.equal((valueOf(context, 'logcleanermanager_uncleanable_bytes') ?? 0) > 1_400_000, true);
});
