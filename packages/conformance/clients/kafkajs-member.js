import { once } from 'node:events';

import kafkajs from 'kafkajs';

/*
 * A member of a classic group until its input ends. Arguments: the address of a broker, a topic, a
 * group, a client id. Prints a line of JSON for each assignment and for each record that it has
 * read; what it has read is committed at once.
 */
const { Kafka, logLevel } = kafkajs;
const [address, topic, groupId, clientId] = process.argv.slice(2);
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const kafka = new Kafka({
  clientId,
  brokers: [address],
  logLevel: logLevel.NOTHING,
  retry: { retries: 100, initialRetryTime: 100, maxRetryTime: 500 },
});
const consumer = kafka.consumer({ groupId, sessionTimeout: 6000, heartbeatInterval: 500 });
consumer.on(consumer.events.GROUP_JOIN, ({ payload }) =>
  tell({ assigned: (payload.memberAssignment[topic] ?? []).toSorted((a, b) => a - b) }),
);
consumer.on(consumer.events.REBALANCING, () => tell({ assigned: [] }));
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  autoCommitThreshold: 1,
  eachMessage: async ({ message }) => tell({ record: message.value.toString() }),
});
await once(process.stdin.resume(), 'end');
await consumer.disconnect();
process.exit(0);
