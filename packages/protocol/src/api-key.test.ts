import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  type ApiKeyInfo,
  apiKeyInfo,
  requestHeaderVersion,
  responseHeaderVersion,
} from './api-key.ts';
import { API_KEYS, ApiKey } from './generated/api-keys.ts';
import { kafkaVersions } from './testing/node/kafka-fixtures.ts';

/** The first API keys of Kafka 4.4, which 4.3.1 does not have. */
const NEW_IN_KAFKA_4_4 = new Set([93, 94]);
/** Their last version comes with Kafka 4.4, and what 4.3.1 announces ends before it. */
const HIGHER_IN_KAFKA_4_4 = new Set(['ApiVersions', 'TxnOffsetCommit', 'DeleteGroups']);
const STREAMS_GROUP_APIS = new Set(['StreamsGroupHeartbeat', 'StreamsGroupDescribe']);

const kafkaApis = kafkaVersions().apis.filter((api) => api.highest >= api.lowest);

function declaredApi(key: number): ApiKeyInfo {
  const api = apiKeyInfo(key);
  assert(api !== undefined, `API key ${key} is not declared`);
  return api;
}

/** The first flexible version that has a codec, or -1. */
function firstFlexible({ flexibleFrom, versions }: ApiKeyInfo): number {
  return flexibleFrom === undefined ? -1 : Math.max(flexibleFrom, versions.min);
}

test('every API of Kafka 4.3.1 is declared, and only two of Kafka 4.4 besides', () => {
  assert.deepEqual(
    API_KEYS.filter((api) => !NEW_IN_KAFKA_4_4.has(api.key)).map(({ key, name }) => ({
      key,
      name,
    })),
    kafkaApis.map(({ key, name }) => ({ key, name })),
  );
});

for (const kafka of kafkaApis) {
  test(`${kafka.name} is announced, listened for and flexible as in Kafka 4.3.1`, () => {
    const api = declaredApi(kafka.key);
    // Clients of librdkafka look for Produce 0 (KAFKA-18659), although it is refused.
    assert.equal(api.announced.min, kafka.name === 'Produce' ? 0 : kafka.lowest);
    assert.equal(api.announced.max, kafka.highestStable);
    assert.equal(firstFlexible(api), kafka.flexibleFrom);
    assert.deepEqual(api.listeners, kafka.listeners);
  });

  test(`${kafka.name} has codecs for every version that Kafka 4.3.1 has code for`, () => {
    const { versions } = declaredApi(kafka.key);
    assert.equal(versions.min, kafka.lowest);
    const isHigher = HIGHER_IN_KAFKA_4_4.has(kafka.name) || STREAMS_GROUP_APIS.has(kafka.name);
    assert.equal(versions.max, isHigher ? kafka.highest + 1 : kafka.highest);
  });
}

test('only the unstable version of InitProducerId is in Kafka 4.3.1 and not announced', () => {
  const unstable = kafkaApis.filter((api) => api.highest !== api.highestStable);
  assert.deepEqual(
    unstable.map(({ name, highest, highestStable }) => ({ name, highest, highestStable })),
    [{ name: 'InitProducerId', highest: 6, highestStable: 5 }],
  );
});

test('the announced versions lie within those that have codecs, except Produce 0 to 2', () => {
  for (const { name, announced, versions } of API_KEYS) {
    if (announced.min > announced.max) continue;
    assert(announced.max <= versions.max, name);
    if (name !== 'Produce') assert(announced.min >= versions.min, name);
  }
});

test('the APIs of Kafka 4.4 have codecs and are not announced', () => {
  for (const key of NEW_IN_KAFKA_4_4) {
    const { announced, versions } = declaredApi(key);
    assert(announced.min > announced.max);
    assert.deepEqual(versions, { min: 0, max: 0 });
  }
});

test('retired and unknown API keys are not known', () => {
  for (const key of [4, 5, 6, 7, 95, -1, 0x7fff]) assert.equal(apiKeyInfo(key), undefined);
});

test('headers are flexible from the first flexible version of an API on', () => {
  for (const api of API_KEYS) {
    for (let version = api.versions.min; version <= api.versions.max; version++) {
      const isFlexible = api.flexibleFrom !== undefined && version >= api.flexibleFrom;
      assert.equal(requestHeaderVersion(api, version), isFlexible ? 2 : 1);
      const isApiVersions = api.key === ApiKey.ApiVersions;
      assert.equal(responseHeaderVersion(api, version), isFlexible && !isApiVersions ? 1 : 0);
    }
  }
});
