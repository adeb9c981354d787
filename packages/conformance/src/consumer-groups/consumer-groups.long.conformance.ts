import { after, test } from 'node:test';

import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { groupStory } from '../classic-groups/group-story.ts';
import { CONSUMER_PROGRAMS } from '../classic-groups/member-programs.ts';
import { BROKERS, startRestartable } from '../classic-groups/restartable-broker.ts';

const tools = new KafkaTools();
after(async () => tools[Symbol.asyncDispose]());

for (const [client, program] of Object.entries(CONSUMER_PROGRAMS)) {
  for (const [name, start] of Object.entries(BROKERS)) {
    test(`a consumer group of ${client} on ${name} loses nothing when members and the broker come and go`, async () => {
      using data = new TemporaryDirectory();
      await using broker = await startRestartable(start, data.path);
      const { afterKillMs, afterLeaveMs } = await groupStory(broker, program, tools);
      const seconds = [afterKillMs, afterLeaveMs].map((ms) => (ms / 1000).toFixed(1));
      console.log(`${client}, ${name}: taken over ${seconds.join(' and ')} s after kill and leave`);
    });
  }
}
