import kafkajs from 'kafkajs';

import { goThrough, sortedBy } from './steps.js';

const { CompressionTypes, ConfigResourceTypes, Kafka, logLevel, Partitioners } = kafkajs;

const TOPIC = ConfigResourceTypes.TOPIC;
const START = 1_767_225_600_000;

const kafka = new Kafka({
  clientId: 'conformance',
  brokers: [process.argv.at(-1) ?? ''],
  logLevel: logLevel.NOTHING,
  retry: { retries: 3, initialRetryTime: 100 },
});
const admin = kafka.admin();
const options = { createPartitioner: Partitioners.DefaultPartitioner };
const producer = kafka.producer(options);
const idempotentProducer = kafka.producer({ ...options, idempotent: true });

const create = (...topics) => admin.createTopics({ topics, waitForLeaders: true });
const config = (name, value) => ({ name, value });
const describeConfigs = async (...resources) => {
  const described = await admin.describeConfigs({ includeSynonyms: true, resources });
  return described.resources.map((resource) => ({
    ...resource,
    configEntries: sortedBy(resource.configEntries, 'configName'),
  }));
};
const fetchMetadata = async (...topics) =>
  sortedBy((await admin.fetchTopicMetadata({ topics })).topics, 'name').map((topic) => ({
    ...topic,
    partitions: sortedBy(topic.partitions, 'partitionId'),
  }));
const send = async (record) => sortedBy(await producer.send(record), 'topicName', 'partition');
const message = (ms, value, more = {}) => ({ value, timestamp: String(START + ms), ...more });
const text = (count) =>
  Array.from({ length: count }, (_, n) => message(n, `line ${n} of some text`));

await admin.connect();
await producer.connect();
await goThrough({
  'describes the cluster': () => admin.describeCluster(),
  'lists no topic': () => admin.listTopics(),
  'creates a topic': () => create({ topic: 'plain' }),
  'creates a topic with partitions': () => create({ topic: 'three', numPartitions: 3 }),
  'creates a topic with configs': () =>
    create({
      topic: 'set',
      configEntries: [config('retention.ms', '3600000'), config('cleanup.policy', 'compact')],
    }),
  'creates a topic with an assignment': () =>
    create({ topic: 'assigned', replicaAssignment: [{ partition: 0, replicas: [1] }] }),
  'validates a topic only': () =>
    admin.createTopics({ validateOnly: true, topics: [{ topic: 'ghost' }] }),
  'is told that a topic exists': () => create({ topic: 'plain' }),
  'is refused an invalid name': () => create({ topic: 'a!b' }),
  'is refused no partition': () => create({ topic: 'none', numPartitions: 0 }),
  'is refused too many replicas': () => create({ topic: 'none', replicationFactor: 2 }),
  'is refused an assignment to a missing broker': () =>
    create({ topic: 'none', replicaAssignment: [{ partition: 0, replicas: [9] }] }),
  'is refused an assignment with a gap': () =>
    create({ topic: 'none', replicaAssignment: [{ partition: 1, replicas: [1] }] }),
  'is refused an unknown config': () =>
    create({ topic: 'none', configEntries: [config('no.such.config', '1')] }),
  'is refused an invalid config': () =>
    create({ topic: 'none', configEntries: [config('retention.ms', 'soon')] }),
  'lists topics': async () => (await admin.listTopics()).sort(),
  'fetches metadata of topics': () => fetchMetadata('three', 'assigned'),
  'fetches metadata of all topics': async () =>
    (await admin.fetchTopicMetadata()).topics.map(({ name }) => name).sort(),
  'fetches metadata of a missing topic': () => fetchMetadata('missing'),
  'adds partitions': () =>
    admin.createPartitions({ topicPartitions: [{ topic: 'plain', count: 4 }] }),
  'adds partitions with assignments': () =>
    admin.createPartitions({
      topicPartitions: [{ topic: 'assigned', count: 2, assignments: [[1]] }],
    }),
  'is refused fewer partitions': () =>
    admin.createPartitions({ topicPartitions: [{ topic: 'plain', count: 2 }] }),
  'is refused partitions of a missing topic': () =>
    admin.createPartitions({ topicPartitions: [{ topic: 'missing', count: 2 }] }),

  'sends values to a partition': () =>
    send({
      topic: 'three',
      messages: [0, 1, 2].map((n) => message(n, `v${n}`, { partition: 1 })),
    }),
  'sends with acks 1': () =>
    send({ topic: 'three', acks: 1, messages: [message(3, 'one', { partition: 1 })] }),
  'sends with acks 0': () =>
    send({ topic: 'three', acks: 0, messages: [message(4, 'none', { partition: 1 })] }),
  'sends keys, null values and headers': () =>
    send({
      topic: 'three',
      messages: [
        message(5, 'value', { key: 'key', partition: 2, headers: { a: '1', b: ['2', '3'] } }),
        message(6, null, { key: 'key', partition: 2 }),
        message(7, '', { key: '', partition: 2 }),
      ],
    }),
  'sends to partitions by key': () =>
    send({
      topic: 'plain',
      messages: Array.from({ length: 20 }, (_, n) => message(n, `v${n}`, { key: `key-${n}` })),
    }),
  'sends with gzip': () =>
    send({
      topic: 'set',
      compression: CompressionTypes.GZIP,
      messages: text(1000).map((m) => ({ ...m, key: 'k' })),
    }),
  'sends to several topics': async () => {
    const topicMessages = [
      { topic: 'three', messages: [message(8, 'x', { partition: 0 })] },
      { topic: 'assigned', messages: [message(8, 'y', { partition: 0 })] },
    ];
    return sortedBy(await producer.sendBatch({ topicMessages }), 'topicName');
  },
  'sends to a topic that is created by it': () =>
    send({ topic: 'born', messages: [message(9, 'first')] }),
  'is refused a message that is too large': () =>
    send({
      topic: 'three',
      messages: [message(9, 'x'.repeat(1_100_000), { partition: 0 })],
    }),
  'is refused a null key in a compacted topic': () =>
    send({ topic: 'set', messages: [message(9, 'keyless')] }),
  'is refused an invalid topic': () => send({ topic: 'a!b', messages: [message(9, 'x')] }),
  'connects an idempotent producer': () => idempotentProducer.connect(),
  'sends idempotently': async () => {
    const sent = [];
    for (const n of [0, 1, 2]) {
      const messages = [message(10 + n, `idempotent ${n}`, { partition: 1 })];
      sent.push(await idempotentProducer.send({ topic: 'three', messages }));
    }
    return sent;
  },

  'fetches offsets': async () => sortedBy(await admin.fetchTopicOffsets('three'), 'partition'),
  'fetches offsets of a missing topic': () => admin.fetchTopicOffsets('missing'),
  'fetches offsets by timestamp': async () =>
    sortedBy(await admin.fetchTopicOffsetsByTimestamp('three', START + 2), 'partition'),
  'fetches offsets by a late timestamp': async () =>
    sortedBy(await admin.fetchTopicOffsetsByTimestamp('three', START + 9_999), 'partition'),
  'deletes records': () =>
    admin.deleteTopicRecords({ topic: 'three', partitions: [{ partition: 1, offset: '2' }] }),
  'fetches offsets after it': async () =>
    sortedBy(await admin.fetchTopicOffsets('three'), 'partition'),
  'deletes all records': () =>
    admin.deleteTopicRecords({ topic: 'three', partitions: [{ partition: 2, offset: '-1' }] }),
  'is refused to delete records that are not there': () =>
    admin.deleteTopicRecords({ topic: 'three', partitions: [{ partition: 1, offset: '999' }] }),
  'is refused to delete records of a missing partition': () =>
    admin.deleteTopicRecords({ topic: 'three', partitions: [{ partition: 9, offset: '0' }] }),

  'describes configs': () => describeConfigs({ type: TOPIC, name: 'set' }),
  'describes some configs': () =>
    describeConfigs({ type: TOPIC, name: 'set', configNames: ['retention.ms', 'no.such.config'] }),
  'describes configs of a missing topic': () => describeConfigs({ type: TOPIC, name: 'missing' }),
  'describes a config of a broker': () =>
    describeConfigs({
      type: ConfigResourceTypes.BROKER,
      name: '1',
      configNames: ['message.max.bytes'],
    }),
  'alters configs': () =>
    admin.alterConfigs({
      resources: [{ type: TOPIC, name: 'set', configEntries: [config('retention.ms', '1000')] }],
    }),
  'is refused an invalid value': () =>
    admin.alterConfigs({
      resources: [{ type: TOPIC, name: 'set', configEntries: [config('retention.ms', 'soon')] }],
    }),
  'describes what it altered': () =>
    describeConfigs({ type: TOPIC, name: 'set', configNames: ['retention.ms', 'cleanup.policy'] }),

  'deletes topics': () => admin.deleteTopics({ topics: ['plain', 'assigned'] }),
  'is refused to delete a missing topic': () => admin.deleteTopics({ topics: ['missing'] }),
  'lists what is left': async () => (await admin.listTopics()).sort(),
  disconnects: async () => {
    await producer.disconnect();
    await idempotentProducer.disconnect();
    await admin.disconnect();
  },
});
