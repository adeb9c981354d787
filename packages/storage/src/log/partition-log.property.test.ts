import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as endOfTurn } from 'node:timers/promises';

import type { Offset } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';

import { MemoryFileSystem } from '../testing/memory-file-system.ts';
import { batchOf, logContext, readAll } from '../test-context.ts';
import type { PartitionLog } from './partition-log.ts';

const RUNS = Number(process.env['ODRADEK_CRASH_RUNS'] ?? 2000);
const SEED_FIRST = Number(process.env['ODRADEK_CRASH_SEED'] ?? 1);

/** What was appended at each offset, and how far it was acknowledged. */
interface History {
  readonly values: string[];
  acknowledged: Offset;
  /** The log before the last crash calls back to nobody. */
  log: PartitionLog | undefined;
}

/** Lets the power fail at a random operation while batches are appended, some of them at once. */
async function appendUntilCrash(
  random: SeededRandom,
  fileSystem: MemoryFileSystem,
  history: History,
): Promise<void> {
  fileSystem.powerOffAfter(random.below(40));
  // Opening may already meet the end of the power, and then never ends.
  const opened: { log?: PartitionLog } = {};
  const segmentBytes = random.between(80, 1000);
  void logContext(fileSystem)
    .open({ segmentBytes, recentBytesMax: random.below(500), indexIntervalBytes: 200 })
    .then((log) => (opened.log = log));
  for (let turn = 0; turn < 3; turn++) await endOfTurn();
  const { log } = opened;
  if (log === undefined) return;
  assert.equal(log.highWatermark >= history.acknowledged, true, 'an acknowledged batch is lost');
  history.values.length = log.logEndOffset;
  history.acknowledged = log.highWatermark;
  history.log = log;
  for (let turn = random.between(1, 8); turn > 0; turn--) {
    for (let batches = random.below(4); batches > 0; batches--) append(random, log, history);
    for (let waits = random.below(12); waits > 0; waits--) await Promise.resolve();
  }
}

function append(random: SeededRandom, log: PartitionLog, history: History): void {
  const size = random.between(1, 3);
  const values = Array.from({ length: size }, () => `v${random.uint32()}`);
  const offset = log.append(batchOf(values), {
    leaderEpoch: 0,
    onDurable: (error) => {
      if (log !== history.log) return;
      assert.equal(error, undefined);
      assert.equal(offset, history.acknowledged, 'acknowledged out of order');
      history.acknowledged = offset + size;
    },
  });
  assert.equal(offset, history.values.length);
  history.values.push(...values);
}

async function checkAfterCrash(fileSystem: MemoryFileSystem, history: History): Promise<void> {
  const log = await logContext(fileSystem).open();
  assert.equal(log.logStartOffset, 0);
  assert.equal(log.highWatermark >= history.acknowledged, true, 'an acknowledged batch is lost');
  assert.equal(log.highWatermark <= history.values.length, true, 'more was read than written');
  const expected = history.values.slice(0, log.highWatermark).map((value, at) => `${at}:${value}`);
  assert.deepEqual(await readAll(log, 0, 300), expected);
}

test(`every acknowledged batch survives a loss of power, and no torn one is seen (${RUNS} runs)`, async () => {
  for (let seed = SEED_FIRST; seed < SEED_FIRST + RUNS; seed++) {
    const random = new SeededRandom(seed);
    let fileSystem = new MemoryFileSystem({ seed: random.uint32() });
    const history: History = { values: [], acknowledged: 0, log: undefined };
    try {
      for (let crashes = random.between(1, 2); crashes > 0; crashes--) {
        await appendUntilCrash(random, fileSystem, history);
        fileSystem = fileSystem.crash();
        history.log = undefined;
      }
      await checkAfterCrash(fileSystem, history);
    } catch (error) {
      throw new Error(`failed with ODRADEK_CRASH_SEED=${seed} ODRADEK_CRASH_RUNS=1`, {
        cause: error,
      });
    }
  }
});
