import assert from 'node:assert/strict';
import { test } from 'node:test';

import { drawPlan, RECORDS_ACKNOWLEDGED_MIN } from './draw-plan.ts';

const PLANS = Array.from({ length: 500 }, (_, seed) => drawPlan(seed));

test('a seed always draws the same plan', () => {
  assert.deepEqual(drawPlan(7), drawPlan(7));
  assert.notDeepEqual(drawPlan(7), drawPlan(8));
});

test('every plan can come to its end and has something to prove', () => {
  for (const plan of PLANS) {
    assert.ok(plan.partitions.length >= 2 && plan.partitions.length <= 8);
    assert.ok(plan.outages.length >= 1);
    assert.ok(plan.recordsAcknowledgedMin >= RECORDS_ACKNOWLEDGED_MIN);
    assert.notEqual(plan.producers[0]?.acks, 0);
    assert.ok(plan.producers.every(({ acks, idempotent }) => !idempotent || acks === -1));
  }
});

test('every plan has a crash, however often the broker is stopped in order', () => {
  for (const { outages, lastCrash } of PLANS) {
    assert.ok([...outages.map(({ kind }) => kind), lastCrash].some((kind) => kind !== 'stop'));
  }
});

test('every choice is made by some seed and left out by another', () => {
  const choices: ((plan: (typeof PLANS)[number]) => boolean)[] = [
    ({ outages }) => outages.some(({ diskFaults }) => diskFaults.length > 0),
    ({ outages }) => outages.some(({ kind }) => kind === 'kill'),
    ({ network }) => network.reset !== undefined,
    ({ network }) => network.partition !== undefined,
    ({ disturbances }) => disturbances.includes('pause broker'),
    ({ undertakings }) => undertakings.includes('send by key'),
    ({ undertakings }) => undertakings.includes('send astray'),
    ({ undertakings }) => undertakings.includes('delete records'),
    ({ undertakings }) => undertakings.includes('add partitions'),
    ({ undertakings }) => undertakings.includes('create anew'),
    ({ undertakings }) => undertakings.includes('leave alone'),
    ({ undertakings }) => undertakings.includes('let go'),
    ({ undertakings }) => undertakings.includes('leave to the system'),
    ({ undertakings }) => undertakings.includes('change flush'),
    ({ undertakings }) => undertakings.includes('compact'),
    ({ undertakings }) => undertakings.includes('commit offsets'),
    ({ undertakings }) => undertakings.includes('share in a classic group'),
    ({ undertakings }) => undertakings.includes('share in a consumer group'),
    ({ groups }) => groups.areStatic,
    ({ groups }) => groups.offsetsRetentionMs < 60_000,
    ({ compaction }) => compaction.isDeleted,
    ({ compaction }) => compaction.deleteRetentionMs === 0,
    ({ journal }) => journal.frameBlocksMax === 1,
    ({ journal }) => journal.frameBlocksMax === journal.fileBlocks - 2,
    ({ flush }) => flush.messages === 1,
    ({ lastCrash }) => lastCrash === 'kill',
    ({ outages }) => outages.some(({ losesPowerWhileDown }) => losesPowerWhileDown),
    ({ retention }) => retention.ms >= 0,
    ({ outages }) => outages.some(({ atJournalReuse }) => atJournalReuse > 0),
    ({ outages }) => outages.some(({ secondCrash }) => secondCrash === 'kill'),
    ({ clockOffsetMsMax }) => clockOffsetMsMax > 0,
    ({ producers }) => producers.some(({ idempotent }) => idempotent),
    ({ producers }) => producers.some(({ acks }) => acks === 0),
    ({ producers }) => producers.some(({ compression }) => compression === 'zstd'),
  ];
  for (const choice of choices) {
    assert.ok(PLANS.some(choice), String(choice));
    assert.ok(!PLANS.every(choice), String(choice));
  }
});
