import type { LogConfig } from '../../log/log-config.ts';
import { checkRecovery, type Recovery } from './check-recovery.ts';
import { describeImage, type DirectoryImage } from './disk-image.ts';
import type { Expectation } from './expectation.ts';
import type { Moment } from './recorded-file.ts';
import type { RecordedDisk } from './recorded-disk.ts';

/** How many events before a crash are told of. */
const EVENTS_SHOWN = 16;

/** A state of a disk that a crash may have left. */
export interface StateToRecover {
  /** Of what was run on the disk. */
  readonly name: string;
  readonly disk: RecordedDisk;
  readonly moment: Moment;
  readonly image: DirectoryImage;
  readonly expected: Expectation | undefined;
  readonly config: Partial<LogConfig>;
}

/** What was wrong with a state of a disk. */
export interface CrashFailure {
  /** Where the crash was, and what is on the disk then. */
  readonly says: string;
  readonly error: unknown;
}

/** What became of a recovery. */
export type RecoveryOutcome =
  | { readonly type: 'recovered'; readonly recovery: Recovery }
  | { readonly type: 'failed'; readonly failure: CrashFailure };

/** Recovers a state, and tells what is wrong with it. */
export async function recoverState(state: StateToRecover): Promise<RecoveryOutcome> {
  const { name, moment, image, expected, config } = state;
  if (expected === undefined) throw new Error(`${name} has no moment ${moment}`);
  try {
    return { type: 'recovered', recovery: await checkRecovery(image, expected, config) };
  } catch (error) {
    return { type: 'failed', failure: { says: describe(state), error } };
  }
}

function describe({ name, disk, moment, image }: StateToRecover): string {
  const before = disk.descriptions.slice(Math.max(0, moment - EVENTS_SHOWN), moment);
  return [
    `${name}: a crash at moment ${moment} of ${disk.moment}, after`,
    ...before.map((what) => `  ${what}`),
    'leaves',
    ...describeImage(image).map((what) => `  ${what}`),
  ].join('\n');
}
