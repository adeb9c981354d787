import type { Endpoint } from '@odradek/base';
import { ManualClock, SeededRandom, VirtualNetwork } from '@odradek/base/testing';

import { microtasksDone } from '../determinism/forbidden-globals.ts';
import { EventCounts } from '../events/named-events.ts';
import { History } from '../history/history.ts';
import { must } from '../history/violation.ts';
import {
  type ProcessOptions,
  type ProcessWorld,
  SimulatedProcess,
} from '../process/simulated-process.ts';
import type { SeedPlan } from '../swarm/seed-plan.ts';
import { Trace } from '../trace/trace.ts';

/** How long a seed may take in virtual time. */
const VIRTUAL_MS_MAX = 30 * 60_000;

/** A stop that leaves nothing to lose of what was done in that life of the broker. */
export interface CleanStop {
  /** The folders in which it has done something. */
  readonly touchedFolders: ReadonlySet<string>;
  /** How often the power had been lost before. */
  readonly powerLossesCount: number;
  /** How often a sync had failed before: what it left in memory may not be on the disk. */
  readonly failedSyncsCount: number;
}

/** What the parts of a seed share. */
export class World implements ProcessWorld {
  readonly plan: SeedPlan;
  readonly random: SeededRandom;
  readonly time: ManualClock;
  readonly trace: Trace;
  readonly events: EventCounts = new EventCounts();
  readonly history: History = new History();
  readonly network: VirtualNetwork;
  /** Where the broker listens. */
  readonly endpoint: Endpoint = { host: 'broker', port: 9092 };
  /** Whether faults have ended, so that everything must come to rest. */
  isHealed = false;
  /** How often the broker crashed. */
  crashesCount = 0;
  /** Whether a log directory of the broker has failed that goes on with the others. */
  hasFailedLogDirectory = false;
  /** How often the broker has begun to serve. */
  servingsCount = 0;
  /** How often the machine of the broker has lost its power. */
  powerLossesCount = 0;
  /** How often a sync of a file has failed. */
  failedSyncsCount = 0;
  /** The folders in which the broker has done something since it was started last. */
  readonly touchedFolders: Set<string> = new Set();
  /** The times that the broker was stopped in order, in a life in which its disk did not fail. */
  readonly stops: CleanStop[] = [];
  /** What was found first that must not be. */
  failure: { readonly error: unknown } | undefined;

  /** `print` is given every event as it happens. */
  constructor(plan: SeedPlan, print?: (line: string) => void) {
    this.plan = plan;
    this.random = new SeededRandom(plan.seed).fork('run');
    this.time = new ManualClock({ random: this.random });
    this.trace = new Trace(() => this.time.monotonicMs(), print);
    this.network = new VirtualNetwork({
      clock: this.time,
      random: this.random,
      faults: plan.network,
    });
  }

  /** Ends the seed, unless it has failed already. */
  fail(error: unknown): void {
    this.failure ??= { error };
  }

  /** A process on a machine of its own, whose clocks are as wrong as the plan says. */
  startProcess(options: Omit<ProcessOptions, 'clock' | 'random'>): SimulatedProcess {
    const random = this.random.fork(options.name);
    const { clockOffsetMsMax, clockDriftMax } = this.plan;
    const clocks = random.fork('clock');
    const offsetMs = clocks.between(-clockOffsetMsMax, clockOffsetMsMax);
    const drift = (clocks.between(-1000, 1000) / 1000) * clockDriftMax;
    return new SimulatedProcess(this, { ...options, random, clock: { offsetMs, drift } });
  }

  /** Resolves after some virtual time. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.time.setTimer(ms, resolve);
    });
  }

  /** Lets time pass from timer to timer until the play is over, or something has failed. */
  async drive(play: Promise<void>): Promise<void> {
    let isOver = false;
    play.then(
      () => {
        isOver = true;
      },
      (error: unknown) => this.fail(error),
    );
    for (;;) {
      await microtasksDone();
      if (isOver || this.failure !== undefined) return;
      const goesOn = this.time.advanceToNextTimer();
      must(goesOn, 'a seed comes to its end', () => 'Nothing is left that could go on.');
      must(
        this.time.monotonicMs() < VIRTUAL_MS_MAX,
        'a seed comes to its end',
        () => `It is not over after ${VIRTUAL_MS_MAX} ms of virtual time.`,
      );
    }
  }
}
