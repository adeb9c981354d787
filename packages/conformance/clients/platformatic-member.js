import { once } from 'node:events';

import { Consumer, stringDeserializers } from '@platformatic/kafka';

/*
 * A member of a classic group until its input ends. Arguments: the address of a broker, a topic, a
 * group, a client id. Prints a line of JSON for each assignment and for each record that it has
 * read; what it has read is committed at once.
 */
const [address, topic, groupId, clientId] = process.argv.slice(2);
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const consumer = new Consumer({
  clientId,
  groupId,
  bootstrapBrokers: [address],
  sessionTimeout: 6000,
  heartbeatInterval: 500,
  rebalanceTimeout: 10_000,
  retries: 100,
  retryDelay: 200,
  deserializers: stringDeserializers,
});
consumer.on('consumer:group:join', ({ assignments }) =>
  tell({
    assigned: (assignments ?? [])
      .filter((each) => each.topic === topic)
      .flatMap((each) => each.partitions)
      .toSorted((a, b) => a - b),
  }),
);
consumer.on('consumer:group:rebalance', () => tell({ assigned: [] }));
const stream = await consumer.consume({
  topics: [topic],
  mode: 'committed',
  fallbackMode: 'earliest',
  autocommit: false,
  maxWaitTime: 200,
});
const leave = async () => {
  await once(process.stdin.resume(), 'end');
  await consumer.close(true);
  process.exit(0);
};
void leave();
for await (const message of stream) {
  tell({ record: message.value });
  await message.commit();
}
