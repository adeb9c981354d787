import { Admin } from '@odradek/client/node';

import { withTopic } from '../brokers/bench-topic.ts';
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { fillPartition } from '../readers/fill-partition.ts';

/** A topic whose partitions all hold as much. */
export interface FilledTopic {
  readonly topic: string;
  readonly partitions: number;
  /** Behind the last record of each partition. */
  readonly endOffset: number;
}

/** Runs something with a topic that was just filled, so that all of it is in the page cache. */
export function withFilledTopic<Result>(
  broker: RunningBroker,
  { topic, partitions, bytes }: { topic: string; partitions: number; bytes: number },
  run: (filled: FilledTopic) => Promise<Result>,
): Promise<Result> {
  return withTopic(broker, { topic, partitions, configs: {} }, async () => {
    const { address } = broker;
    const filling = { address, topic, partitions, partitionBytes: bytes / partitions };
    const numbers = Array.from({ length: partitions }, (_, partition) => partition);
    await Promise.all(numbers.map((partition) => fillPartition(filling, partition)));
    return run({ topic, partitions, endOffset: await endOffsetOf(broker, topic) });
  });
}

/** All partitions hold as much. */
async function endOffsetOf({ address }: RunningBroker, topic: string): Promise<number> {
  await using admin = new Admin({ bootstrapServers: address });
  const [end] = await admin.listOffsets([{ topic, partition: 0, timestamp: 'latest' }]);
  if (end?.error !== undefined) throw end.error;
  if (end === undefined) throw new Error(`There is no end of topic ${topic}.`);
  return Number(end.offset);
}
