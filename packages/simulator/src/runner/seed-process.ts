import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { SeedResult } from '../seed/run-seed.ts';

/** What a process is to run. */
export interface SeedOrder {
  readonly seed: number;
  /** Whether to print every event as it happens. */
  readonly trace: boolean;
}

/** What became of an order: a result, or nothing but the reason why there is none. */
export type SeedOutcome =
  | { readonly type: 'result'; readonly result: SeedResult }
  | { readonly type: 'lost'; readonly seed: number; readonly reason: string };

/** How a process runs seeds. */
export interface SeedProcessOptions {
  /** The program, `seed-process-main.js` of this tree unless another is named. */
  readonly program?: string;
  /** How many milliseconds of real time a seed may take, 300,000 unless another number is given. */
  readonly seedMsMax?: number;
}

const PROGRAM = fileURLToPath(new URL('seed-process-main.js', import.meta.url));
/** A hundred times what a seed takes; on a busy machine it takes dozens of times as long. */
const SEED_MS_MAX = 300_000;

/**
 * Runs seeds in a process of their own, which begins with the first and is replaced when a seed does
 * not come to its end: code that goes round in circles can only be ended from outside. Dispose of it,
 * or the process stays.
 */
export class SeedProcess implements Disposable {
  private readonly program: string;
  private readonly seedMsMax: number;
  private child: ChildProcess | undefined;

  constructor({ program = PROGRAM, seedMsMax = SEED_MS_MAX }: SeedProcessOptions = {}) {
    this.program = program;
    this.seedMsMax = seedMsMax;
  }

  /** Runs a seed after the one before has ended. Never rejects because of what a seed does. */
  async run(seed: number, trace: boolean = false): Promise<SeedOutcome> {
    const child = this.child ?? this.begin();
    const outcome = await this.outcomeOf(child, { seed, trace });
    if (outcome.type === 'lost') this[Symbol.dispose]();
    return outcome;
  }

  private begin(): ChildProcess {
    this.child = fork(this.program, {
      serialization: 'advanced',
      execArgv: ['--enable-source-maps'],
    });
    return this.child;
  }

  private outcomeOf(child: ChildProcess, order: SeedOrder): Promise<SeedOutcome> {
    const { seed } = order;
    return new Promise((resolve) => {
      const settle = (outcome: SeedOutcome): void => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onExit).off('error', onError);
        resolve(outcome);
      };
      const lose = (reason: string): void => settle({ type: 'lost', seed, reason });
      const onMessage = (result: unknown): void =>
        settle({ type: 'result', result: result as SeedResult });
      const onExit = (code: number | null, signal: string | null): void =>
        lose(`Its process has ended by itself, with ${signal ?? `exit code ${code}`}.`);
      const onError = (error: Error): void => lose(String(error));
      const timer = setTimeout(
        () => lose(`It is not over after ${this.seedMsMax} ms of real time, and was ended.`),
        this.seedMsMax,
      );
      child.on('message', onMessage).on('exit', onExit).on('error', onError);
      child.send(order, (error) => {
        if (error !== null) onError(error);
      });
    });
  }

  /** Ends the process at once. */
  [Symbol.dispose](): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}
