export { SystemClock } from './system-clock.ts';
export { SystemRandom } from './system-random.ts';
