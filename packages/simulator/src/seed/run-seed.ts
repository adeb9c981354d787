import { loadCompression } from '@odradek/protocol';

import { forbidGlobals } from '../determinism/forbidden-globals.ts';
import type { EventCounts } from '../events/named-events.ts';
import { countNetworkFaults } from '../events/network-fault-events.ts';
import { drawPlan } from '../swarm/draw-plan.ts';
import type { SeedPlan } from '../swarm/seed-plan.ts';
import { World } from '../world/world.ts';
import { Play } from './play.ts';

/** What became of a seed. */
export interface SeedResult {
  readonly seed: number;
  readonly plan: SeedPlan;
  /** Equal if and only if two runs did the same. */
  readonly hash: string;
  readonly traceEventsCount: number;
  readonly acknowledgedCount: number;
  readonly acknowledgedPartitionsCount: number;
  readonly crashesCount: number;
  readonly virtualMs: number;
  readonly events: EventCounts;
  /** Why it failed, if it did. */
  readonly failure?: SeedFailure;
}

/** Why a seed failed. */
export interface SeedFailure {
  readonly error: unknown;
  readonly lastEvents: readonly string[];
}

/** Runs a seed from its beginning to its checks. `print` is given every event as it happens. */
export async function runSeed(seed: number, print?: (line: string) => void): Promise<SeedResult> {
  await loadCompression();
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
    plan,
    hash: trace.hash(),
    traceEventsCount: trace.eventsCount,
    acknowledgedCount: history.acknowledgedCount,
    acknowledgedPartitionsCount: history.acknowledgedPartitionsCount,
    crashesCount,
    virtualMs: world.time.monotonicMs(),
    events,
    ...(failure && { failure: { error: failure.error, lastEvents: trace.lastEvents() } }),
  };
}
