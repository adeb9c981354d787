import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ZERO_UUID } from '@odradek/base';
import { ManualClock, SeededRandom, VirtualNetwork } from '@odradek/base/testing';

import type { TopicMetadata } from '../cluster/cluster-metadata.ts';
import { BatchOutcomes } from './batch-outcomes.ts';
import { producerSettings } from './producer-settings.ts';
import { RecordAccumulator } from './record-accumulator.ts';
import type { RecordInSend } from './record-in-send.ts';

const ORDERS: TopicMetadata = {
  name: 'orders',
  topicId: ZERO_UUID,
  errorCode: 0,
  isInternal: false,
  partitions: [],
};

function recordOf(reject: () => void): RecordInSend {
  return {
    topic: 'orders',
    partition: 0,
    key: null,
    value: 'apple',
    headers: [],
    timestamp: 0,
    sizeInBytesMax: 100,
    blockedUntilMs: Infinity,
    flushes: 0,
    resolve: () => assert.fail('it was not sent'),
    reject,
  };
}

test('a batch that is given up takes no more records, whatever fractions the clock has', () => {
  const random = new SeededRandom(1);
  const environment = { clock: new ManualClock(), random, network: new VirtualNetwork() };
  const settings = producerSettings({
    bootstrapServers: 'broker:9092',
    environment,
    requestTimeoutMs: 300,
    deliveryTimeoutMs: 1300,
  });
  const accumulator = new RecordAccumulator(settings, random);
  const outcomes = new BatchOutcomes(settings, accumulator, undefined);
  // Here created + timeout <= now, but created <= now - timeout does not hold.
  const [createdMs, nowMs] = [2923.5970000000075, 4223.597000000007];
  assert.ok(createdMs + 1300 <= nowMs && createdMs > nowMs - 1300);

  let rejections = 0;
  accumulator.append(
    recordOf(() => rejections++),
    ORDERS,
    createdMs,
  );
  accumulator.takeExpired((batch) => outcomes.isExpired(batch, nowMs));
  for (const batch of accumulator.incompleteBatches) outcomes.expire(batch, nowMs);
  assert.equal(rejections, 1);

  accumulator.append(
    recordOf(() => rejections++),
    ORDERS,
    nowMs,
  );
  assert.equal(accumulator.incompleteBatches.size, 1, 'the next record begins a batch of its own');
});
