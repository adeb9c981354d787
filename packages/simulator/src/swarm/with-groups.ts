import type { SeededRandom } from '@odradek/base/testing';

import { pick } from './pick.ts';
import type { Disturbance, SeedPlan, UndertakingKind } from './seed-plan.ts';

const OF_GROUPS: ReadonlySet<UndertakingKind> = new Set([
  'commit offsets',
  'share in a classic group',
  'share in a consumer group',
]);
const OF_MEMBERS: readonly Disturbance[] = ['pause client', 'kill client'];

/**
 * The plan, with time for its groups, if it has any: sessions end, members join and are put out between
 * the outages of the broker. So that this costs no more, others do less meanwhile.
 */
export function withGroups(plan: SeedPlan, random: SeededRandom): SeedPlan {
  if (!plan.undertakings.some((kind) => OF_GROUPS.has(kind))) return plan;
  const { outages, producers, disturbances } = plan;
  const waitMsMax = pick(random, [300, 2_000, 5_000]);
  const pauseMsMax = pick(random, [100, 300]);
  return {
    ...plan,
    outages: outages.map((outage) => {
      return { ...outage, afterMs: outage.afterMs + random.below(waitMsMax) };
    }),
    producers: producers.slice(0, 1).map((each) => ({ ...each, pauseMsMax })),
    consumers: plan.consumers.slice(0, 1),
    disturbances: random.chance(0.6)
      ? [...new Set([...disturbances, ...OF_MEMBERS])]
      : disturbances,
  };
}
