import { setTimeout as sleep } from 'node:timers/promises';

import type { ProgramOutcome } from '../process/run-program.ts';

/** What came of a step: an outcome to compare, or a failure that nothing excuses. */
export type StepResult =
  | { readonly name: string; readonly outcome: ProgramOutcome }
  | { readonly name: string; readonly failure: Error };

/** Does something against a broker, step by step; rejects only if nothing could be done at all. */
export type Script = (bootstrapServer: string) => Promise<StepResult[]>;

/** Something that a user does with a foreign tool. */
export interface Step {
  /** A sentence. */
  readonly name: string;
  /** Whether it changes topics or configs; see `CHANGE_SETTLES_MS`. */
  readonly changes?: boolean;
  /** Does it against one broker. */
  run(bootstrapServer: string): Promise<ProgramOutcome>;
  /** Throws if the outcome is not what it must be on any broker, such as the input again. */
  readonly check?: (outcome: ProgramOutcome) => void;
}

/**
 * How long to wait after a change of topics or configs. Kafka answers when its controller has made
 * the change; its broker shows it a moment later.
 */
const CHANGE_SETTLES_MS = 200;

/** The script of these steps, one after the other, whatever comes of them. */
export function scriptOf(steps: readonly Step[]): Script {
  return async (bootstrapServer) => {
    const results: StepResult[] = [];
    for (const step of steps) {
      results.push(await resultOf(step, bootstrapServer));
      if (step.changes === true) await sleep(CHANGE_SETTLES_MS);
    }
    return results;
  };
}

/** The script that runs others one after the other. */
export function inOrder(...scripts: readonly Script[]): Script {
  return async (bootstrapServer) => {
    const results: StepResult[] = [];
    for (const script of scripts) results.push(...(await script(bootstrapServer)));
    return results;
  };
}

async function resultOf(step: Step, bootstrapServer: string): Promise<StepResult> {
  const { name } = step;
  try {
    const outcome = await step.run(bootstrapServer);
    step.check?.(outcome);
    return { name, outcome };
  } catch (error) {
    return { name, failure: error instanceof Error ? error : new Error(String(error)) };
  }
}
