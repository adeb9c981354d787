import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { ProcessMonitor } from './process-monitor.ts';

/** Works without a pause. */
function work(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

test('the delay of the event loop and its utilization show work that kept it busy', async (context) => {
  const monitor = new ProcessMonitor();
  context.after(() => monitor.stop());
  await setTimeout(100);
  for (let turn = 0; turn < 5; turn++) {
    work(60);
    await setTimeout(20);
  }
  const { eventLoopDelay, eventLoopUtilization = 0 } = await monitor.usage();
  const { max = 0, p50 = 0, min = 0 } = eventLoopDelay ?? {};
  assert.equal(max >= 0.045, true, `at most ${max} s late`);
  assert.equal(min <= p50 && p50 <= max, true);
  assert.equal(eventLoopUtilization > 0.2 && eventLoopUtilization <= 1, true);
});

test('memory, processor time and the age of the process are those of the system', async (context) => {
  const monitor = new ProcessMonitor();
  context.after(() => monitor.stop());
  work(20);
  const usage = await monitor.usage();
  assert.equal(usage.residentMemoryBytes >= usage.heapUsedBytes, true);
  assert.equal(usage.cpuUserSeconds >= 0.01, true);
  const ageSeconds = Date.now() / 1000 - usage.startTimeSeconds;
  assert.equal(Math.abs(ageSeconds - process.uptime()) < 1, true, `${ageSeconds} s old`);
});

test(
  'open files are counted where the system tells',
  { skip: process.platform !== 'linux' && 'only Linux has /proc' },
  async (context) => {
    const monitor = new ProcessMonitor();
    context.after(() => monitor.stop());
    const { openFds = 0, maxFds = 0 } = await monitor.usage();
    assert.equal(openFds > 3 && openFds <= maxFds, true, `${openFds} of ${maxFds}`);
  },
);
