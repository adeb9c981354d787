import { ManualClock, SeededRandom } from '@odradek/base/testing';

import { initialConfig, OperationSource } from './draw-operations.ts';
import { LogComparison } from './log-comparison.ts';
import { describeOperation, type LogOperation } from './log-operation.ts';
import type { LogDisk } from './log-under-test.ts';
import { RunCounts } from './run-counts.ts';
import { shrinkOperations } from './shrink-operations.ts';

/** Makes an empty disk; the same seed and the same operations give the same answers. */
export type CreateDisk = (seed: number, clock: ManualClock) => LogDisk;

/** One log's life: operations that are drawn from a seed. */
export interface LogLife {
  readonly seed: number;
  readonly operations: number;
  readonly createDisk: CreateDisk;
  /** Whether the operations that led to a difference are found, which takes seconds; the default is `true`. */
  readonly isTraced?: boolean;
}

/** Where a log and its model went apart. */
export interface FoundDifference {
  readonly seed: number;
  /** From 0. */
  readonly operation: number;
  readonly message: string;
  /** The fewest operations that were found to lead to a difference, and to which. */
  readonly trace: readonly string[];
}

/** What a life was like. */
export interface LifeReport {
  readonly counts: RunCounts;
  readonly difference: FoundDifference | undefined;
}

/** Lives one life until its end or the first difference. */
export async function liveLogLife(life: LogLife): Promise<LifeReport> {
  const { seed, operations, createDisk, isTraced = true } = life;
  const counts = new RunCounts();
  const { comparison, clock, features } = await beginLife(seed, createDisk, counts);
  const source = new OperationSource(new SeededRandom(seed), comparison.model, features);
  const done: LogOperation[] = [];
  while (done.length < operations) {
    const operation = source.draw(clock.now());
    done.push(operation);
    const message = await differenceOf(comparison, operation);
    if (message === undefined) continue;
    const trace = isTraced
      ? await traceOf(done, message, life)
      : [...done.slice(-4).map(describeOperation), message];
    return { counts, difference: { seed, operation: done.length - 1, message, trace } };
  }
  return { counts, difference: undefined };
}

interface BegunLife {
  readonly comparison: LogComparison;
  readonly clock: ManualClock;
  readonly features: LogDisk['features'];
}

async function beginLife(
  seed: number,
  createDisk: CreateDisk,
  counts: RunCounts = new RunCounts(),
): Promise<BegunLife> {
  const clock = new ManualClock();
  const disk = createDisk(seed, clock);
  const { features } = disk;
  const config = initialConfig(features);
  const comparison = await LogComparison.open({ disk, clock, config, counts });
  return { comparison, clock, features };
}

/** What an operation differs in, or fails with: a log has no reason to fail. */
async function differenceOf(
  comparison: LogComparison,
  operation: LogOperation,
): Promise<string | undefined> {
  try {
    await comparison.run(operation);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.name === 'LogDifference' ? error.message : (error.stack ?? error.message);
  }
}

async function traceOf(
  operations: readonly LogOperation[],
  message: string,
  { seed, createDisk }: Pick<LogLife, 'seed' | 'createDisk'>,
): Promise<readonly string[]> {
  let last = message;
  const shrunk = await shrinkOperations(operations, async (candidate) => {
    const found = await replay(candidate, seed, createDisk);
    if (found === undefined || subjectOf(found) !== subjectOf(message)) return false;
    last = found;
    return true;
  });
  return [...shrunk.map(describeOperation), last];
}

async function replay(
  operations: readonly LogOperation[],
  seed: number,
  createDisk: CreateDisk,
): Promise<string | undefined> {
  const { comparison } = await beginLife(seed, createDisk);
  for (const operation of operations) {
    const message = await differenceOf(comparison, operation);
    if (message !== undefined) return message;
  }
  return undefined;
}

/** What a message is about, whatever the offsets in it are. */
function subjectOf(message: string): string {
  return (message.split(/[:{]/, 1)[0] ?? '').replace(/\d+/g, '');
}
