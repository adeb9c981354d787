import { APPENDS } from './appends.ts';
import { CHECKPOINTS } from './checkpoints.ts';
import { COMPACTION } from './compaction.ts';
import { DELETION } from './deletion.ts';
import { JOURNAL_STEPS } from './journal.ts';
import { OPENING } from './opening.ts';
import { TRUNCATION } from './truncation.ts';
import type { LeftOutStep } from './left-out-step.ts';

/**
 * Every sync, directory sync and order of steps that the storage relies on: without any one of them
 * the crash enumeration (`packages/storage/src/testing/crash-states`) must fail.
 */
export const LEFT_OUT_STEPS: readonly LeftOutStep[] = [
  ...APPENDS,
  ...JOURNAL_STEPS,
  ...CHECKPOINTS,
  ...TRUNCATION,
  ...DELETION,
  ...COMPACTION,
  ...OPENING,
];
