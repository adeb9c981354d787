import { Admin } from '@odradek/client/node';

import { withTopic } from '../brokers/bench-topic.ts';
import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { fillPartition } from '../readers/fill-partition.ts';

/** A topic whose partitions hold about as much. */
export interface FilledTopic {
  readonly topic: string;
  readonly partitions: number;
  /** A record before it is in every partition. */
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
    return run({ topic, partitions, endOffset: await endOffsetOf(broker, topic, partitions) });
  });
}

/**
 * Where the shortest partition ends: each got what was under way when it was full, and a reader that
 * asked for more than there is would wait.
 */
async function endOffsetOf(
  { address }: RunningBroker,
  topic: string,
  partitions: number,
): Promise<number> {
  await using admin = new Admin({ bootstrapServers: address });
  const asked = Array.from({ length: partitions }, (_, partition) => partition);
  const ends = await admin.listOffsets(
    asked.map((partition) => ({ topic, partition, timestamp: 'latest' })),
  );
  return Math.min(
    ...ends.map(({ error, offset }) => {
      if (error !== undefined) throw error;
      return Number(offset);
    }),
  );
}
