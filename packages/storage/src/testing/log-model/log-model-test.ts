import { type CreateDisk, type FoundDifference, liveLogLife } from './log-model-run.ts';
import { OPERATION_KINDS, type OperationKind } from './log-operation.ts';
import type { LogFeatures } from './log-under-test.ts';
import { RUN_EVENTS, RunCounts, type RunEvent } from './run-counts.ts';

/** How much is tested. */
export interface LogModelTestOptions {
  readonly seed: number;
  readonly operations: number;
  readonly createDisk: CreateDisk;
  /** See `LogLife`. */
  readonly isTraced?: boolean;
  /** Told after each life how many operations are done. */
  readonly onProgress?: (operations: number) => void;
}

/** What a test has shown. */
export interface LogModelTestReport {
  readonly operations: number;
  readonly counts: RunCounts;
  readonly difference: FoundDifference | undefined;
}

/** A log does not live longer, so that a difference is found again quickly. */
const OPERATIONS_PER_LIFE = 2000;
const SHARE_MIN = 0.05;
/** Of each 20,000 operations. */
const REOPENS_MIN = 1000;
const ROLLS_MIN = 200;
const EVENTS_MIN = 5;
const OPERATIONS_OF_MINIMA = 20_000;

/** Does so many operations with logs and their models, up to the first difference. */
export async function testLogModel(options: LogModelTestOptions): Promise<LogModelTestReport> {
  const { seed, operations, createDisk, isTraced = true, onProgress } = options;
  const counts = new RunCounts();
  for (let life = 0; counts.operationsCount < operations; life++) {
    const left = operations - counts.operationsCount;
    const report = await liveLogLife({
      seed: seed + life,
      operations: Math.min(left, OPERATIONS_PER_LIFE),
      createDisk,
      isTraced,
    });
    counts.addAll(report.counts);
    onProgress?.(counts.operationsCount);
    const { difference } = report;
    if (difference !== undefined) return { operations: counts.operationsCount, counts, difference };
  }
  return { operations: counts.operationsCount, counts, difference: undefined };
}

/** Why a test of at least 20,000 operations was too weak to mean anything: nothing, if it was not. */
export function weaknessesOf(
  { operations, counts }: LogModelTestReport,
  features: LogFeatures,
): readonly string[] {
  const scale = Math.min(operations / OPERATIONS_OF_MINIMA, 1);
  const reopens = counts.countOf('clean reopen') + counts.countOf('reopen after a crash');
  const minima: readonly (readonly [string, number, number])[] = [
    ['reopens', reopens, REOPENS_MIN],
    ['rolls', counts.rollsCount, ROLLS_MIN],
    ...RUN_EVENTS.filter((event) => isPossibleEvent(event, features)).map(
      (event) => [event, counts.countOf(event), EVENTS_MIN] as const,
    ),
  ];
  const rare = minima
    .filter(([, count, minimum]) => count < minimum * scale)
    .map(([name, count, minimum]) => `${name}: ${count}, and not ${minimum * scale}`);
  const few = OPERATION_KINDS.filter((kind) => isPossibleKind(kind, features))
    .filter((kind) => counts.shareOf(kind) < SHARE_MIN)
    .map((kind) => `${kind}: ${(counts.shareOf(kind) * 100).toFixed(1)} % of the operations`);
  return [...few, ...rare];
}

function isPossibleKind(kind: OperationKind, features: LogFeatures): boolean {
  if (kind === 'truncate') return features.truncation;
  return kind !== 'look up by epoch' || features.leaderEpochs;
}

/** What happens only in a log that has a feature. */
const EVENT_FEATURES: Readonly<Partial<Record<RunEvent, keyof LogFeatures>>> = {
  'roll: time': 'timeRoll',
  'roll: index full': 'indexFullRoll',
  'truncation of batches': 'truncation',
  'truncation of everything': 'truncation',
  'segments deleted by retention': 'retention',
  'epoch found': 'leaderEpochs',
  'epoch assigned': 'leaderEpochs',
  'marker appended': 'transactions',
  'coordinator fenced': 'transactions',
  'aborted transaction answered': 'transactions',
};

function isPossibleEvent(event: RunEvent, features: LogFeatures): boolean {
  // Whether an empty segment is left where it was is the log's own affair.
  if (event === 'roll: begun before') return false;
  const feature = EVENT_FEATURES[event];
  return feature === undefined || features[feature];
}

/** The difference for people: how to see it again, what it is, and how it came to be. */
export function describeDifference({ seed, operation, message, trace }: FoundDifference): string {
  return [
    `Seed ${seed}, operation ${operation}: ${message}`,
    `Again: node packages/storage/dist/testing/log-model/node/main.js --seed ${seed} --operations ${operation + 1}`,
    `The fewest operations found that do it (${trace.length - 1}), and what they end in:`,
    ...trace,
  ].join('\n');
}
