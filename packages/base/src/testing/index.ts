export { ManualClock, type ManualClockOptions } from './manual-clock.ts';
export { SeededRandom } from './seeded-random.ts';
