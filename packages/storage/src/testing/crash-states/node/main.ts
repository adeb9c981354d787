import { CRASH_USAGE, parseCrashCommand } from '../arguments.ts';
import { CRASH_SCRIPTS } from '../crash-scripts.ts';
import { drawCrashStates } from '../draw-crash-states.ts';
import { enumerateCrashStates, WHOLE_PENDING_MAX } from '../enumerate-crash-states.ts';
import type { CrashFailure } from '../recover-state.ts';

const FAILURES_MAX = 3;
const STATES_PER_LINE = 10_000;

const command = parseCrashCommand(process.argv.slice(2));

function show(failures: readonly CrashFailure[]): void {
  for (const { says, error } of failures) {
    console.log(says);
    console.log(error instanceof Error ? error.stack : error);
  }
}

async function enumerate(
  names: readonly string[],
  failuresMax: number,
  isQuick: boolean,
): Promise<boolean> {
  let [states, failed, cut] = [0, 0, 0];
  for (const script of CRASH_SCRIPTS) {
    if (names.length > 0 && !names.includes(script.name)) continue;
    const outcome = await enumerateCrashStates(script, { failuresMax, isQuick });
    const { moments, wholeMoments, cutMoments, pendingMax, failures } = outcome;
    states += outcome.states;
    failed += failures.length;
    cut += cutMoments;
    console.log(
      `${script.name.padEnd(26)} ${outcome.states} states, all of ${wholeMoments} of ${moments} ` +
        `moments, ${pendingMax} operations pending at most, ${failures.length} failed`,
    );
    show(failures);
    if (failuresMax === 1 && failed > 0) break;
  }
  console.log(
    `States recovered: ${states}, failed: ${failed}, moments with up to ${WHOLE_PENDING_MAX} ` +
      `pending operations that were not gone through whole: ${cut}`,
  );
  return failed === 0 && (cut === 0 || isQuick);
}

/** Which random states, and how many failures are enough. */
interface Draw {
  readonly seed: number;
  readonly count: number;
  readonly firstRun: number;
  readonly failuresMax: number;
}

async function draw({ seed, count, firstRun, failuresMax }: Draw): Promise<boolean> {
  let nextLine = STATES_PER_LINE;
  const outcome = await drawCrashStates({
    seed,
    count,
    firstRun,
    failuresMax,
    onProgress: (states) => {
      if (states < nextLine) return;
      nextLine += STATES_PER_LINE;
      console.log(`${states} states`);
    },
  });
  const { states, ofRecoveries, runs, failures } = outcome;
  show(failures);
  console.log(
    `Random states recovered: ${states}, ${ofRecoveries} of them left by recoveries that were cut ` +
      `short, of ${runs} runs from seed ${seed}, failed: ${failures.length}`,
  );
  return failures.length === 0;
}

async function run(): Promise<number> {
  switch (command.type) {
    case 'enumerate': {
      const failuresMax = command.untilFailure ? 1 : FAILURES_MAX;
      return (await enumerate(command.scripts, failuresMax, command.isQuick)) ? 0 : 1;
    }
    case 'random': {
      const failuresMax = command.untilFailure ? 1 : FAILURES_MAX;
      return (await draw({ ...command, firstRun: 0, failuresMax })) ? 0 : 1;
    }
    case 'run': {
      const { seed, run: firstRun } = command;
      return (await draw({ seed, count: 1, firstRun, failuresMax: FAILURES_MAX })) ? 0 : 1;
    }
    case 'help':
      console.log(CRASH_USAGE);
      return 0;
    case 'wrong':
      console.error(command.problem);
      return 2;
  }
}

const startMs = performance.now();
try {
  process.exitCode = await run();
} catch (error) {
  console.error(error);
  process.exitCode = 3;
}
if (command.type !== 'help') console.log(`${((performance.now() - startMs) / 1000).toFixed(0)} s`);
