import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';

import { ConnectionCreationRates } from './connection-creation-rates.ts';
import { ConnectionLimits } from './connection-limits.ts';

/** Rates with limits for the broker and for one listener. */
function ratesOf(ofBroker: number, ofClients: number) {
  const clock = new ManualClock();
  const listener = { maxConnections: Infinity, maxConnectionCreationRate: ofClients };
  const limits = new ConnectionLimits(
    {
      maxConnections: Infinity,
      maxConnectionsPerIp: Infinity,
      maxConnectionsPerIpOverrides: new Map(),
      maxConnectionCreationRate: ofBroker,
      listeners: new Map([['CLIENTS', listener]]),
    },
    'INTERNAL',
  );
  for (const name of ['CLIENTS', 'OTHERS', 'INTERNAL']) limits.addListener(name);
  const windows = { count: 11, sizeMs: 1_000 };
  const rates = new ConnectionCreationRates({ limits, clock, windows });
  return { clock, limits, rates };
}

test('as many as ten seconds allow may come at once, and the next waits until the rate is kept', () => {
  const { rates } = ratesOf(5, Infinity);
  for (let count = 0; count < 50; count++) {
    assert.equal(rates.recordAndGetThrottleTimeMs('CLIENTS'), 0);
  }
  // 51 in ten seconds are 5.1 a second, 2 % too many.
  assert.equal(rates.recordAndGetThrottleTimeMs('CLIENTS'), 200);
  assert.equal(rates.recordAndGetThrottleTimeMs('OTHERS'), 400);
});

test('nobody waits for longer than a window, even if nothing is allowed', () => {
  const { rates } = ratesOf(0, Infinity);
  assert.equal(rates.recordAndGetThrottleTimeMs('CLIENTS'), 1_000);
});

test('a listener has a rate of its own, and the longer of the two times counts', () => {
  const { rates } = ratesOf(5, 1);
  for (let count = 0; count < 10; count++) {
    assert.equal(rates.recordAndGetThrottleTimeMs('CLIENTS'), 0);
  }
  assert.equal(rates.recordAndGetThrottleTimeMs('CLIENTS'), 1_000);
  assert.equal(rates.recordAndGetThrottleTimeMs('OTHERS'), 0);
});

test('the listener between brokers is not held back by the rate of the broker, nor counts for it', () => {
  const { rates } = ratesOf(1, Infinity);
  for (let count = 0; count < 100; count++) {
    assert.equal(rates.recordAndGetThrottleTimeMs('INTERNAL'), 0);
  }
  assert.equal(rates.recordAndGetThrottleTimeMs('CLIENTS'), 0);
});

test('what came before there was a limit counts, and is forgotten after the windows', () => {
  const { clock, limits, rates } = ratesOf(Infinity, Infinity);
  for (let count = 0; count < 100; count++) rates.recordAndGetThrottleTimeMs('CLIENTS');
  limits.values = { ...limits.values, maxConnectionCreationRate: 5 };
  assert.equal(rates.recordAndGetThrottleTimeMs('CLIENTS') > 0, true);
  clock.advance(11_000);
  assert.equal(rates.recordAndGetThrottleTimeMs('CLIENTS'), 0);
});
