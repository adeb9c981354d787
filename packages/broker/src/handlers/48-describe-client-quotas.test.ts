import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { DESCRIBE_CLIENT_QUOTAS } from '../testing/client-apis.ts';
import { type EntityNames, setQuotas } from '../testing/client-quotas.ts';
import type { VirtualClient } from '../testing/virtual-client.ts';

type Component = readonly [entityType: string, matchType: number, match?: string];

const EXACT = 0;
const DEFAULT = 1;
const SPECIFIED = 2;

const ENTITIES: Readonly<Record<string, EntityNames>> = {
  bob: { user: 'bob' },
  everyUser: { user: null },
  app: { 'client-id': 'app' },
  everyClient: { 'client-id': null },
  bobsApp: { user: 'bob', 'client-id': 'app' },
  bobsEveryClient: { user: 'bob', 'client-id': null },
  everyUsersApp: { user: null, 'client-id': 'app' },
  address: { ip: '9.9.9.9' },
  everyAddress: { ip: null },
};

async function brokerWithQuotas(): Promise<VirtualClient> {
  const client = (await BrokerContext.start()).connect();
  for (const [index, [, names]] of Object.entries(ENTITIES).entries()) {
    const key = 'ip' in names ? 'connection_creation_rate' : 'producer_byte_rate';
    await setQuotas(client, names, { [key]: index + 1 });
  }
  return client;
}

function describe(
  client: VirtualClient,
  components: readonly Component[],
  { strict = false, version = 1 } = {},
) {
  return client.request(DESCRIBE_CLIENT_QUOTAS, version, {
    components: components.map(([entityType, matchType, match = null]) => {
      return { entityType, matchType, match };
    }),
    strict,
  });
}

/** The names above of the entities that a filter matches. */
async function matching(
  client: VirtualClient,
  components: readonly Component[],
  strict = false,
): Promise<readonly (string | undefined)[]> {
  const { errorCode, entries } = await describe(client, components, { strict });
  assert.equal(errorCode, ErrorCode.NONE);
  const names = Object.keys(ENTITIES);
  return (entries ?? []).map(({ values }) => names[(values[0]?.value ?? 0) - 1]);
}

// As Apache Kafka 4.3.1 answers.
const FILTERS: readonly (readonly [components: Component[], loose: string[], strict: string[]])[] =
  [
    [[], Object.keys(ENTITIES), []],
    [[['user', EXACT, 'bob']], ['bob', 'bobsApp', 'bobsEveryClient'], ['bob']],
    [[['user', DEFAULT]], ['everyUser', 'everyUsersApp'], ['everyUser']],
    [
      [['user', SPECIFIED]],
      ['bob', 'everyUser', 'bobsApp', 'bobsEveryClient', 'everyUsersApp'],
      ['bob', 'everyUser'],
    ],
    [[['client-id', DEFAULT]], ['everyClient', 'bobsEveryClient'], ['everyClient']],
    [[['client-id', EXACT, 'nobody']], [], []],
    [
      [
        ['client-id', EXACT, 'app'],
        ['user', SPECIFIED],
      ],
      ['bobsApp', 'everyUsersApp'],
      ['bobsApp', 'everyUsersApp'],
    ],
    [
      [
        ['user', EXACT, 'bob'],
        ['client-id', DEFAULT],
      ],
      ['bobsEveryClient'],
      ['bobsEveryClient'],
    ],
    [[['ip', SPECIFIED]], ['address', 'everyAddress'], ['address', 'everyAddress']],
    [[['ip', EXACT, '9.9.9.9']], ['address'], ['address']],
    [[['user', EXACT, '']], [], []],
  ];

test('a filter finds the entities that have what it names, a strict one those with nothing else', async () => {
  const client = await brokerWithQuotas();
  for (const [components, loose, strict] of FILTERS) {
    assert.deepEqual(await matching(client, components), loose, JSON.stringify(components));
    assert.deepEqual(await matching(client, components, true), strict, JSON.stringify(components));
  }
});

const COMBINATION =
  'Invalid entity filter component combination. IP filter component should not be used with user or ' +
  'clientId filter component.';

// As Apache Kafka 4.3.1 answers.
const REFUSED: readonly (readonly [components: Component[], message: string])[] = [
  [
    [
      ['user', SPECIFIED],
      ['ip', SPECIFIED],
    ],
    COMBINATION,
  ],
  [
    [
      ['ip', DEFAULT],
      ['client-id', SPECIFIED],
    ],
    COMBINATION,
  ],
  [
    [
      ['user', EXACT, 'bob'],
      ['user', DEFAULT],
    ],
    'Entity type user cannot appear more than once in the filter.',
  ],
  [[['', SPECIFIED]], 'Invalid empty entity type.'],
  [[['user', 3]], 'Unknown match type 3'],
  [[['user', -1]], 'Unknown match type -1'],
  [[['user', EXACT]], 'Request specified MATCH_TYPE_EXACT, but set match string to null.'],
  [
    [['user', DEFAULT, 'bob']],
    'Request specified MATCH_TYPE_DEFAULT, but also specified a match string.',
  ],
  [
    [['user', SPECIFIED, 'bob']],
    'Request specified MATCH_TYPE_SPECIFIED, but also specified a match string.',
  ],
];

test('a filter that makes no sense is refused as Kafka does', async () => {
  const client = (await BrokerContext.start()).connect();
  for (const [components, errorMessage] of REFUSED) {
    for (const version of [0, 1]) {
      assert.deepEqual(await describe(client, components, { version }), {
        throttleTimeMs: 0,
        errorCode: ErrorCode.INVALID_REQUEST,
        errorMessage,
        entries: null,
      });
    }
  }
  const { errorCode, errorMessage } = await describe(client, [['planet', SPECIFIED]]);
  assert.deepEqual(
    [errorCode, errorMessage],
    [ErrorCode.UNSUPPORTED_VERSION, 'Unsupported entity type planet'],
  );
});
