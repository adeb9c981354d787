import {
  Admin,
  ConfigResourceTypes,
  IncrementalAlterConfigOperationTypes,
  ListOffsetTimestamps,
  Producer,
  stringSerializers,
} from '@platformatic/kafka';

import { goThrough, sortedBy } from './steps.js';

const { TOPIC, BROKER } = ConfigResourceTypes;
const { SET, DELETE, APPEND, SUBTRACT } = IncrementalAlterConfigOperationTypes;
const START = 1_767_225_600_000;

const connection = {
  clientId: 'conformance',
  bootstrapBrokers: [process.argv.at(-1) ?? ''],
  retries: 3,
  retryDelay: 100,
};
const admin = new Admin(connection);
const producer = new Producer({ ...connection, serializers: stringSerializers });
const idempotentProducer = new Producer({
  ...connection,
  serializers: stringSerializers,
  idempotent: true,
});

const message = (ms, topic, value, more = {}) => ({
  topic,
  value,
  timestamp: BigInt(START + ms),
  ...more,
});
const listOffsets = async (topic, partitions, timestamp) => {
  const asked = partitions.map((partitionIndex) => ({ partitionIndex, timestamp }));
  const [answer] = await admin.listOffsets({ topics: [{ name: topic, partitions: asked }] });
  return sortedBy(answer?.partitions ?? [], 'partitionIndex');
};
const describeConfigs = async (resourceType, resourceName, configurationKeys) => {
  const described = await admin.describeConfigs({
    resources: [{ resourceType, resourceName, configurationKeys }],
    includeSynonyms: true,
  });
  return described.map(({ configs, ...resource }) => ({
    ...resource,
    configs: sortedBy(configs, 'name'),
  }));
};
const topicConfigs = (resourceName, ...configs) => ({ resourceType: TOPIC, resourceName, configs });
const metadata = async (...topics) => {
  const found = await admin.metadata({ topics, forceUpdate: true, autocreateTopics: false });
  return { ...found, lastUpdate: undefined, topics: sortedTopics(found.topics) };
};
const sortedTopics = (topics) =>
  sortedBy(
    [...topics].map(([name, topic]) => ({ name, ...topic, lastUpdate: undefined })),
    'name',
  );
const send = async (sender, options, ...messages) => {
  const { offsets, ...rest } = await sender.send({ messages, ...options });
  return { ...rest, offsets: offsets && sortedBy(offsets, 'topic', 'partition') };
};

await goThrough({
  'lists no topic': () => admin.listTopics(),
  'creates topics': () => admin.createTopics({ topics: ['plain', 'other'] }),
  'creates a topic with partitions': () =>
    admin.createTopics({ topics: ['three'], partitions: 3, replicas: 1 }),
  'creates a topic with configs': () =>
    admin.createTopics({
      topics: ['set'],
      partitions: 1,
      configs: [
        { name: 'retention.ms', value: '3600000' },
        { name: 'cleanup.policy', value: 'compact' },
      ],
    }),
  'creates a topic with an assignment': () =>
    admin.createTopics({ topics: ['assigned'], assignments: [{ partition: 0, brokers: [1] }] }),
  'is refused a topic that exists': () => admin.createTopics({ topics: ['plain'] }),
  'is refused an invalid name': () => admin.createTopics({ topics: ['a!b'] }),
  'is refused a name that is empty': () => admin.createTopics({ topics: [''] }),
  'is refused no partition': () => admin.createTopics({ topics: ['none'], partitions: 0 }),
  'is refused too many replicas': () =>
    admin.createTopics({ topics: ['none'], partitions: 1, replicas: 2 }),
  'is refused an assignment beside a number': () =>
    admin.createTopics({
      topics: ['none'],
      partitions: 2,
      replicas: 1,
      assignments: [
        {
          partition: 0,
          brokers: [1],
        },
      ],
    }),
  'is refused an empty assignment': () =>
    admin.createTopics({ topics: ['none'], assignments: [{ partition: 0, brokers: [] }] }),
  'is refused an assignment to a missing broker': () =>
    admin.createTopics({ topics: ['none'], assignments: [{ partition: 0, brokers: [9] }] }),
  'is refused an unknown config': () =>
    admin.createTopics({ topics: ['none'], configs: [{ name: 'no.such.config', value: '1' }] }),
  'is refused an invalid config': () =>
    admin.createTopics({ topics: ['none'], configs: [{ name: 'retention.ms', value: 'soon' }] }),
  'is refused a config without a value': () =>
    admin.createTopics({ topics: ['none'], configs: [{ name: 'retention.ms', value: null }] }),
  'lists topics': async () => (await admin.listTopics()).sort(),
  'reads metadata': () => metadata('three', 'assigned'),
  'reads metadata of a missing topic': () => metadata('missing'),
  'adds partitions': () => admin.createPartitions({ topics: [{ name: 'plain', count: 4 }] }),
  'validates partitions only': () =>
    admin.createPartitions({ topics: [{ name: 'plain', count: 9 }], validateOnly: true }),
  'is refused fewer partitions': () =>
    admin.createPartitions({ topics: [{ name: 'plain', count: 1 }] }),
  'is refused an assignment of the wrong length': () =>
    admin.createPartitions({
      topics: [{ name: 'plain', count: 6, assignments: [{ brokerIds: [1] }] }],
    }),
  'is refused partitions of a missing topic': () =>
    admin.createPartitions({ topics: [{ name: 'missing', count: 2 }] }),

  'sends values': () =>
    send(
      producer,
      { acks: -1 },
      ...[0, 1, 2].map((n) => message(n, 'three', `v${n}`, { partition: 1 })),
    ),
  'sends with acks 1': () =>
    send(producer, { acks: 1 }, message(3, 'three', 'one', { partition: 1 })),
  'sends with acks 0': () =>
    send(producer, { acks: 0 }, message(4, 'three', 'none', { partition: 1 })),
  'sends keys, null values and headers': () =>
    send(
      producer,
      { acks: -1 },
      message(5, 'three', 'value', { key: 'key', partition: 2, headers: { a: '1', b: '2' } }),
      message(6, 'three', undefined, { key: 'key', partition: 2 }),
      message(7, 'three', '', { key: '', partition: 2 }),
    ),
  ...Object.fromEntries(
    ['gzip', 'snappy', 'lz4'].map((compression) => [
      `sends with ${compression}`,
      () =>
        send(
          producer,
          { acks: -1, compression },
          ...Array.from({ length: 500 }, (_, n) =>
            message(n, 'set', `line ${n} of some text`, { key: compression }),
          ),
        ),
    ]),
  ),
  'sends to several topics': () =>
    send(
      producer,
      { acks: -1 },
      message(8, 'three', 'x', { partition: 0 }),
      message(8, 'assigned', 'y', { partition: 0 }),
    ),
  'sends to a topic that is created by it': () =>
    send(producer, { acks: -1, autocreateTopics: true }, message(9, 'born', 'first')),
  'is refused a message that is too large': () =>
    send(producer, { acks: -1 }, message(9, 'three', 'x'.repeat(1_100_000), { partition: 0 })),
  'is refused a missing key in a compacted topic': () =>
    send(producer, { acks: -1 }, message(9, 'set', 'keyless')),
  'is refused a missing topic': () => send(producer, { acks: -1 }, message(9, 'missing', 'x')),
  'sends idempotently': async () => {
    const sent = [];
    for (const n of [0, 1, 2]) {
      const value = message(10 + n, 'three', `idempotent ${n}`, { partition: 1 });
      sent.push(await send(idempotentProducer, { acks: -1 }, value));
    }
    return sent;
  },

  'lists the latest offsets': () => listOffsets('three', [0, 1, 2], ListOffsetTimestamps.LATEST),
  'lists the earliest offsets': () =>
    listOffsets('three', [0, 1, 2], ListOffsetTimestamps.EARLIEST),
  'lists the offsets of the greatest timestamps': () =>
    listOffsets('three', [0, 1, 2], ListOffsetTimestamps.MAX),
  'lists the earliest local offsets': () =>
    listOffsets('three', [0, 1, 2], ListOffsetTimestamps.EARLIEST_LOCAL),
  'lists the latest tiered offsets': () =>
    listOffsets('three', [0, 1, 2], ListOffsetTimestamps.LATEST_TIERED),
  'lists offsets by timestamp': () => listOffsets('three', [0, 1, 2], BigInt(START + 2)),
  'is refused offsets of a missing partition': () =>
    listOffsets('three', [9], ListOffsetTimestamps.LATEST),
  'deletes records': () =>
    admin.deleteRecords({
      topics: [{ name: 'three', partitions: [{ partition: 1, offset: 2n }] }],
    }),
  'lists the earliest offsets after it': () =>
    listOffsets('three', [0, 1, 2], ListOffsetTimestamps.EARLIEST),
  'deletes all records': () =>
    admin.deleteRecords({
      topics: [{ name: 'three', partitions: [{ partition: 2, offset: -1n }] }],
    }),
  'is refused to delete records that are not there': () =>
    admin.deleteRecords({
      topics: [{ name: 'three', partitions: [{ partition: 1, offset: 999n }] }],
    }),
  'is refused to delete records of a compacted topic': () =>
    admin.deleteRecords({ topics: [{ name: 'set', partitions: [{ partition: 0, offset: 1n }] }] }),

  'describes configs': () => describeConfigs(TOPIC, 'set'),
  'describes some configs': () =>
    describeConfigs(TOPIC, 'set', ['retention.ms', 'cleanup.policy', 'no.such.config']),
  'describes configs of a missing topic': () => describeConfigs(TOPIC, 'missing'),
  'describes configs of a broker': () =>
    describeConfigs(BROKER, '1', ['message.max.bytes', 'log.retention.hours', 'compression.type']),
  'describes configs of a missing broker': () => describeConfigs(BROKER, '9'),
  'sets a config': () =>
    admin.incrementalAlterConfigs({
      resources: [
        topicConfigs('set', { name: 'retention.ms', configOperation: SET, value: '1000' }),
      ],
    }),
  'appends to a config': () =>
    admin.incrementalAlterConfigs({
      resources: [
        topicConfigs('set', { name: 'cleanup.policy', configOperation: APPEND, value: 'delete' }),
      ],
    }),
  'describes what it altered': () =>
    describeConfigs(TOPIC, 'set', ['retention.ms', 'cleanup.policy']),
  'subtracts from a config': () =>
    admin.incrementalAlterConfigs({
      resources: [
        topicConfigs('set', { name: 'cleanup.policy', configOperation: SUBTRACT, value: 'delete' }),
      ],
    }),
  'deletes a config': () =>
    admin.incrementalAlterConfigs({
      resources: [topicConfigs('set', { name: 'retention.ms', configOperation: DELETE })],
    }),
  'validates a config only': () =>
    admin.incrementalAlterConfigs({
      validateOnly: true,
      resources: [topicConfigs('set', { name: 'retention.ms', configOperation: SET, value: '7' })],
    }),
  'is refused to append to a number': () =>
    admin.incrementalAlterConfigs({
      resources: [
        topicConfigs('set', { name: 'retention.ms', configOperation: APPEND, value: '7' }),
      ],
    }),
  'is refused an invalid value': () =>
    admin.incrementalAlterConfigs({
      resources: [
        topicConfigs('set', { name: 'retention.ms', configOperation: SET, value: 'soon' }),
      ],
    }),
  'is refused a config twice': () =>
    admin.incrementalAlterConfigs({
      resources: [
        topicConfigs(
          'set',
          { name: 'retention.ms', configOperation: SET, value: '1' },
          { name: 'retention.ms', configOperation: SET, value: '2' },
        ),
      ],
    }),
  'is refused configs of a missing topic': () =>
    admin.incrementalAlterConfigs({
      resources: [
        topicConfigs('missing', { name: 'retention.ms', configOperation: SET, value: '1' }),
      ],
    }),
  'describes what is left of it': () =>
    describeConfigs(TOPIC, 'set', ['retention.ms', 'cleanup.policy']),
  'replaces all configs': () =>
    admin.alterConfigs({
      resources: [topicConfigs('set', { name: 'cleanup.policy', value: 'compact' })],
    }),

  'deletes topics': () => admin.deleteTopics({ topics: ['plain', 'assigned'] }),
  'is refused to delete a missing topic': () => admin.deleteTopics({ topics: ['missing'] }),
  'lists what is left': async () => (await admin.listTopics()).sort(),
  closes: async () => {
    await producer.close();
    await idempotentProducer.close();
    await admin.close();
  },
});
