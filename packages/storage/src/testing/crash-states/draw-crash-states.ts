import { SeededRandom } from '@odradek/base/testing';

import { CRASH_SCRIPTS } from './crash-scripts.ts';
import { type Recovery } from './check-recovery.ts';
import { drawDiskState } from './disk-states.ts';
import { type CrashFailure, recoverState, type StateToRecover } from './recover-state.ts';
import { drawScript } from './random-script.ts';
import { drawSchedule } from './schedules.ts';
import { runScript, type ScriptRun } from './script-run.ts';

/** How many states are drawn of one run of a script. */
const STATES_PER_RUN = 20;
/** More events than a script has, for the event before which its broker is killed. */
const KILL_AT_MAX = 150;

/** What was drawn. */
export interface DrawnOutcome {
  /** How many states were recovered, with those of recoveries that were cut short. */
  readonly states: number;
  /** How many of these a recovery had left that was cut short by another crash. */
  readonly ofRecoveries: number;
  readonly runs: number;
  readonly failures: readonly CrashFailure[];
}

/** Which states to draw. */
export interface DrawOptions {
  readonly seed: number;
  /** How many, at least. */
  readonly count: number;
  /** The first run; each has its own numbers. */
  readonly firstRun: number;
  readonly failuresMax: number;
  readonly onProgress?: (states: number) => void;
}

/**
 * Draws states that a crash may leave: of scripts, some of them random, whose disk takes its time as
 * it likes, whose broker may be killed on the way, and whose recovery may be cut short by another
 * loss of power.
 */
export async function drawCrashStates(options: DrawOptions): Promise<DrawnOutcome> {
  const { seed, count, firstRun, failuresMax, onProgress } = options;
  const failures: CrashFailure[] = [];
  let [states, ofRecoveries, runs] = [0, 0, 0];
  for (let run = firstRun; states < count && failures.length < failuresMax; run++) {
    runs++;
    const random = new SeededRandom(seed).fork(`run ${run}`);
    const drawn = await runDrawnScript(random, `--seed ${seed} --run ${run}`);
    if (drawn.type === 'failed') {
      failures.push(drawn.failure);
      continue;
    }
    for (let left = STATES_PER_RUN; left > 0; left--) {
      const outcome = await recoverDrawn(drawn.run, random, drawn.name);
      states += outcome.states;
      ofRecoveries += outcome.states - 1;
      if (outcome.failure !== undefined) failures.push(outcome.failure);
    }
    onProgress?.(states);
  }
  return { states, ofRecoveries, runs, failures };
}

type DrawnRun =
  | { readonly type: 'run'; readonly run: ScriptRun; readonly name: string }
  | { readonly type: 'failed'; readonly failure: CrashFailure };

async function runDrawnScript(random: SeededRandom, name: string): Promise<DrawnRun> {
  const isRandom = random.chance(0.5);
  const known = CRASH_SCRIPTS[random.below(CRASH_SCRIPTS.length)];
  const script = isRandom || known === undefined ? drawScript(random) : known;
  const killAt = random.chance(0.4) ? random.below(KILL_AT_MAX) : Infinity;
  const turnsOf = drawSchedule(random.fork('turns'));
  try {
    const run = await runScript(script, { turnsOf, killAt });
    return { type: 'run', run, name: `${script.name} (${name})` };
  } catch (error) {
    const says = `${script.name} (${name}) does not come to its end`;
    return { type: 'failed', failure: { says, error } };
  }
}

/** Recovers one state, and perhaps one that this recovery leaves if it is cut short. */
async function recoverDrawn(
  { disk, expectations, script }: ScriptRun,
  random: SeededRandom,
  name: string,
): Promise<{ readonly states: number; readonly failure?: CrashFailure }> {
  const state = drawState({ disk, expectations }, random, script.config ?? {}, name);
  const outcome = await recoverState(state);
  if (outcome.type === 'failed') return { states: 1, failure: outcome.failure };
  if (!random.chance(0.3)) return { states: 1 };
  const again = `${name}, in the recovery of that`;
  const next = await recoverState(drawState(outcome.recovery, random, state.config, again));
  return next.type === 'failed' ? { states: 2, failure: next.failure } : { states: 2 };
}

function drawState(
  { disk, expectations }: Recovery,
  random: SeededRandom,
  config: StateToRecover['config'],
  name: string,
): StateToRecover {
  const moment = random.below(expectations.length);
  const image = drawDiskState(disk, moment, random);
  return { name, disk, moment, image, expected: expectations[moment], config };
}
