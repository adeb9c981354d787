import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';
import { ClientQuotasImage } from '@odradek/cluster';

import { DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import type { RequestContext } from '../request/request-context.ts';
import { QuotaManagers } from './quota-managers.ts';
import { RequestQuotas } from './request-quotas.ts';

function unexpected(): never {
  assert.fail('quotas only throttle');
}

/** A request of a client that took some time, and how long its connection was told to wait. */
function requestThatTook(localTimeMs: number): {
  readonly context: RequestContext;
  readonly throttles: readonly number[];
} {
  const throttles: number[] = [];
  const context: RequestContext = {
    apiKey: 1,
    apiVersion: 12,
    clientId: 'app',
    remoteAddress: '10.0.0.9:40812',
    byteLength: 100,
    localTimeMs,
    endpoint: { host: 'localhost', port: 9092 },
    throttle: (ms) => throttles.push(ms),
    reply: unexpected,
    replyNothing: unexpected,
    onClose: unexpected,
    whenSent: unexpected,
    isNext: true,
    enterOrder: unexpected,
    occupy: unexpected,
    vacate: unexpected,
    releaseBytes: unexpected,
    closeConnection: unexpected,
  };
  return { context, throttles };
}

function quotasOf(quotas: Readonly<Record<string, number>>) {
  const clock = new ManualClock();
  const image = new ClientQuotasImage();
  for (const [key, value] of Object.entries(quotas)) {
    const entity = [{ entityType: 'user', entityName: 'ANONYMOUS' }];
    image.replayClientQuota({ entity, key, value, remove: false });
  }
  const managers = new QuotaManagers(DEFAULT_BROKER_CONFIG, clock, image);
  managers.load();
  return { clock, quotas: new RequestQuotas(managers, clock) };
}

const RESPONSE = { throttleTimeMs: 0, errorCode: 5 };

test('requests may take their percentage of the time, and then have to wait', () => {
  const { clock, quotas } = quotasOf({ request_percentage: 10 });
  // A second in ten.
  const within = requestThatTook(1_000);
  assert.equal(quotas.throttled(within.context, RESPONSE), RESPONSE);
  assert.deepEqual(within.throttles, []);
  const above = requestThatTook(50);
  assert.deepEqual(quotas.throttled(above.context, RESPONSE), { ...RESPONSE, throttleTimeMs: 500 });
  assert.deepEqual(above.throttles, [500]);
  clock.advance(500);
  assert.equal(quotas.throttled(requestThatTook(0).context, RESPONSE), RESPONSE);
});

test('nobody waits for longer than one window for the time of requests', () => {
  const { quotas } = quotasOf({ request_percentage: 1 });
  const { context, throttles } = requestThatTook(60_000);
  assert.equal(quotas.throttled(context, RESPONSE).throttleTimeMs, 1_000);
  assert.deepEqual(throttles, [1_000]);
});

test('what a handler says counts if it is longer, and without a quota for time it is all that counts', () => {
  const late = { ...RESPONSE, throttleTimeMs: 700 };
  for (const quota of [{ request_percentage: 10 }, { producer_byte_rate: 1 }]) {
    const { quotas } = quotasOf(quota);
    const { context, throttles } = requestThatTook(1_050);
    assert.equal(quotas.isEnabled, true);
    assert.deepEqual(quotas.throttled(context, late), late);
    assert.deepEqual(throttles, [700]);
  }
});

test('a throttled fetch does not count its bytes, since it is to be answered with none', () => {
  const { clock, quotas } = quotasOf({ consumer_byte_rate: 1_000 });
  const { context, throttles } = requestThatTook(5);
  assert.equal(quotas.fetchBytesMax(context), 10_000);
  assert.equal(quotas.throttleFetch(context, 10_000), 0);
  assert.equal(quotas.throttleFetch(context, 10_000), 10_000);
  assert.equal(quotas.throttleFetch(context, 10_000), 10_000);
  assert.deepEqual(throttles, [10_000, 10_000]);
  clock.advance(11_000);
  assert.equal(quotas.throttleFetch(context, 10_000), 0);
});

test('a fetch that took too long is throttled for it', () => {
  const { quotas } = quotasOf({ consumer_byte_rate: 1_000, request_percentage: 10 });
  const { context, throttles } = requestThatTook(1_050);
  assert.equal(quotas.throttleFetch(context, 10_000), 500);
  assert.deepEqual(throttles, [500]);
  assert.equal(quotas.throttleFetch(requestThatTook(0).context, 10_000), 500);
});

test('without a quota there is nothing to hold requests to', () => {
  assert.equal(quotasOf({}).quotas.isEnabled, false);
  assert.equal(quotasOf({ connection_creation_rate: 5 }).quotas.isEnabled, false);
  const { quotas } = quotasOf({});
  assert.equal(quotas.fetchBytesMax(requestThatTook(0).context), Infinity);
});
