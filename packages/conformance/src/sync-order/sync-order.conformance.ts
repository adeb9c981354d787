import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { extent } from '../extent/extent.ts';
import { MarkedLoad } from './marked-load.ts';
import { type Acknowledged, type SyncOrder, SyncOrderJudge } from './sync-order.ts';
import { TracedBroker, whyNoTraces } from './traced-broker.ts';

const REQUESTS = Number(process.env['ODRADEK_TRACED_REQUESTS'] ?? extent(1200, 5000));
const ANSWERS_MIN = 1000;
const REFERENCE = 'sync of the segment, then the journal';
/** How a frame becomes durable in each form of the journal, and how in no other. */
const FORMS = [
  ['buffered', 'sync of the journal', 'synchronous write of the journal'],
  ['direct', 'synchronous write of the journal', 'sync of the journal'],
] as const;

const lack = whyNoTraces();
if (lack !== undefined) console.error(`SKIPPED, so nothing was shown of syncs: ${lack}.`);

/** Traces a broker with configs under load, and prints what the trace shows. */
async function traceOrder(
  configs: readonly string[],
  acknowledged: Acknowledged,
): Promise<SyncOrder> {
  using folder = new TemporaryDirectory();
  const traced = await TracedBroker.start(folder.path, { configs, onComplaint: () => undefined });
  await using broker = traced.broker;
  const load = new MarkedLoad(REQUESTS, Date.now() % 1_000_000);
  await load.run(broker.bootstrapServer);
  const judge = new SyncOrderJudge(broker.bootstrapServer, load.acknowledged, acknowledged);
  for await (const call of traced.stop()) judge.take(call);
  const { answers, durableBy, early, unsynced } = judge.order;
  const by = Object.entries(durableBy).map(([way, records]) => `${records} records by ${way}`);
  const wrong = [`${early.length} answers too early`, `${unsynced.length} checkpoints too early`];
  console.log(`${configs.join(' ')}: ${[`${answers} answers`, ...by, ...wrong].join('; ')}`);
  assert.ok(answers >= ANSWERS_MIN, `${answers} answers`);
  return judge.order;
}

describe('an answer to Produce', { skip: lack ?? false }, () => {
  for (const [form, way, other] of FORMS) {
    test(`is not written before its frame of the ${form} journal is durable`, async () => {
      const configs = [`odradek.journal.form=${form}`];
      const { durableBy, early, unsynced } = await traceOrder(configs, 'in the journal');
      assert.deepEqual(early.slice(0, 3), []);
      assert.deepEqual(unsynced.slice(0, 3), []);
      assert.ok((durableBy[way] ?? 0) > 0, `records by ${way}`);
      assert.ok((durableBy[REFERENCE] ?? 0) > 0, `records by ${REFERENCE}`);
      assert.equal(durableBy[other], undefined);
    });
  }

  test('is not written before its segment is synced, if every message is flushed', async () => {
    const configs = ['odradek.flush=os', 'log.flush.interval.messages=1'];
    const { early } = await traceOrder(configs, 'in the segment');
    assert.deepEqual(early.slice(0, 3), []);
  });

  test('is written too early with odradek.flush=os', async () => {
    const { answers, early } = await traceOrder(['odradek.flush=os'], 'in the segment');
    assert.equal(early.length, answers, 'answers that were too early');
  });
});
