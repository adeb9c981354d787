/*
 * Compares the log with its model for long: a program for as many operations as wanted.
 *
 *   node packages/storage/dist/testing/log-model/node/main.js --operations 1000000 --seed 1
 */
import { parseArgs } from 'node:util';

import { ManualClock } from '@odradek/base/testing';
import { loadCompression } from '@odradek/protocol';

import { describeDifference, testLogModel, weaknessesOf } from '../log-model-test.ts';
import { PartitionLogDisk } from '../partition-log-disk.ts';

const OPERATIONS_PER_LINE = 50_000;

const { values } = parseArgs({
  options: { operations: { type: 'string' }, seed: { type: 'string' } },
});
const operations = Number(values.operations ?? 1_000_000);
const seed = Number(values.seed ?? 1);
await loadCompression();
let nextLine = OPERATIONS_PER_LINE;
const startMs = performance.now();
const report = await testLogModel({
  seed,
  operations,
  createDisk: (diskSeed, clock) => new PartitionLogDisk(diskSeed, clock),
  onProgress: (done) => {
    if (done < nextLine) return;
    nextLine += OPERATIONS_PER_LINE;
    console.log(`${done} operations, ${seconds()} s`);
  },
});
console.log(report.counts.describe());
console.log(`${report.operations} operations from seed ${seed} in ${seconds()} s`);
const weaknesses = weaknessesOf(report, new PartitionLogDisk(seed, new ManualClock()).features);
if (report.difference !== undefined) {
  console.error(describeDifference(report.difference));
  process.exitCode = 1;
} else if (weaknesses.length > 0) {
  console.error(`0 differences, but too weak:\n${weaknesses.join('\n')}`);
  process.exitCode = 1;
} else {
  console.log('0 differences');
}

function seconds(): string {
  return ((performance.now() - startMs) / 1000).toFixed(1);
}
