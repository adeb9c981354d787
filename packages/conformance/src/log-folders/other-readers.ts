import assert from 'node:assert/strict';

import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { kcat } from '../kcat/kcat.ts';
import type { IsolationLevel, PartitionReading } from './partition-client.ts';

const CONSOLE_CONSUMER = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
const PRINTED = ['timestamp', 'offset', 'key', 'headers', 'epoch'].map(
  (field) => `--formatter-property print.${field}=true`,
);
const ISOLATION_LEVELS: readonly IsolationLevel[] = ['read_uncommitted', 'read_committed'];

/** What kcat and Kafka's ConsoleConsumer print of a partition that was read before. */
export async function readWithOthers(
  tools: KafkaTools,
  server: string,
  topic: string,
  reading: PartitionReading,
): Promise<readonly string[]> {
  const printed: string[] = [];
  for (const isolation of ISOLATION_LEVELS) {
    const count = reading[isolation].all.records.length;
    const target = ['-b', server, '-t', topic, '-p', '0', '-o', 'beginning', '-e', '-q'];
    const format = ['-X', `isolation.level=${isolation}`, '-f', '%o|%T|%K|%k|%S|%s|%h\\n'];
    const lines = await kcat(['-C', ...target, ...format]);
    assert.equal(lines.match(/\n/g)?.length, count, `${topic} as kcat reads it`);
    const options = `--topic ${topic} --partition 0 --offset earliest --isolation-level ${isolation}`;
    const outcome = await tools.run(CONSOLE_CONSUMER, [
      '--bootstrap-server',
      server,
      ...`${options} --max-messages ${count} --timeout-ms 20000`.split(' '),
      ...PRINTED.flatMap((property) => property.split(' ')),
    ]);
    assert.match(outcome.stderr, new RegExp(`Processed a total of ${count} messages`));
    printed.push(lines, outcome.stdout);
  }
  return printed;
}
