export { ManualClock, type ManualClockOptions } from './manual-clock.ts';
export type { NodeClock, NodeClockOptions } from './node-clock.ts';
export { SeededRandom } from './seeded-random.ts';
export { VirtualNetwork, type VirtualSocket } from './virtual-network.ts';
