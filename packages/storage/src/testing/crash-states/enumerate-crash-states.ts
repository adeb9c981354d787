import type { LogConfig } from '../../log/log-config.ts';
import { checkRecovery } from './check-recovery.ts';
import type { CrashScript } from './crash-scripts.ts';
import { digestOf } from './disk-image.ts';
import { diskStatesAt, type StatesLimits } from './disk-states.ts';
import { type CrashFailure, recoverState } from './recover-state.ts';
import type { Expectation } from './expectation.ts';
import type { RecordedDisk } from './recorded-disk.ts';
import { runScript } from './script-run.ts';

/** So many operations that are not durable are gone through in all combinations. */
export const WHOLE_PENDING_MAX = 6;
/** More than six operations of a script make, in sectors of 512 bytes. */
const LIMITS: StatesLimits = { ofFileMax: 64, ofDiskMax: 4000 };

/** What was gone through. */
export interface EnumerationOutcome {
  /** How many moments there are at which a crash may come. */
  readonly moments: number;
  /** Of how many all legal states were made. */
  readonly wholeMoments: number;
  /** How many moments with few pending operations were not gone through in all combinations. */
  readonly cutMoments: number;
  /** How many operations were pending at most. */
  readonly pendingMax: number;
  /** How many states were recovered, each once with what was expected of it. */
  readonly states: number;
  readonly failures: readonly CrashFailure[];
}

/** Goes through all moments of a script, and recovers every state that a crash there may leave. */
export async function enumerateCrashStates(
  script: CrashScript,
  { failuresMax }: { readonly failuresMax: number },
): Promise<EnumerationOutcome> {
  const { disk, expectations } = await runScript(script);
  const config = script.config ?? {};
  await checkWithoutCrash(disk, expectations.at(-1), config);
  const failures: CrashFailure[] = [];
  const checked = new Set<string>();
  const moments = disk.moment + 1;
  let [wholeMoments, cutMoments, pendingMax] = [0, 0, 0];
  for (let moment = 0; moment < moments && failures.length < failuresMax; moment++) {
    const expected = expectations[moment];
    const { images, isWhole, pendingCount } = diskStatesAt(disk, moment, LIMITS);
    if (isWhole) wholeMoments++;
    else if (pendingCount <= WHOLE_PENDING_MAX) cutMoments++;
    pendingMax = Math.max(pendingMax, pendingCount);
    for (const image of images) {
      const key = `${expected?.key}\n${digestOf(image)}`;
      if (checked.has(key) || failures.length >= failuresMax) continue;
      checked.add(key);
      const state = { name: script.name, disk, moment, image, expected, config };
      const outcome = await recoverState(state);
      if (outcome.type === 'failed') failures.push(outcome.failure);
    }
  }
  return { moments, wholeMoments, cutMoments, pendingMax, states: checked.size, failures };
}

/** What the script leaves if nothing is lost must be well, or no loss is the reason. */
async function checkWithoutCrash(
  disk: RecordedDisk,
  expected: Expectation | undefined,
  config: Partial<LogConfig>,
): Promise<void> {
  if (expected === undefined) throw new Error('the script has come to no end');
  await checkRecovery(disk.visible, expected, config);
}
