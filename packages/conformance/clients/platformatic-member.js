import { once } from 'node:events';

import { Consumer, stringDeserializers } from '@platformatic/kafka';

/*
 * A member of a group until its input ends. Arguments: the address of a broker, a topic, a group, a
 * client id, the group protocol. Prints a line of JSON for each assignment and for each record that it
 * has read; what it has read is committed at once.
 */
const [address, topic, groupId, clientId, groupProtocol] = process.argv.slice(2);
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const consumer = new Consumer({
  clientId,
  groupId,
  groupProtocol,
  bootstrapBrokers: [address],
  sessionTimeout: 6000,
  heartbeatInterval: 500,
  rebalanceTimeout: 10_000,
  retries: 100,
  retryDelay: 200,
  deserializers: stringDeserializers,
});
const partitionsIn = (assignments) =>
  (assignments ?? [])
    .filter((each) => each.topic === topic)
    .flatMap((each) => each.partitions)
    .toSorted((a, b) => a - b);
if (groupProtocol === 'classic') {
  consumer.on('consumer:group:join', ({ assignments }) =>
    tell({ assigned: partitionsIn(assignments) }),
  );
  consumer.on('consumer:group:rebalance', () => tell({ assigned: [] }));
} else {
  // No event says what it is assigned, and topics go by their ids.
  let told = '';
  setInterval(() => {
    const assigned = (consumer.assignments ?? [])
      .flatMap((each) => each.partitions)
      .toSorted((a, b) => a - b);
    if (assigned.join() !== told) tell({ assigned });
    told = assigned.join();
  }, 20);
}
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
