import { testClock } from '../testing/clock-conformance.ts';
import { SystemClock } from './system-clock.ts';

testClock('SystemClock', () => {
  const clock = new SystemClock();
  const timer = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      clock.setTimer(ms, resolve);
    });
  const pass = async (ms: number): Promise<void> => {
    await timer(ms);
    // On a busy machine everything may be due at once; a timer set by one that was late is due then too.
    await timer(ms);
  };
  return { clock, pass };
});
