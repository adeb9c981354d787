import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';
import { loadCompression } from '@odradek/protocol';

import type { CreateDisk } from './log-model-run.ts';
import { testLogModel } from './log-model-test.ts';
import { PartitionLogDisk } from './partition-log-disk.ts';
import { PLANTED_BUGS, withBug } from './planted-bugs.ts';

const OPERATIONS = 20_000;

const createDisk: CreateDisk = (seed, clock) => new PartitionLogDisk(seed, clock);
const { features } = createDisk(1, new ManualClock());

for (const bug of PLANTED_BUGS) {
  if (bug.needs !== undefined && !features[bug.needs]) continue;
  test(`the model finds it in ${OPERATIONS} operations if ${bug.name}`, async () => {
    await loadCompression();
    const { difference } = await testLogModel({
      seed: 1,
      operations: OPERATIONS,
      createDisk: withBug(createDisk, bug),
      isTraced: false,
    });
    assert.notEqual(difference, undefined);
  });
}
