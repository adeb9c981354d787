import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { Admin } from '@odradek/client/node';

import type { RunningBroker } from './broker-under-test.ts';

const LED_MS_MAX = 30_000;
const GONE_MS_MAX = 60_000;
const POLL_MS = 50;

/** A topic that is made for a measurement. */
export interface BenchTopic {
  readonly topic: string;
  readonly partitions: number;
  /** Beside the defaults of the broker. */
  readonly configs: Readonly<Record<string, string>>;
}

/** Runs something with a new topic of a broker, and removes the topic and its files afterwards. */
export async function withTopic<Result>(
  broker: RunningBroker,
  wanted: BenchTopic,
  run: () => Promise<Result>,
): Promise<Result> {
  if (broker.kind === 'answerer') return run();
  await createTopic(broker, wanted);
  try {
    return await run();
  } finally {
    await using admin = new Admin({ bootstrapServers: broker.address });
    await admin.deleteTopics([wanted.topic]);
    await untilGone(broker, wanted.topic);
  }
}

/** Makes a topic and waits until its partitions serve requests. */
export async function createTopic(
  { address }: RunningBroker,
  { topic, partitions, configs }: BenchTopic,
): Promise<void> {
  await using admin = new Admin({ bootstrapServers: address });
  const wanted = { name: topic, partitions, replicationFactor: 1, configs };
  const [created] = await admin.createTopics([wanted]);
  if (created?.error !== undefined) throw created.error;
  await untilLed(admin, topic, partitions);
}

/**
 * Kafka answers a moment before its partitions have leaders, and Metadata names these a moment before
 * they serve requests: an offset of each partition shows that it does.
 */
async function untilLed(admin: Admin, topic: string, partitions: number): Promise<void> {
  const ends = Array.from({ length: partitions }, (_, partition) => {
    return { topic, partition, timestamp: 'latest' } as const;
  });
  const offsets = await admin.listOffsets(ends, { timeoutMs: LED_MS_MAX });
  const failed = offsets.find(({ error }) => error !== undefined);
  if (failed?.error !== undefined) throw failed.error;
}

/** Waits for the files to go, and for what the disk still has to write, so that the next is free. */
async function untilGone({ dataDirectory }: RunningBroker, topic: string): Promise<void> {
  const deadline = performance.now() + GONE_MS_MAX;
  while (readdirSync(dataDirectory).some((name) => name.startsWith(`${topic}-`))) {
    if (performance.now() > deadline) throw new Error(`The files of topic ${topic} stay.`);
    await sleep(POLL_MS);
  }
  spawnSync('sync', ['-f', dataDirectory]);
}
