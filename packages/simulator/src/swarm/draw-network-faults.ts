import type { NetworkFaultPlan, SeededRandom } from '@odradek/base/testing';

import { pick, subset } from './pick.ts';

/** Every kind of fault with a rate at which clients still get on. */
const FAULTS = [
  { delay: { probability: 0.05, minMs: 1, maxMs: 200 } },
  { split: 0.2 },
  { merge: 0.2 },
  { reset: 0.01, lateDelivery: { probability: 0.5, minMs: 0, maxMs: 1_000 } },
  { halfOpen: 0.003 },
  { slowReader: { probability: 0.01, minMs: 10, maxMs: 500 } },
  { clog: { probability: 0.003, minMs: 10, maxMs: 1_000 } },
  { partition: { probability: 0.003, minMs: 10, maxMs: 2_000 } },
  { refuse: 0.1 },
  { connectTimeout: 0.1 },
] as const satisfies readonly Partial<NetworkFaultPlan>[];

/** Draws which faults a seed has on its network: none, a few or many of them. */
export function drawNetworkFaults(random: SeededRandom): Partial<NetworkFaultPlan> {
  const latency = pick(random, [
    { minMs: 0.05, maxMs: 0.2 },
    { minMs: 0.1, maxMs: 5 },
    { minMs: 1, maxMs: 40 },
  ]);
  const chosen = subset(random, FAULTS, pick(random, [0, 0.2, 0.5]));
  return Object.assign({ latency }, ...chosen) as Partial<NetworkFaultPlan>;
}
