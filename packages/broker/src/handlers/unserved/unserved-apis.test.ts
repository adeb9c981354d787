import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apiKeyInfo, ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../../testing/broker-context.ts';
import { decodeResponse, responseFields } from '../../testing/node/decoded-response.ts';
import { errorResponseFixtures } from '../../testing/node/error-responses.ts';
import { rawApi } from '../../testing/raw-api.ts';
import { LISTED_APIS } from '../listed-apis.ts';
import { SERVED_APIS } from '../served-apis.ts';
import { preloadUnservedApis } from './unserved-apis.ts';

await preloadUnservedApis();

const FIXTURES = errorResponseFixtures();
const DESCRIBE_USER_SCRAM_CREDENTIALS = 50;

/**
 * What has to be equal to Kafka's answer: everything but texts, and the order of lists, which Kafka
 * takes from hash maps.
 */
function comparable(key: number, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((element) => comparable(key, element)).toSorted(byText);
  }
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      // Kafka answers with as many users as were asked for, and leaves their names out.
      .filter(([name]) => !(key === DESCRIBE_USER_SCRAM_CREDENTIALS && name === 'user'))
      .filter(([name]) => name !== 'errorMessage')
      .map(([name, field]) => [name, comparable(key, field)]),
  );
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [text(a), text(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'bigint' ? `${field}n` : field,
  );
}

for (const { apiKey, versions } of LISTED_APIS.values()) {
  if (SERVED_APIS.has(apiKey)) continue;
  const name = apiKeyInfo(apiKey)?.name;

  for (let version = versions.min; version <= versions.max; version++) {
    const fixtures = FIXTURES.filter((each) => each.key === apiKey && each.version === version);

    test(`${name} version ${version} is refused in its own type, wherever Kafka has an error`, async () => {
      assert(fixtures.length > 0, 'Kafka was asked');
      const client = (await BrokerContext.start()).connect();
      for (const { caseName, request, response } of fixtures) {
        const body = await client.request(rawApi(apiKey), version, request);
        const refusal = await decodeResponse(apiKey, version, body);
        const kafkas = await decodeResponse(apiKey, version, response);
        assert.deepEqual(comparable(apiKey, refusal), comparable(apiKey, kafkas), caseName);
      }
    });

    test(`every error of a refused ${name} version ${version} is UNSUPPORTED_VERSION`, async () => {
      const client = (await BrokerContext.start()).connect();
      let errors = 0;
      for (const { request } of fixtures) {
        const body = await client.request(rawApi(apiKey), version, request);
        const refusal = await decodeResponse(apiKey, version, body);
        for (const { path, value } of responseFields(apiKey, version, refusal)) {
          if (path.endsWith('errorMessage')) assert.match(String(value), /not served/, path);
          if (!/errorCode$/i.test(path)) continue;
          assert.equal(value, ErrorCode.UNSUPPORTED_VERSION, path);
          errors++;
        }
      }
      assert.ok(errors > 0);
    });
  }
}
