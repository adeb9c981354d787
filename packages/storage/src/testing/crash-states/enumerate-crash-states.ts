import { AssertionError } from 'node:assert/strict';

import { KafkaError } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';

import type { CrashScript } from './crash-script.ts';
import { digestOf } from './disk-image.ts';
import {
  type DiskStates,
  diskStatesAt,
  drawDiskState,
  greatestStateAt,
  leastStateAt,
  type StatesLimits,
} from './disk-states.ts';
import { type CrashFailure, recoverState } from './recover-state.ts';
import type { Moment } from './recorded-file.ts';
import type { RecordedDisk, TurnsOf } from './recorded-disk.ts';
import { type Schedule, SCHEDULES } from './schedules.ts';
import { runScript, type ScriptRun } from './script-run.ts';

/** So many operations that are not durable are gone through in all combinations. */
export const WHOLE_PENDING_MAX = 6;
/** How many states are drawn at each moment besides the least and the greatest, if that is enough. */
const QUICK_DRAWS = 2;
const QUICK_SEED = 1;
/** With few pending operations, more than those of a script make, in sectors of 512 bytes. */
const LIMITS: StatesLimits = {
  ofFileMax: 64,
  ofDiskMax: ({ pendingCount }) => (pendingCount <= WHOLE_PENDING_MAX ? 5000 : 150),
};

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

/** How far an enumeration goes. */
export interface EnumerationOptions {
  /** After so many failures it is enough. */
  readonly failuresMax: number;
  /** Whether a few states of each moment are enough; the default is all. */
  readonly isQuick?: boolean;
}

/** Goes through all moments of a script, and recovers every state that a crash there may leave. */
export async function enumerateCrashStates(
  script: CrashScript,
  { failuresMax, isQuick = false }: EnumerationOptions,
): Promise<EnumerationOutcome> {
  const enumeration = new Enumeration(script, failuresMax, isQuick);
  for (const schedule of SCHEDULES) await enumeration.runWith(schedule);
  return enumeration.outcome;
}

/** The states of one script, with disks that take their time for different things. */
class Enumeration {
  private readonly script: CrashScript;
  private readonly failuresMax: number;
  private readonly isQuick: boolean;
  private readonly random = new SeededRandom(QUICK_SEED);
  private readonly failures: CrashFailure[] = [];
  private readonly checked = new Set<string>();
  private moments = 0;
  private wholeMoments = 0;
  private cutMoments = 0;
  private pendingMax = 0;

  constructor(script: CrashScript, failuresMax: number, isQuick: boolean) {
    this.isQuick = isQuick;
    this.script = script;
    this.failuresMax = failuresMax;
  }

  get outcome(): EnumerationOutcome {
    const { moments, wholeMoments, cutMoments, pendingMax, failures } = this;
    return { moments, wholeMoments, cutMoments, pendingMax, states: this.checked.size, failures };
  }

  async runWith({ name, create }: Schedule): Promise<void> {
    if (this.failures.length >= this.failuresMax) return;
    const run = await this.tryRun(create(), name);
    if (run === undefined) return;
    const { disk } = run;
    await this.checkWithoutCrash(run, name);
    for (let moment = 0; moment <= disk.moment; moment++) await this.crashAt(run, moment, name);
  }

  private async tryRun(turnsOf: TurnsOf, schedule: string): Promise<ScriptRun | undefined> {
    try {
      return await runScript(this.script, { turnsOf });
    } catch (error) {
      if (!isFinding(error)) throw error;
      this.failures.push({ says: `${this.script.name} (${schedule}), without a crash`, error });
      return undefined;
    }
  }

  /** If nothing is lost at the end, all must be well: without that nothing follows from the rest. */
  private async checkWithoutCrash(
    { disk, expectations }: ScriptRun,
    schedule: string,
  ): Promise<void> {
    const outcome = await recoverState({
      name: `${this.script.name} (${schedule}), without a crash`,
      disk,
      moment: disk.moment,
      image: disk.visible,
      expected: expectations.at(-1),
      config: this.script.config ?? {},
    });
    if (outcome.type === 'recovered') return;
    if (!isFinding(outcome.failure.error)) throw outcome.failure.error;
    this.failures.push(outcome.failure);
  }

  private statesAt(disk: RecordedDisk, moment: Moment): DiskStates {
    if (!this.isQuick) return diskStatesAt(disk, moment, LIMITS);
    const { random } = this;
    const drawn = Array.from({ length: QUICK_DRAWS }, () => drawDiskState(disk, moment, random));
    const images = [leastStateAt(disk, moment), greatestStateAt(disk, moment), ...drawn];
    return { images, isWhole: false, pendingCount: Number.POSITIVE_INFINITY };
  }

  private async crashAt(run: ScriptRun, moment: Moment, schedule: string): Promise<void> {
    const { disk, expectations } = run;
    const expected = expectations[moment];
    const config = this.script.config ?? {};
    const name = `${this.script.name} (${schedule})`;
    const { images, isWhole, pendingCount } = this.statesAt(disk, moment);
    this.moments++;
    if (isWhole) this.wholeMoments++;
    else if (pendingCount <= WHOLE_PENDING_MAX) this.cutMoments++;
    if (!this.isQuick) this.pendingMax = Math.max(this.pendingMax, pendingCount);
    for (const image of images) {
      const key = `${expected?.key}\n${digestOf(image)}`;
      if (this.checked.has(key) || this.failures.length >= this.failuresMax) continue;
      this.checked.add(key);
      const outcome = await recoverState({ name, disk, moment, image, expected, config });
      if (outcome.type === 'failed') this.failures.push(outcome.failure);
    }
  }
}

/** Whether a check has found it, or the storage itself, and no mistake elsewhere. */
function isFinding(error: unknown): boolean {
  return error instanceof AssertionError || error instanceof KafkaError;
}
