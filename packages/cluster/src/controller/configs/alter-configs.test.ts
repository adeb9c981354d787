import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ErrorCode } from '@odradek/protocol';
import type { AlterableConfig } from '@odradek/protocol/messages/44-incremental-alter-configs';

import { ConfigResourceType } from '../../config/config-resource.ts';
import { MetadataImage } from '../../image/metadata-image.ts';
import { type AlterConfigsPlan, planIncrementalAlterConfigs } from './alter-configs.ts';
import { ConfigOperation } from './config-update.ts';

const { TOPIC, BROKER, CLIENT_METRICS, GROUP } = ConfigResourceType;
const { SET, DELETE, APPEND, SUBTRACT } = ConfigOperation;
const { NONE, INVALID_CONFIG, INVALID_REQUEST } = ErrorCode;

type Operation = readonly [name: string, operation: number, value?: string | null];
type Resource = readonly [type: number, name: string, operations: readonly Operation[]];

/** A cluster of broker 1 with the topic `orders`, whose configs follow what is planned. */
class Configs {
  readonly image = new MetadataImage();
  private readonly staticConfigs: ReadonlyMap<string, string>;

  constructor(staticConfigs: Record<string, string> = {}) {
    this.staticConfigs = new Map(Object.entries(staticConfigs));
    const topicId = 'AAECAwQFBgcICQoLDA0ODw';
    this.image.replay([{ type: 'TopicRecord', record: { name: 'orders', topicId } }]);
  }

  alter(resources: readonly Resource[], validateOnly = false): AlterConfigsPlan {
    const { image, staticConfigs } = this;
    const request = {
      validateOnly,
      resources: resources.map(([resourceType, resourceName, operations]) => ({
        resourceType,
        resourceName,
        configs: operations.map(([name, configOperation, value = null]): AlterableConfig => ({
          name,
          configOperation,
          value,
        })),
      })),
    };
    const configSources = { nodeId: 1, staticConfigs, configs: image.configs };
    const plan = planIncrementalAlterConfigs(request, { topics: image.topics, configSources });
    image.replay(plan.records);
    return plan;
  }

  /** Changes one resource; answers its error, or what it has then. */
  one(...resource: Resource): string | Record<string, string> {
    const [response] = this.alter([resource]).responses;
    assert.ok(response);
    const { errorCode, errorMessage } = response;
    if (errorCode !== NONE) return `${errorCode} ${errorMessage}`;
    return this.of(resource[0], resource[1]);
  }

  /** Changes one resource, which must be refused; answers its error. */
  refusal(...resource: Resource): string {
    const refused = this.one(...resource);
    assert.ok(typeof refused === 'string', 'the change is refused');
    return refused;
  }

  of(type: number, name: string): Record<string, string> {
    return Object.fromEntries(this.image.configs.of(type, name));
  }
}

test('configs of a topic are set and deleted; what stays the same is no record', () => {
  const configs = new Configs();
  const { records, responses } = configs.alter([[TOPIC, 'orders', [['retention.ms', SET, '5']]]]);
  assert.deepEqual(records, [
    {
      type: 'ConfigRecord',
      record: { resourceType: 2, resourceName: 'orders', name: 'retention.ms', value: '5' },
    },
  ]);
  assert.deepEqual(responses, [
    { errorCode: 0, errorMessage: null, resourceType: 2, resourceName: 'orders' },
  ]);
  assert.equal(configs.alter([[TOPIC, 'orders', [['retention.ms', SET, '5']]]]).records.length, 0);
  assert.equal(configs.alter([[TOPIC, 'orders', [['segment.ms', DELETE]]]]).records.length, 0);
  assert.deepEqual(configs.one(TOPIC, 'orders', [['retention.ms', DELETE]]), {});
});

test('a list grows and shrinks from what the topic would have without it', () => {
  const configs = new Configs();
  const step = (operation: number, value: string) =>
    configs.one(TOPIC, 'orders', [['cleanup.policy', operation, value]]);
  assert.deepEqual(step(APPEND, 'compact'), { 'cleanup.policy': 'delete,compact' });
  assert.deepEqual(step(APPEND, 'compact'), { 'cleanup.policy': 'delete,compact' });
  assert.deepEqual(step(SUBTRACT, 'delete'), { 'cleanup.policy': 'compact' });
  assert.deepEqual(step(SUBTRACT, 'delete'), { 'cleanup.policy': 'compact' });
  assert.deepEqual(step(SUBTRACT, 'compact'), { 'cleanup.policy': '' });
  assert.deepEqual(step(APPEND, 'delete, compact'), { 'cleanup.policy': 'delete, compact' });
  const compacting = new Configs({ 'log.cleanup.policy': 'compact' });
  assert.deepEqual(compacting.one(TOPIC, 'orders', [['cleanup.policy', APPEND, 'delete']]), {
    'cleanup.policy': 'compact,delete',
  });
});

// The errors are those of Apache Kafka 4.3.1 to the same requests.
for (const [operations, expected] of [
  [
    [['retention.ms', SET, 'x']],
    '40 Invalid value x for configuration retention.ms: Not a number of type LONG',
  ],
  [
    [
      ['retention.ms', SET, 'x'],
      ['segment.bytes', SET, '5'],
    ],
    '40 Invalid value 5 for configuration segment.bytes: Value must be at least 1048576',
  ],
  [
    [
      ['retention.ms', SET, 'x'],
      ['zz', SET, '1'],
    ],
    '40 Unknown topic config name: zz',
  ],
  [[['nokey', APPEND, '1']], "40 Can't APPEND to key nokey because its type is not LIST."],
  [
    [['retention.ms', SUBTRACT, '1']],
    "40 Can't SUBTRACT to key retention.ms because its type is not LIST.",
  ],
  [[['retention.ms', SET, null]], '42 Null value not supported for : retention.ms'],
  [
    [
      ['retention.ms', SET, '1'],
      ['retention.ms', DELETE],
    ],
    '42 Error due to duplicate config keys',
  ],
  [
    [
      ['min.compaction.lag.ms', SET, '9'],
      ['max.compaction.lag.ms', SET, '5'],
    ],
    '40 conflict topic config setting min.compaction.lag.ms (9) > max.compaction.lag.ms (5)',
  ],
  [
    [['remote.storage.enable', SET, 'true']],
    '40 Tiered Storage functionality is disabled in the broker. Topic cannot be configured with ' +
      'remote log storage.',
  ],
] as const) {
  test(`a change of a topic by ${JSON.stringify(operations)} is refused as a whole`, () => {
    const configs = new Configs();
    assert.equal(configs.one(TOPIC, 'orders', operations), expected);
    assert.deepEqual(configs.of(TOPIC, 'orders'), {});
  });
}

test('an operation that there is not is refused', () => {
  const refused = new Configs().refusal(TOPIC, 'orders', [['retention.ms', 9, '1']]);
  assert.match(refused, /^42 There is no operation 9/);
});

test('what is compared with what the broker has: lags contradict each other over both', () => {
  const configs = new Configs({ 'log.cleaner.min.compaction.lag.ms': '9' });
  const refused = configs.refusal(TOPIC, 'orders', [['max.compaction.lag.ms', SET, '5']]);
  assert.match(refused, /min\.compaction\.lag\.ms \(9\) > max\.compaction\.lag\.ms \(5\)/);
});

for (const [name, expected] of [
  ['nope', "3 The topic 'nope' does not exist."],
  ['', '42 Default topic resources are not allowed.'],
  ['a b', "17 Topic name is invalid: 'a b' contains one or more characters other than"],
] as const) {
  test(`configs of the topic "${name}" cannot be changed`, () => {
    const refused = new Configs().refusal(TOPIC, name, [['retention.ms', SET, '1']]);
    assert.equal(refused.slice(0, expected.length), expected);
  });
}

test('resources are independent of each other, but may stand in a request only once', () => {
  const configs = new Configs();
  const { responses } = configs.alter([
    [TOPIC, 'orders', [['retention.ms', SET, '1']]],
    [BROKER, '1', [['log.retention.ms', SET, '1']]],
    [TOPIC, 'orders', [['retention.ms', SET, '2']]],
    [99, 'x', []],
    [CLIENT_METRICS, 'm', []],
  ]);
  assert.deepEqual(
    responses.map(({ errorCode }) => errorCode),
    [INVALID_REQUEST, NONE, INVALID_REQUEST, INVALID_REQUEST, ErrorCode.UNSUPPORTED_VERSION],
  );
  assert.equal(responses[0]?.errorMessage, 'Each resource must appear at most once.');
  assert.equal(responses[3]?.errorMessage, 'Unknown resource type 99');
  assert.deepEqual(configs.of(BROKER, '1'), { 'log.retention.ms': '1' });
  assert.deepEqual(configs.of(TOPIC, 'orders'), {});
});

test('validateOnly answers as if, and plans no records', () => {
  const configs = new Configs();
  const { records, responses } = configs.alter(
    [
      [TOPIC, 'orders', [['retention.ms', SET, '1']]],
      [BROKER, '', [['log.retention.ms', SET, 'x']]],
    ],
    true,
  );
  assert.deepEqual(records, []);
  assert.deepEqual(
    responses.map(({ errorCode }) => errorCode),
    [NONE, INVALID_REQUEST],
  );
});

test('a broker takes what may change while it runs, also unknown names, and again what it has', () => {
  const configs = new Configs();
  assert.deepEqual(configs.one(BROKER, '1', [['log.retention.ms', SET, '5']]), {
    'log.retention.ms': '5',
  });
  const again = configs.alter([[BROKER, '1', [['log.retention.ms', SET, '5']]]]);
  assert.equal(again.records.length, 1);
  assert.deepEqual(configs.one(BROKER, '', [['my.plugin', SET, 'x']]), { 'my.plugin': 'x' });
  assert.deepEqual(configs.one(BROKER, '', [['log.cleanup.policy', APPEND, 'compact']]), {
    'my.plugin': 'x',
    'log.cleanup.policy': 'delete,compact',
  });
});

for (const [name, operation, expected] of [
  [
    '1',
    ['num.partitions', SET, '3'],
    '42 Cannot update these configs dynamically: [num.partitions]',
  ],
  ['', ['log.retention.minutes', SET, '3'], '42 Cannot update these configs dynamically: '],
  ['1', ['log.retention.ms', SET, 'x'], '42 Invalid value x for configuration log.retention.ms: '],
  [
    '1',
    ['log.retention.ms', SET, '0'],
    '42 requirement failed: log.retention.ms must be unlimited ',
  ],
  [
    '',
    ['log.roll.ms', SET, '0'],
    '42 requirement failed: log.roll.ms must be greater than or equal to 1',
  ],
  [
    '1',
    ['log.roll.jitter.ms', SET, '-1'],
    '42 requirement failed: log.roll.jitter.ms must be greater than or equal to 0',
  ],
  ['1', ['ssl.keystore.location', SET, '/x'], '42 These security configs can be dynamically '],
  ['', ['sasl.jaas.config', SET, 'x'], '42 Cannot update these configs at default cluster level, '],
  [
    '',
    ['listener.name.a.ssl.keystore.type', SET, 'x'],
    '42 Cannot update these configs at default ',
  ],
  [
    '1',
    ['listeners', SET, 'A://:1'],
    '42 These configs change only with a restart of the broker: ',
  ],
  [
    '1',
    ['principal.builder.class', SET, 'a.B'],
    '42 Invalid value a.B for configuration principal.',
  ],
  [
    '1',
    ['message.max.bytes', APPEND, '1'],
    '40 Config value append is not allowed for config key: ',
  ],
  ['1', ['nokey', SUBTRACT, '1'], '40 Unknown config name: nokey'],
  ['2', ['log.retention.ms', SET, '1'], '42 Unexpected broker id, expected 1, but received 2'],
  ['abc', ['log.retention.ms', SET, '1'], '42 Node id must be an integer, but it is: abc'],
  [
    '',
    ['group.consumer.assignment.interval.ms', SET, '15001'],
    '42 group.consumer.assignment.interval.ms must be less than or equal to ' +
      'group.consumer.max.assignment.interval.ms',
  ],
] as const) {
  test(`broker "${name}" refuses ${operation.join(' ')}`, () => {
    const refused = new Configs().refusal(BROKER, name, [operation]);
    assert.equal(refused.slice(0, expected.length), expected);
  });
}

test('a list that has grown beyond what the log holds is refused', () => {
  const configs = new Configs();
  const replicas = (from: number) =>
    Array.from({ length: 3_000 }, (_, index) => `${from + index}:1`).join(',');
  const name = 'leader.replication.throttled.replicas';
  configs.one(TOPIC, 'orders', [[name, SET, replicas(10_000)]]);
  const refused = configs.refusal(TOPIC, 'orders', [[name, APPEND, replicas(20_000)]]);
  assert.match(refused, /^40 .* exceeds the maximum value size of 32767 bytes\.$/);
});

test('messages repeat only the beginning of what a client sent', () => {
  const text = 'x'.repeat(30_000);
  const { responses } = new Configs().alter([
    [TOPIC, 'orders', [['retention.ms', SET, text]]],
    [TOPIC, text, [['retention.ms', SET, '1']]],
    [BROKER, '1', [[text, APPEND, '1']]],
    [BROKER, text, []],
  ]);
  for (const { errorCode, errorMessage } of responses) {
    assert.notEqual(errorCode, NONE);
    assert.equal((errorMessage?.length ?? 0) < 500, true);
  }
  assert.equal(responses[0]?.errorCode, INVALID_CONFIG);
});

test('a group has configs before it is there; what stays the same is no record', () => {
  const configs = new Configs();
  const operations = [['consumer.session.timeout.ms', SET, ' 50000 ']] as const;
  assert.deepEqual(configs.one(GROUP, 'a b', operations), {
    'consumer.session.timeout.ms': ' 50000 ',
  });
  assert.equal(configs.alter([[GROUP, 'a b', operations]]).records.length, 0);
  const remove = [
    ['consumer.session.timeout.ms', DELETE],
    ['nokey', DELETE],
  ] as const;
  assert.deepEqual(configs.one(GROUP, 'a b', remove), {});
});

// The errors are those of Apache Kafka 4.3.1 to the same requests.
for (const [operations, expected] of [
  [
    [['consumer.session.timeout.ms', SET, 'x']],
    '40 Invalid value x for configuration consumer.session.timeout.ms: Not a number of type INT',
  ],
  [
    [['consumer.session.timeout.ms', SET, '44999']],
    '40 consumer.session.timeout.ms must be greater than or equal to ' +
      'group.consumer.min.session.timeout.ms',
  ],
  [
    [['consumer.session.timeout.ms', SET, '60001']],
    '40 consumer.session.timeout.ms must be less than or equal to ' +
      'group.consumer.max.session.timeout.ms',
  ],
  [
    [['consumer.assignment.interval.ms', SET, '-1']],
    '40 Invalid value -1 for configuration consumer.assignment.interval.ms: Value must be at least 0',
  ],
  [
    [
      ['consumer.session.timeout.ms', SET, '1'],
      ['consumer.heartbeat.interval.ms', SET, '1'],
    ],
    '40 consumer.heartbeat.interval.ms must be greater than or equal to ' +
      'group.consumer.min.heartbeat.interval.ms',
  ],
  [
    [
      ['consumer.session.timeout.ms', SET, '1'],
      ['zz', SET, '1'],
    ],
    '40 Unknown group config name: zz',
  ],
  [
    [['streams.num.standby.replicas', SET, '3']],
    '40 streams.num.standby.replicas must be less than or equal to group.streams.max.standby.replicas',
  ],
  [
    [['share.delivery.count.limit', SET, '11']],
    '40 share.delivery.count.limit must be less than or equal to group.share.max.delivery.count.limit',
  ],
  [
    [['share.isolation.level', SET, 'x']],
    '40 Invalid value x for configuration share.isolation.level: String must be one of: ' +
      'read_committed, read_uncommitted',
  ],
  [
    [['share.auto.offset.reset', SET, 'by_duration:-PT1H']],
    '40 Invalid value by_duration:-PT1H for configuration share.auto.offset.reset: Invalid value ' +
      '`by_duration:-PT1H` for configuration share.auto.offset.reset. The value must be either ' +
      "'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.",
  ],
  [
    [['consumer.session.timeout.ms', APPEND, '1']],
    "40 Can't APPEND to key consumer.session.timeout.ms because its type is not LIST.",
  ],
] as const) {
  test(`a change of a group by ${JSON.stringify(operations)} is refused as a whole`, () => {
    const configs = new Configs();
    assert.equal(configs.one(GROUP, 'readers', operations), expected);
    assert.deepEqual(configs.of(GROUP, 'readers'), {});
  });
}

test('all groups together have no configs', () => {
  assert.equal(
    new Configs().one(GROUP, '', [['consumer.session.timeout.ms', SET, '50000']]),
    '42 Default group resources are not allowed.',
  );
});

test('a session of a group is longer than its heartbeats are apart, whoever set them', () => {
  const configs = new Configs({
    'group.consumer.min.session.timeout.ms': '6000',
    'group.consumer.session.timeout.ms': '9000',
  });
  const refused =
    '40 consumer.session.timeout.ms must be greater than consumer.heartbeat.interval.ms';
  assert.equal(configs.one(GROUP, 'g', [['consumer.heartbeat.interval.ms', SET, '9000']]), refused);
  configs.one(GROUP, 'g', [['consumer.heartbeat.interval.ms', SET, '8000']]);
  assert.equal(configs.one(GROUP, 'g', [['consumer.session.timeout.ms', SET, '8000']]), refused);
});
