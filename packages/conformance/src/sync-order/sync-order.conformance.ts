import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { BrokerProcessOptions } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { extent } from '../extent/extent.ts';
import { pretendedSyncs, whyNoPreload } from '../preload/pretended-syncs.ts';
import { MarkedLoad } from './marked-load.ts';
import { type SyncOrder, SyncOrderJudge } from './sync-order.ts';
import { TracedBroker, whyNoTraces } from './traced-broker.ts';

const REQUESTS = extent(1200, 5000);
const ANSWERS_MIN = 1000;

const noPreload = whyNoPreload();
const lack = whyNoTraces();
if (lack !== undefined) console.error(`SKIPPED, so nothing was shown of syncs: ${lack}.`);
if (noPreload !== undefined)
  console.error(`SKIPPED, so it was not shown that this can fail: ${noPreload}.`);

/** Traces a broker under load, and prints what the trace shows. */
async function traceOrder(what: string, options: BrokerProcessOptions): Promise<SyncOrder> {
  using folder = new TemporaryDirectory();
  const traced = await TracedBroker.start(folder.path, options);
  await using broker = traced.broker;
  const load = new MarkedLoad(REQUESTS, Date.now() % 1_000_000);
  await load.run(broker.bootstrapServer);
  const judge = new SyncOrderJudge(broker.bootstrapServer, load.acknowledged);
  for await (const call of traced.stop()) judge.take(call);
  const { answers, durableBy, violations } = judge.order;
  const by = Object.entries(durableBy).map(([way, records]) => `${records} records by ${way}`);
  const figures = [`${answers} answers`, ...by, `${violations.length} answers too early`];
  console.log(`${what}: ${figures.join('; ')}`);
  return judge.order;
}

describe('an answer to Produce', { skip: lack ?? false }, () => {
  test('is not written before the sync that covers its records has returned', async () => {
    const { answers, violations } = await traceOrder('by default', {});
    assert.ok(answers >= ANSWERS_MIN, `${answers} answers`);
    assert.deepEqual(violations.slice(0, 3), []);
  });

  test(
    'is written too early by a broker whose syncs do nothing',
    { skip: noPreload ?? false },
    async () => {
      using folder = new TemporaryDirectory();
      const environment = await pretendedSyncs(folder.path);
      const { answers, violations } = await traceOrder('without syncs', { environment });
      assert.ok(answers >= ANSWERS_MIN, `${answers} answers`);
      assert.equal(violations.length, answers, 'answers that were too early');
    },
  );
});
