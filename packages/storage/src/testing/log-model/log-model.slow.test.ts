import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';
import { loadCompression } from '@odradek/protocol';

import type { CreateDisk } from './log-model-run.ts';
import { describeDifference, testLogModel, weaknessesOf } from './log-model-test.ts';
import { PartitionLogDisk } from './partition-log-disk.ts';

const OPERATIONS = 20_000;
const SEED = Number(process.env['ODRADEK_MODEL_SEED'] ?? 1);

const createDisk: CreateDisk = (seed, clock) => new PartitionLogDisk(seed, clock);

test(`the log answers what its model answers, through restarts and crashes (${OPERATIONS} operations)`, async () => {
  await loadCompression();
  const report = await testLogModel({ seed: SEED, operations: OPERATIONS, createDisk });
  if (report.difference !== undefined) assert.fail(describeDifference(report.difference));
  const { features } = createDisk(SEED, new ManualClock());
  assert.deepEqual(weaknessesOf(report, features), [], 'the test is too weak');
});
