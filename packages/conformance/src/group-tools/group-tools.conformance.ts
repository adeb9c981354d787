import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { compareWithKafka } from '../comparison/compare-with-kafka.ts';
import { scriptOf } from '../comparison/script.ts';
import { REPEATED_WARNINGS } from '../java-tools/repeated-warnings.ts';
import { consumerGroupCommandSteps } from './consumer-group-command.ts';
import { consumerPerformanceSteps } from './consumer-performance.ts';
import { GroupMembers } from './group-members.ts';
import { offsetsFormatterSteps } from './offsets-formatters.ts';

const tools = new KafkaTools();
const members = new GroupMembers(tools);

compareWithKafka({
  tool: "Kafka's tools for groups",
  script: scriptOf([
    ...consumerGroupCommandSteps(tools, members),
    ...offsetsFormatterSteps(tools, ['timers', 'readers', 'born', 'team']),
    ...consumerPerformanceSteps(tools),
  ]),
  masks: [
    REPEATED_WARNINGS,
    { kind: 'id', pattern: /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, by: '<id>' },
    { kind: 'id', pattern: /(?<="topicId":")[\w-]{22}(?=")/g, by: '<topic id>' },
    {
      kind: 'time',
      pattern: /(?<="(?:commit|expire|currentState)Timestamp":)\d{13}/g,
      by: '<time>',
    },
  ],
  configs: ['group.initial.rebalance.delay.ms=0'],
  close: async () => {
    await members[Symbol.asyncDispose]();
    await tools[Symbol.asyncDispose]();
  },
});
