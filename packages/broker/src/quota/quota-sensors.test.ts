import assert from 'node:assert/strict';
import { test } from 'node:test';

import { QuotaSensors } from './quota-sensors.ts';
import { SampledRate } from './sampled-rate.ts';

test('a key has one sensor as long as it is in use', () => {
  const sensors = new QuotaSensors(() => new SampledRate({ count: 11, sizeMs: 1000 }));
  assert.equal(sensors.of('a', 0), sensors.of('a', 5));
  assert.notEqual(sensors.of('a', 0), sensors.of('b', 0));
});

test('a client that takes a new client id each time leaves only those that still count', () => {
  const sensors = new QuotaSensors(() => new SampledRate({ count: 11, sizeMs: 1000 }));
  let sizeMax = 0;
  for (let nowMs = 0; nowMs < 200_000; nowMs++) {
    sensors.of(`client ${nowMs}`, nowMs).record(1, nowMs);
    sensors.of('steady', nowMs).record(1, nowMs);
    sizeMax = Math.max(sizeMax, sensors.size);
  }
  // 11,000 count at any time.
  assert.ok(sizeMax <= 33_000, `${sizeMax} sensors`);
  assert.equal(sensors.of('steady', 200_000).measure(200_000) > 900, true);
});
