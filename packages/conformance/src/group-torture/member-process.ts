/*
 * A member of a group, of our client, which tells of all that it is given, processes and commits:
 *
 *   node member-process.js HOST:PORT TOPIC GROUP classic|consumer
 *
 * Prints a line of JSON for each event (`torture-event.ts`). Leaves its group when its input ends.
 */
import { KafkaError } from '@odradek/base';
import { Consumer, type ConsumerRecord, type TopicPartition } from '@odradek/client/node';

const COMMIT_EVERY_MS = 200;
const POLL_MS = 100;

const [address = '', topic = '', groupId = '', protocol = ''] = process.argv.slice(2);
/** What was processed and not committed yet, by partition: the offset after it. */
const next = new Map<number, number>();
let commits = 0;

function tell(e: string, fields: object): void {
  const t = Number(process.hrtime.bigint()) / 1e6;
  process.stdout.write(`${JSON.stringify({ t, e, ...fields })}\n`);
}

function numbers(partitions: readonly TopicPartition[]): number[] {
  return partitions.map(({ partition }) => partition);
}

function take(records: readonly ConsumerRecord[]): void {
  const ranges: { p: number; from: number; to: number }[] = [];
  for (const { partition: p, offset } of records) {
    const last = ranges.at(-1);
    if (last?.p === p && last.to === offset) last.to = offset + 1;
    else ranges.push({ p, from: offset, to: offset + 1 });
    next.set(p, offset + 1);
  }
  for (const range of ranges) tell('read', range);
}

async function commit(partitions?: readonly number[]): Promise<void> {
  const offsets = [...next].filter(([partition]) => partitions?.includes(partition) ?? true);
  if (offsets.length === 0) return;
  const id = ++commits;
  tell('commit', { id, o: Object.fromEntries(offsets) });
  for (const [partition] of offsets) next.delete(partition);
  try {
    await consumer.commit(offsets.map(([partition, offset]) => ({ topic, partition, offset })));
    tell('committed', { id });
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    tell('refused', { id, error: error.code });
  }
}

const consumer = new Consumer({
  bootstrapServers: address,
  groupId,
  groupProtocol: protocol === 'consumer' ? 'consumer' : 'classic',
  autoOffsetReset: 'earliest',
  enableAutoCommit: false,
  fetchMaxWaitMs: POLL_MS,
  ...(protocol === 'classic' && {
    sessionTimeoutMs: 3000,
    heartbeatIntervalMs: 500,
    partitionAssignmentStrategy: ['cooperative-sticky'],
  }),
});
await consumer.subscribe(topic, {
  onPartitionsAssigned: (partitions) => tell('assigned', { p: numbers(partitions) }),
  onPartitionsRevoked: async (partitions) => {
    await commit(numbers(partitions));
    tell('revoked', { p: numbers(partitions) });
  },
  onPartitionsLost: (partitions) => {
    for (const partition of numbers(partitions)) next.delete(partition);
    tell('lost', { p: numbers(partitions) });
  },
});
let isEnding = false;
process.stdin.on('end', () => {
  isEnding = true;
});
process.stdin.resume();
let committedMs = performance.now();
while (!isEnding) {
  take(await consumer.poll({ timeoutMs: POLL_MS }));
  if (performance.now() - committedMs < COMMIT_EVERY_MS) continue;
  await commit();
  committedMs = performance.now();
}
await consumer.close();
