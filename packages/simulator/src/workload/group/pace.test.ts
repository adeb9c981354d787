import assert from 'node:assert/strict';
import { test } from 'node:test';

import { paceOf } from './pace.ts';

const TURN_MS = 100;

for (const [sessionTimeoutMs, rebalanceTimeoutMs] of [
  [4_000, 500],
  [500, 6_000],
  [500, 500],
] as const) {
  test(`a member with a session of ${sessionTimeoutMs} ms hears of a rebalance within ${rebalanceTimeoutMs} ms`, () => {
    const { heartbeatIntervalMs, restMsMax } = paceOf({ sessionTimeoutMs, rebalanceTimeoutMs });
    const silentMs = heartbeatIntervalMs + restMsMax + TURN_MS;
    assert.ok(silentMs < rebalanceTimeoutMs, `${silentMs} ms`);
    assert.ok(silentMs < sessionTimeoutMs, `${silentMs} ms`);
  });
}
