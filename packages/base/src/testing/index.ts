export { ManualClock, type ManualClockOptions } from './manual-clock.ts';
export { SeededRandom } from './seeded-random.ts';
export { VirtualNetwork, type VirtualSocket } from './virtual-network.ts';
