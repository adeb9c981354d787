import { loadTopicRegexes } from '@odradek/coordinators';
import { loadCompression } from '@odradek/protocol';

import { forbidGlobals } from '../determinism/forbidden-globals.ts';
import type { NamedEvent } from '../events/named-events.ts';
import { countNetworkFaults } from '../events/network-fault-events.ts';
import type { Invariant } from '../history/invariant.ts';
import { Violation } from '../history/violation.ts';
import { drawPlan } from '../swarm/draw-plan.ts';
import { World } from '../world/world.ts';
import { Play } from './play.ts';

/** What became of a seed: plain data, which can go from one process to another. */
export interface SeedResult {
  readonly seed: number;
  /** Equal if and only if two runs did the same. */
  readonly hash: string;
  readonly traceEventsCount: number;
  readonly acknowledgedCount: number;
  readonly acknowledgedPartitionsCount: number;
  readonly crashesCount: number;
  readonly virtualMs: number;
  /** How often named events were reached. */
  readonly events: ReadonlyMap<NamedEvent, number>;
  /** Why it failed, if it did. */
  readonly failure?: SeedFailure;
}

/** Why a seed failed. */
export interface SeedFailure {
  /** What was broken; `undefined` if an error came that no check has raised. */
  readonly invariant?: Invariant;
  /** What was seen, for people. */
  readonly explanation: string;
  readonly lastEvents: readonly string[];
}

/** Runs a seed from its beginning to its checks. `print` is given every event as it happens. */
export async function runSeed(seed: number, print?: (line: string) => void): Promise<SeedResult> {
  // How long loading takes is nothing that a seed could repeat.
  await Promise.all([loadCompression(), loadTopicRegexes()]);
  const world = new World(drawPlan(seed), print);
  const fail = (error: unknown): void => world.fail(error);
  const permitGlobals = forbidGlobals((what) => fail(new Error(`${what} was used.`)));
  process.on('unhandledRejection', fail);
  try {
    await world.drive(new Play(world).run());
  } catch (error) {
    fail(error);
  } finally {
    process.off('unhandledRejection', fail);
    permitGlobals();
  }
  return resultOf(world);
}

function resultOf(world: World): SeedResult {
  const { plan, trace, events, history, failure, crashesCount } = world;
  countNetworkFaults(events, world.network.faults);
  return {
    seed: plan.seed,
    hash: trace.hash(),
    traceEventsCount: trace.eventsCount,
    acknowledgedCount: history.acknowledgedCount,
    acknowledgedPartitionsCount: history.acknowledgedPartitionsCount,
    crashesCount,
    virtualMs: world.time.monotonicMs(),
    events: events.counts,
    ...(failure && { failure: failureOf(failure.error, trace.lastEvents()) }),
  };
}

function failureOf(error: unknown, lastEvents: readonly string[]): SeedFailure {
  if (error instanceof Violation) {
    const { invariant, explanation } = error;
    return { invariant, explanation, lastEvents };
  }
  const explanation = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { explanation, lastEvents };
}
