import { testClock } from '../testing/clock-conformance.ts';
import { SystemClock } from './system-clock.ts';

testClock('SystemClock', () => {
  const clock = new SystemClock();
  return { clock, pass: (ms) => new Promise((resolve) => clock.setTimer(ms, resolve)) };
});
