import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';

import { MetadataImage } from '../../image/metadata-image.ts';
import { planAlterClientQuotas } from './alter-client-quotas.ts';

type Part = readonly [entityType: string, entityName: string | null];
/** A value of `null` removes the quota. */
type Op = readonly [key: string, value: number | null];
type Entry = readonly [entity: readonly Part[], ops: readonly Op[]];

const USER: readonly Part[] = [['user', 'bob']];
const DEFAULT_IP: readonly Part[] = [['ip', null]];

function plan(image: MetadataImage, entries: readonly Entry[], validateOnly = false) {
  return planAlterClientQuotas(
    {
      entries: entries.map(([parts, ops]) => ({
        entity: parts.map(([entityType, entityName]) => ({ entityType, entityName })),
        ops: ops.map(([key, value]) => ({ key, value: value ?? 0, remove: value === null })),
      })),
      validateOnly,
    },
    image.clientQuotas,
  );
}

function alter(image: MetadataImage, ...entries: readonly Entry[]): readonly (string | null)[] {
  const { records, entries: results } = plan(image, entries);
  image.replay(records);
  return results.map(({ errorMessage }) => errorMessage);
}

/** The quotas of an image: `user=bob,client-id=null producer_byte_rate=5`. */
function quotasOf(image: MetadataImage): readonly string[] {
  return [...image.clientQuotas.all()].map(({ entity, quotas }) => {
    const names = entity.parts.map(({ entityType, entityName }) => `${entityType}=${entityName}`);
    const values = [...quotas].map(([key, value]) => `${key}=${value}`);
    return `${names.join()} ${values.join()}`;
  });
}

// What Apache Kafka 4.3.1 answers.
const REFUSED: readonly (readonly [what: string, entry: Entry, message: string])[] = [
  [
    'an entity without types',
    [[], [['producer_byte_rate', 1]]],
    'Invalid empty client quota entity',
  ],
  [
    'an unknown type of entity',
    [[['planet', 'mars']], [['producer_byte_rate', 1]]],
    'Unhandled client quota entity type: planet',
  ],
  [
    'an unknown type beside a known one',
    [[...USER, ['planet', 'mars']], [['producer_byte_rate', 1]]],
    'Unhandled client quota entity type: planet',
  ],
  ['an empty user', [[['user', '']], [['producer_byte_rate', 1]]], 'Empty user not supported'],
  [
    'an empty client id',
    [[['client-id', '']], [['producer_byte_rate', 1]]],
    'Empty client-id not supported',
  ],
  ['an empty ip', [[['ip', '']], [['connection_creation_rate', 1]]], 'Empty ip not supported'],
  [
    'a user at an ip',
    [[...USER, ['ip', '1.2.3.4']], [['producer_byte_rate', 1]]],
    'Invalid quota entity combination, IP entity shouldnot be combined with User or ClientId',
  ],
  [
    'a client id at an ip',
    [
      [
        ['client-id', 'app'],
        ['ip', '1.2.3.4'],
      ],
      [['connection_creation_rate', 1]],
    ],
    'Invalid quota entity combination, IP entity shouldnot be combined with User or ClientId',
  ],
  [
    'an ip that is none',
    [[['ip', '999.1.1.1']], [['connection_creation_rate', 1]]],
    '999.1.1.1 is not a valid IP or resolvable host.',
  ],
  [
    'a quota of users for an ip',
    [[['ip', '1.2.3.4']], [['producer_byte_rate', 5]]],
    'Invalid configuration key producer_byte_rate',
  ],
  [
    'a quota of ips for a user',
    [USER, [['connection_creation_rate', 5]]],
    'Invalid configuration key connection_creation_rate',
  ],
  ['an unknown quota', [USER, [['no_such', 5]]], 'Invalid configuration key no_such'],
  ['zero', [USER, [['producer_byte_rate', 0]]], 'Quota producer_byte_rate must be greater than 0'],
  [
    'a negative number',
    [USER, [['request_percentage', -1]]],
    'Quota request_percentage must be greater than 0',
  ],
  [
    'what is no number',
    [USER, [['request_percentage', NaN]]],
    'Quota request_percentage must be greater than 0',
  ],
  [
    'a fraction of a byte',
    [USER, [['producer_byte_rate', 1.5]]],
    'producer_byte_rate cannot be a fractional value.',
  ],
  [
    'a fraction of a connection',
    [DEFAULT_IP, [['connection_creation_rate', 1.5]]],
    'connection_creation_rate cannot be a fractional value.',
  ],
  [
    'more bytes than a LONG',
    [USER, [['consumer_byte_rate', 1e19]]],
    'Proposed value for consumer_byte_rate is too large for a LONG.',
  ],
  [
    'infinitely many bytes',
    [USER, [['consumer_byte_rate', Infinity]]],
    'Proposed value for consumer_byte_rate is too large for a LONG.',
  ],
  [
    'more connections than an INT',
    [DEFAULT_IP, [['connection_creation_rate', 2 ** 31]]],
    'Proposed value for connection_creation_rate is too large for an INT.',
  ],
];

for (const [what, entry, message] of REFUSED) {
  test(`${what} is refused as Kafka does`, () => {
    const image = new MetadataImage();
    const { records, entries } = plan(image, [entry]);
    assert.deepEqual(records, []);
    assert.deepEqual(
      entries.map(({ errorCode, errorMessage }) => [errorCode, errorMessage]),
      [[ErrorCode.INVALID_REQUEST, message]],
    );
  });
}

const TAKEN: readonly Entry[] = [
  [[['user', null]], [['producer_byte_rate', 1]]],
  [
    [
      ['client-id', null],
      ['user', 'bob'],
    ],
    [['consumer_byte_rate', 2 ** 63]],
  ],
  [[['client-id', 'app']], [['request_percentage', 0.5]]],
  [[['client-id', 'pct']], [['request_percentage', Infinity]]],
  [USER, [['controller_mutation_rate', 0.25]]],
  [[['user', 'nearly']], [['producer_byte_rate', 1.0000001]]],
  [DEFAULT_IP, [['connection_creation_rate', 2 ** 31 - 1]]],
  [[['ip', '1.2.3.4']], [['connection_creation_rate', 5]]],
  [[['ip', '::1']], [['connection_creation_rate', 5]]],
  [[['ip', 'localhost']], [['connection_creation_rate', 5]]],
];

test('every combination of types takes its quotas, to the bounds of their values', () => {
  const image = new MetadataImage();
  assert.deepEqual(alter(image, ...TAKEN), Array(TAKEN.length).fill(null));
  assert.deepEqual(quotasOf(image), [
    'user=null producer_byte_rate=1',
    'client-id=null,user=bob consumer_byte_rate=9223372036854776000',
    'client-id=app request_percentage=0.5',
    'client-id=pct request_percentage=Infinity',
    'user=bob controller_mutation_rate=0.25',
    'user=nearly producer_byte_rate=1.0000001',
    'ip=null connection_creation_rate=2147483647',
    'ip=1.2.3.4 connection_creation_rate=5',
    'ip=::1 connection_creation_rate=5',
    'ip=localhost connection_creation_rate=5',
  ]);
});

test('an entity is changed as a whole or not at all, beside others that are changed', () => {
  const image = new MetadataImage();
  alter(image, [USER, [['producer_byte_rate', 1]]]);
  const outcomes = alter(
    image,
    [
      USER,
      [
        ['producer_byte_rate', 2],
        ['no_such', 1],
      ],
    ],
    [[['client-id', 'app']], [['producer_byte_rate', 3]]],
  );
  assert.deepEqual(outcomes, ['Invalid configuration key no_such', null]);
  assert.deepEqual(quotasOf(image), [
    'user=bob producer_byte_rate=1',
    'client-id=app producer_byte_rate=3',
  ]);
});

test('a quota is removed, and to remove what is not set or unknown does nothing', () => {
  const image = new MetadataImage();
  alter(image, [
    USER,
    [
      ['producer_byte_rate', 1],
      ['consumer_byte_rate', 2],
    ],
  ]);
  const ops: readonly Op[] = [
    ['producer_byte_rate', null],
    ['request_percentage', null],
    ['no_such', null],
  ];
  const { records } = plan(image, [[USER, ops]]);
  assert.equal(records.length, 1);
  image.replay(records);
  assert.deepEqual(quotasOf(image), ['user=bob consumer_byte_rate=2']);
});

test('a quota that is set to what it is leaves no record', () => {
  const image = new MetadataImage();
  alter(image, [USER, [['producer_byte_rate', 1]]]);
  assert.deepEqual(plan(image, [[USER, [['producer_byte_rate', 1]]]]).records, []);
  assert.deepEqual(plan(image, [[USER, []]]).records, []);
});

test('to validate changes nothing and answers the same', () => {
  const image = new MetadataImage();
  const entries: readonly Entry[] = [
    [USER, [['producer_byte_rate', 1]]],
    [[['user', '']], [['producer_byte_rate', 1]]],
  ];
  const validated = plan(image, entries, true);
  assert.deepEqual(validated.records, []);
  assert.deepEqual(validated.entries, plan(image, entries).entries);
});

test('an entity that stands twice is changed as the first entry says, and answered once', () => {
  const image = new MetadataImage();
  const outcomes = alter(
    image,
    [
      [
        ['user', 'bob'],
        ['client-id', null],
      ],
      [['producer_byte_rate', 5]],
    ],
    [
      [
        ['client-id', null],
        ['user', 'bob'],
      ],
      [['producer_byte_rate', 6]],
    ],
  );
  assert.deepEqual(outcomes, [
    'Ignoring duplicate entity ClientQuotaEntity(entries={client-id=null, user=bob})',
  ]);
  assert.deepEqual(quotasOf(image), ['client-id=null,user=bob producer_byte_rate=5']);
});

test('an entity with a quota that stands twice is not changed', () => {
  const image = new MetadataImage();
  const ops: readonly Op[] = [
    ['producer_byte_rate', 5],
    ['producer_byte_rate', null],
  ];
  assert.deepEqual(alter(image, [USER, ops]), [
    'Ignoring duplicate entity ClientQuotaEntity(entries={user=bob})',
  ]);
  assert.deepEqual(quotasOf(image), []);
});

test('a request for more changes than one batch of the metadata log may hold is refused as a whole', () => {
  const image = new MetadataImage();
  const entries = (count: number): Entry[] =>
    Array.from({ length: count }, (_, n) => [[['user', `u${n}`]], [['producer_byte_rate', 1]]]);
  const { records, entries: results } = plan(image, entries(10_001));
  assert.deepEqual(records, []);
  assert.equal(results.length, 10_001);
  assert.ok(results.every(({ errorCode }) => errorCode === ErrorCode.POLICY_VIOLATION));
  assert.equal(plan(image, entries(10_000)).records.length, 10_000);
});
